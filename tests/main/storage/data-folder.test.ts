import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { nodeRandom } from '../../../src/main/services/index.ts';
import { openDataFolder } from '../../../src/main/storage/index.ts';
import { readNumber, writeNumber } from '../../../src/main/storage/small-file.ts';
import { clockAt, temporaryFolder } from './folder.ts';

const ports = { random: nodeRandom, clock: clockAt('2024-05-01') };

test('the folder is made for this account only and says its format', async () => {
  const path = join(temporaryFolder(), 'deep', 'data');
  const folder = await openDataFolder(path, ports);
  expect(statSync(path).mode & 0o777).toBe(0o700);
  expect(await readNumber(path, 'format')).toBe(1);
  expect(folder.replica).toBe(join(path, 'replica'));
});

test('a folder of a newer version is refused and left as it is', async () => {
  const path = temporaryFolder();
  await writeNumber(path, 'format', 2, nodeRandom);
  const before = readFileSync(join(path, 'format'));
  await expect(openDataFolder(path, ports)).rejects.toMatchObject({ code: 'storage/newer-version' });
  expect(readdirSync(path)).toEqual(['format']);
  expect(readFileSync(join(path, 'format'))).toEqual(before);
});

test('a damaged statement of the format is not read as another number', async () => {
  const path = temporaryFolder();
  await openDataFolder(path, ports);
  const text = readFileSync(join(path, 'format'), 'utf8');
  writeFileSync(join(path, 'format'), text.replace('format 1', 'format 9'));
  expect(await readNumber(path, 'format')).toBe('damaged');
  await openDataFolder(path, ports);
  expect(await readNumber(path, 'format')).toBe(1);
});

test('a relative path, and a file where the folder should be, are refused', async () => {
  await expect(openDataFolder('here', ports)).rejects.toMatchObject({ code: 'input/invalid' });
  const file = join(temporaryFolder(), 'file');
  writeFileSync(file, '');
  await expect(openDataFolder(file, ports)).rejects.toMatchObject({ code: 'storage/failed' });
});
