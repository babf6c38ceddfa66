import path from 'node:path';
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
  expect(startFailure(words, 'storage/busy', '/data')).toContain('already using this data folder');
  expect(startFailure(words, 'bug', '/data')).toBe(words.failed);
});

test.each(['en', 'de'])(
  'a damaged database is told with the way on: what to keep, and where backups lie (%s)',
  (locale) => {
    const said = startFailure(wordsFor(locale), 'storage/damaged', '/home/anna/Nailwall');
    expect(said).toContain(wordsFor(locale).damaged);
    expect(said).toContain(': /home/anna/Nailwall\n');
    expect(said).toContain(` ${path.join('/home/anna/Nailwall', 'backups')},`);
    expect(said).not.toMatch(/[{}]/);
  },
);
