import { expect, test } from 'vitest';
import { startFailure, wordsFor } from '../../../../src/main/hosts/electron/words.ts';

test('German for German systems, English for all others', () => {
  expect(wordsFor('de').quit).toBe('Beenden');
  expect(wordsFor('de-AT').quit).toBe('Beenden');
  for (const locale of ['en-US', 'den', 'fr', '']) expect(wordsFor(locale).quit).toBe('Quit');
});

test('both languages say everything', () => {
  const english = wordsFor('en');
  const german = wordsFor('de');
  for (const key of Object.keys(english) as (keyof typeof english)[]) {
    expect(german[key], key).not.toBe('');
    // A few words are the same in both; sentences never are.
    if (english[key].length > 12) expect(german[key], key).not.toBe(english[key]);
  }
});

test('each way of not starting has its sentence', () => {
  const words = wordsFor('en');
  expect(startFailure(words, 'storage/busy')).toContain('already using this data folder');
  expect(startFailure(words, 'storage/damaged')).toContain('damaged');
  expect(startFailure(words, 'bug')).toBe(words.failed);
});
