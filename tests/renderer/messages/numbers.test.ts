/** Numbers in sentences, written as the person writes them. */
import { beforeEach, expect, test } from 'vitest';
import { chooseLanguage, m } from '../../../src/renderer/messages/index.ts';
import en from '../../../src/renderer/messages/en.json' with { type: 'json' };

type Variants = readonly { readonly match: Readonly<Record<string, string>> }[];
const places = (value: string | Variants): string[] => {
  const texts = typeof value === 'string' ? [value] : value.flatMap(({ match }) => Object.values(match));
  return [...new Set(texts.flatMap((text) => text.match(/(?<=\{)\w+(?=\})/g) ?? []))];
};
const open = Object.entries(en as unknown as Readonly<Record<string, string | Variants>>)
  .filter(([key]) => key !== '$schema')
  .map(([key, value]) => ({ key, names: places(value).filter((name) => name !== 'year') }))
  .filter(({ names }) => names.length > 0);
const sentences = m as unknown as Readonly<Record<string, (inputs: Readonly<Record<string, unknown>>) => string>>;

beforeEach(() => () => chooseLanguage('en'));

test.each([
  ['en', '1,234'],
  ['de', '1.234'],
] as const)('every sentence with a place for a number groups it in %s', (language, written) => {
  chooseLanguage(language);
  expect(open.length).toBeGreaterThan(100);
  for (const { key, names } of open) {
    const said = sentences[key]!({ year: 2026, ...Object.fromEntries(names.map((name) => [name, 1234])) });
    expect(said, key).not.toMatch(/1234/);
    expect(said, key).toContain(written);
  }
});

test('years are names, fractions have the person’s point, and one stays one', () => {
  expect(m.insights_year_bare({ year: 2026 })).toContain('2026');
  expect(m.insights_rests_attempts({ count: 1 })).toBe('Rests on 1 attempt');
  expect(m.insights_rests_attempts({ count: 1000 })).toBe('Rests on 1,000 attempts');
  chooseLanguage('de');
  expect(m.insights_rests_attempts({ count: 1000 })).toBe('Beruht auf 1.000 Versuchen');
  expect(m.insights_odds_over({ count: 0.5 })).toContain('0,5');
});

test('words stay as they are, and an unknown sentence is none', () => {
  expect(m.insights_percent({ value: '1234' })).toBe('1234 %');
  expect(sentences['no_such_sentence']).toBeUndefined();
});
