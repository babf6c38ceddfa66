import { expect, test } from 'vitest';
import { backupNamedIn } from '../../../../src/main/hosts/electron/opened-backup.ts';

test.each([
  [[], null],
  [['--demo'], null],
  [['/a/letter.pdf'], null],
  [['/a/b.nailwall-backup'], '/a/b.nailwall-backup'],
  [['b.nailwall-backup'], '/typed/here/b.nailwall-backup'],
  [['--data-dir', '/d', 'one.nailwall-backup', '/two.nailwall-backup'], '/two.nailwall-backup'],
  [['--something=x.nailwall-backup'], null],
])('%j names %s', (argv, path) => {
  expect(backupNamedIn(argv, '/typed/here')).toBe(path);
});
