import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { HostCaptureKeys, usualCaptureKeys } from '../../../../src/main/hosts/electron/capture-keys.ts';
import { nodeRandom } from '../../../../src/main/services/index.ts';
import { DoubleShortcuts } from '../../../electron-double/desktop.ts';
import { temporaryFolder } from '../../storage/folder.ts';

let folder: string;
let shortcuts: DoubleShortcuts;
let pressed: number;
let log: string[];

beforeEach(() => {
  folder = temporaryFolder();
  shortcuts = new DoubleShortcuts();
  pressed = 0;
  log = [];
});

async function open() {
  const path = join(folder, 'capture-keys.json');
  const keys = await HostCaptureKeys.open({ shortcuts, path, random: nodeRandom, log: (line) => log.push(line) });
  keys.begin(() => pressed++);
  return keys;
}

test('the usual keys hold until others are chosen, which then outlive the app', async () => {
  const keys = await open();
  shortcuts.press(usualCaptureKeys);
  expect(pressed).toBe(1);
  expect(await keys.choose('Alt+Shift+J')).toEqual({ keys: 'Alt+Shift+J', active: true, taken: false });
  expect(shortcuts.accelerators).toEqual(['Alt+Shift+J']);
  keys.end();
  expect(shortcuts.accelerators).toEqual([]);
  expect((await open()).read()).toEqual({ keys: 'Alt+Shift+J', active: true });
  shortcuts.press('Alt+Shift+J');
  expect(pressed).toBe(2);
});

test('turned off they stay off, and can be turned on again', async () => {
  expect(await (await open()).choose(null)).toEqual({ keys: null, active: false, taken: false });
  expect(shortcuts.accelerators).toEqual([]);
  const again = await open();
  expect(shortcuts.accelerators).toEqual([]);
  await again.choose(usualCaptureKeys);
  shortcuts.press(usualCaptureKeys);
  expect(pressed).toBe(1);
});

test.each([
  ['another program has', 'Alt+Shift+J'],
  ['the system does not know', 'Alt+Shift+§'],
])('keys that %s are refused, and the old ones stay', async (_name, wanted) => {
  shortcuts.taken.add('Alt+Shift+J');
  const keys = await open();
  expect(await keys.choose(wanted)).toEqual({ keys: usualCaptureKeys, active: true, taken: true });
  shortcuts.press(usualCaptureKeys);
  expect(pressed).toBe(1);
});

test('usual keys that another program has are no failure, and can be tried again', async () => {
  shortcuts.taken.add(usualCaptureKeys);
  const keys = await open();
  expect(keys.read()).toEqual({ keys: usualCaptureKeys, active: false });
  expect(log).toHaveLength(1);
  expect((await keys.choose(usualCaptureKeys)).taken).toBe(true);
  shortcuts.taken.clear();
  expect(await keys.choose(usualCaptureKeys)).toEqual({ keys: usualCaptureKeys, active: true, taken: false });
});

test('a choice that cannot be read leaves the usual keys', async () => {
  writeFileSync(join(folder, 'capture-keys.json'), '{');
  expect((await open()).read()).toEqual({ keys: usualCaptureKeys, active: true });
  expect(log).toHaveLength(1);
});

test('a choice that cannot be kept changes nothing', async () => {
  folder = join(folder, 'absent');
  const keys = await open();
  await expect(keys.choose('Alt+Shift+J')).rejects.toMatchObject({ code: 'storage/failed' });
  expect(shortcuts.accelerators).toEqual([usualCaptureKeys]);
  expect(keys.read()).toEqual({ keys: usualCaptureKeys, active: true });
});

test('the file holds the keys and nothing else', async () => {
  await (await open()).choose('Alt+Shift+J');
  expect(readFileSync(join(folder, 'capture-keys.json'), 'utf8')).toBe('{"keys":"Alt+Shift+J"}');
});
