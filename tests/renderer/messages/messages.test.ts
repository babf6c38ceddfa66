import { describe, expect, test } from 'vitest';
import de from '../../../src/renderer/messages/de.json' with { type: 'json' };
import en from '../../../src/renderer/messages/en.json' with { type: 'json' };

type Variants = readonly {
  readonly declarations: readonly string[];
  readonly match: Readonly<Record<string, string>>;
}[];
type Messages = Readonly<Record<string, string | Variants>>;
const languages: Readonly<Record<'en' | 'de', Messages>> = { en, de };

const textsOf = (value: string | Variants): string[] =>
  typeof value === 'string' ? [value] : value.flatMap((one) => Object.values(one.match));
const placesOf = (value: string | Variants): string[] =>
  [...new Set(textsOf(value).flatMap((text) => text.match(/\{\w+\}/g) ?? []))].sort();
const all = Object.entries(languages).flatMap(([language, messages]) =>
  Object.entries(messages)
    .filter(([key]) => key !== '$schema')
    .flatMap(([key, value]) => textsOf(value).map((text) => ({ language, key, text }))),
);

/** What the product never says; see its rules of tone. */
const forbidden: readonly RegExp[] = [
  /\bstreaks?\b/i,
  /\bbadges?\b/i,
  /\bpoints\b/i,
  /\blevels?\b/i,
  /\bonly (\{\}|\d+) more\b/i,
  /\bat least\b/i,
  /\bhappens for a reason\b/i,
  /\byou are due\b|\boverdue\b/i,
  /\b(congratulations|well done|great job|keep it up|keep going)\b/i,
  /\bsuccess rate\b|\bscore(board)?s?\b/i,
  /\b(you will|it will|this will)\b/i,
  /\b(Serie|Strähne|Abzeichen|Punkte|Level|Punktestand|Erfolgsquote)\b/i,
  /\b(nur noch|immerhin|wenigstens|mindestens|überfällig|fällig)\b/i,
  /\bhat (alles )?(seinen|einen) (Grund|Sinn)\b/i,
  /\b(Glückwunsch|Gratulation|gut gemacht|weiter so|nicht aufgeben)\b/i,
  /!/,
];

describe('the sentences', () => {
  test('are the same in English and German, name by name', () => {
    expect(Object.keys(de).sort()).toEqual(Object.keys(en).sort());
  });

  test('are all there', () => {
    expect(all.filter(({ text }) => text.trim() === '')).toEqual([]);
  });

  test('leave the same places open in both languages', () => {
    const differing = Object.keys(languages.en).filter(
      (key) => String(placesOf(languages.en[key] ?? '')) !== String(placesOf(languages.de[key] ?? '')),
    );
    expect(differing).toEqual([]);
  });

  test('know one and other wherever they count', () => {
    const counting = Object.entries(languages).flatMap(([, messages]) => Object.values(messages));
    for (const value of counting) {
      if (typeof value === 'string') continue;
      for (const { match } of value)
        expect(Object.keys(match).map((key) => key.split('=')[1])).toEqual(['one', 'other']);
    }
  });

  test.each(forbidden.map((words) => [words]))('never say %s', (words) => {
    // Names of places are for us alone.
    expect(all.filter(({ text }) => words.test(text.replace(/\{\w+\}/g, '{}')))).toEqual([]);
  });

  test('ask the ratings in exactly the words that were decided', () => {
    expect(languages.en['question_hope']).toBe('Right now, how hopeful are you about this pursuit?');
    expect(languages.en['question_purpose']).toBe('How worthwhile does what you are doing feel?');
    expect(languages.en['question_self_worth']).toBe('Right now, how good do you feel about yourself as a person?');
    expect(languages.en['question_belonging']).toBe('How connected to other people do you feel?');
    expect(languages.en['question_sting']).toBe('How much does this no hurt right now?');
    expect(languages.en['question_shame']).toBe('How much would you rather nobody knew?');
    expect(languages.en['rate_no']).toBe('That’s a no. Rate it if you like; skipping is fine.');
  });
});
