import { utf8ToBytes } from '#core/base';
import { chmodSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { nodeRandom } from '../../../src/main/services/index.ts';
import { SecretFile, writeFileAtomically } from '../../../src/main/storage/index.ts';
import { temporaryFolder } from './folder.ts';

test('a file is replaced as a whole, for this account only, and nothing is left beside it', async () => {
  const folder = temporaryFolder();
  const path = join(folder, 'file');
  writeFileSync(path, 'old and longer than the new one', { mode: 0o644 });
  await writeFileAtomically(path, utf8ToBytes('new'), nodeRandom);
  expect(readFileSync(path, 'utf8')).toBe('new');
  expect(statSync(path).mode & 0o777).toBe(0o600);
  expect(readdirSync(folder)).toEqual(['file']);
});

test('what cannot be written leaves the old file and no draft', async () => {
  const folder = temporaryFolder();
  const path = join(folder, 'taken');
  mkdirSync(join(path, 'inside'), { recursive: true });
  await expect(writeFileAtomically(path, utf8ToBytes('new'), nodeRandom)).rejects.toMatchObject({
    code: 'storage/failed',
  });
  expect(readdirSync(folder)).toEqual(['taken']);
  await expect(writeFileAtomically(join(folder, 'no', 'such'), utf8ToBytes('x'), nodeRandom)).rejects.toMatchObject({
    code: 'storage/failed',
    data: { system: 'ENOENT' },
  });
});

test('the secret comes back, is for this account only, and can be cleared twice', async () => {
  const path = join(temporaryFolder(), 'secret');
  const store = new SecretFile(path, nodeRandom);
  expect(await store.read()).toBeNull();
  const secret = nodeRandom(32);
  await store.write(secret);
  expect(await store.read()).toEqual(secret);
  expect(statSync(path).mode & 0o777).toBe(0o600);
  await store.clear();
  await store.clear();
  expect(await store.read()).toBeNull();
});

test('a secret that others could have read is not used', async () => {
  const path = join(temporaryFolder(), 'secret');
  const store = new SecretFile(path, nodeRandom);
  await store.write(nodeRandom(32));
  for (const mode of [0o640, 0o604, 0o620]) {
    chmodSync(path, mode);
    await expect(store.read()).rejects.toMatchObject({ code: 'storage/secret-exposed' });
  }
});

test('a secret of another length is damaged, and is not written either', async () => {
  const path = join(temporaryFolder(), 'secret');
  const store = new SecretFile(path, nodeRandom);
  writeFileSync(path, new Uint8Array(31), { mode: 0o600 });
  await expect(store.read()).rejects.toMatchObject({ code: 'storage/damaged' });
  await expect(store.write(nodeRandom(33))).rejects.toMatchObject({ code: 'input/invalid' });
});
