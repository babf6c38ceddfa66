import { coded } from '#core/base';
import path from 'node:path';
import { expect, test } from 'vitest';
import { sentenceFor } from '../../../../src/main/hosts/loopback/sentences.ts';

const folder = path.join('/home', 'anna', 'Nailwall');

test('a damaged database is told with the way on: what to keep, what to do, and where backups lie', () => {
  const said = sentenceFor(coded('storage/damaged', { missing: 'CURRENT' }), folder, '');
  expect(said).toContain('Nothing was changed. Keep a copy of the folder before anything else.');
  expect(said).toContain(`Backups lie in ${path.join(folder, 'backups')}, unless you chose another place for them.`);
  expect(said.endsWith(` (${folder})`)).toBe(true);
});

test('what has to do with the folder names it; what has not does not', () => {
  expect(sentenceFor(coded('storage/busy'), folder, '')).toContain('--data-dir=DIR');
  expect(sentenceFor(coded('storage/busy'), folder, '')).toContain(`(${folder})`);
  expect(sentenceFor(coded('input/invalid'), folder, 'Usage: so')).toMatch(/ Usage: so$/);
});
