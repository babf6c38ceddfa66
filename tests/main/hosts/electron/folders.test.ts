import { existsSync, mkdtempSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { openFolders, parseCommandLine } from '../../../../src/main/hosts/electron/folders.ts';
import { DoubleApp } from '../../../electron-double/app.ts';

const appData = mkdtempSync(join(tmpdir(), 'nailwall-folders-'));
const app = new DoubleApp({ packaged: true, locale: 'en', end: () => undefined });

test.each([
  [['.', '--data-dir', 'here'], { dataDir: 'here', demo: false }],
  [['--data-dir=here', '--demo'], { dataDir: 'here', demo: true }],
  [['--type=x', '--original-process-start-time=1', '.', '--no-sandbox'], { dataDir: null, demo: false }],
])('%j', (argv, expected) => {
  expect(parseCommandLine(argv)).toEqual(expected);
});

test.each([[['--data-dir']], [['--data-dir=']]])('%j names no folder, and no other is taken instead', (argv) => {
  expect(() => parseCommandLine(argv)).toThrow(expect.objectContaining({ code: 'input/invalid' }));
});

test('the data folder and the profile in it are for this account only', () => {
  const folders = openFolders(app, [], join(appData, 'Nailwall'));
  expect(folders.data).toBe(join(appData, 'Nailwall'));
  expect(statSync(folders.data).mode & 0o077).toBe(0);
  expect(statSync(folders.profile).mode & 0o077).toBe(0);
  folders.discard();
  expect(existsSync(folders.data)).toBe(true);
});

test('a relative folder becomes an absolute one', () => {
  expect(openFolders(app, ['--data-dir', join(appData, 'x', '..', 'y')]).data).toBe(resolve(appData, 'y'));
});

test('a demonstration gets a folder of its own, which ends with it', () => {
  const one = openFolders(app, ['--demo']);
  const two = openFolders(app, ['--demo', '--data-dir', appData]);
  expect(one.data).not.toBe(two.data);
  expect(two.data.startsWith(appData)).toBe(false);
  writeFileSync(join(one.data, 'something'), 'x');
  one.discard();
  two.discard();
  expect(existsSync(one.data) || existsSync(two.data)).toBe(false);
});
