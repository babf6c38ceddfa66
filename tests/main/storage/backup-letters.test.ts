import { type Bytes, bytesToHex } from '#core/base';
import { sha256 } from '@noble/hashes/sha2.js';
import { existsSync, readdirSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { nodeRandom } from '../../../src/main/services/index.ts';
import { BackupFolder, Blobs } from '../../../src/main/storage/index.ts';
import { temporaryFolder } from './folder.ts';
import { mountSmall } from './small-disk.ts';

const hashOf = (bytes: Bytes): string => bytesToHex(sha256(bytes));

async function put(blobs: Blobs, bytes: Bytes): Promise<string> {
  const part = await blobs.begin();
  await part.append(bytes);
  await part.finish(hashOf(bytes));
  return hashOf(bytes);
}

async function scene(path = join(temporaryFolder(), 'backups')) {
  const clock = { time: Date.parse('2026-01-01T09:00:00Z'), now: () => clock.time, today: () => '2026-01-01' as never };
  const folder = new BackupFolder(path, { clock, random: nodeRandom });
  const live = await Blobs.open(join(temporaryFolder(), 'letters'), nodeRandom);
  /** A backup whose vault names these letters. */
  const backUp = (...hashes: string[]) => {
    const vault = new Y.Doc();
    for (const hash of hashes) vault.getMap('letters').set(hash, 10);
    clock.time += 60_000;
    return folder.add({ update: Y.encodeStateAsUpdate(vault), records: 1, unreadable: 0, doubtful: false });
  };
  const fileOf = (hash: string) => join(path, 'letters', hash.slice(0, 2), hash);
  return { path, folder, live, backUp, fileOf, letters: await folder.letters() };
}

test('a letter is copied beside the backups as it is, once, for this account only', async () => {
  const { letters, live, fileOf } = await scene();
  const bytes = nodeRandom(2_300_000);
  const named = new Map([[await put(live, bytes), bytes.length]]);
  await letters.keep(named, live);
  const file = fileOf(hashOf(bytes));
  expect(Buffer.compare(readFileSync(file), bytes)).toBe(0);
  expect(statSync(file).mode & 0o777).toBe(0o600);
  const { ino, mtimeMs } = statSync(file);
  await letters.keep(named, live);
  expect(statSync(file)).toMatchObject({ ino, mtimeMs });
});

test('what this device lacks, or has damaged, is left out and takes nobody’s place', async () => {
  const { letters, live, fileOf } = await scene();
  const [whole, hurt] = [nodeRandom(900), nodeRandom(900)];
  const named = new Map([whole, hurt].map((bytes) => [hashOf(bytes), 900]));
  named.set('0'.repeat(64), 900);
  await put(live, whole);
  await put(live, hurt);
  await letters.keep(new Map([[hashOf(hurt), 900]]), live);
  const path = join(live.folder, hashOf(hurt).slice(0, 2), hashOf(hurt));
  writeFileSync(path, nodeRandom(900));
  await letters.keep(named, live);
  expect((await letters.states([...named.keys()])).map(({ state }) => state)).toEqual(['here', 'here', 'absent']);
  expect(Buffer.compare(readFileSync(fileOf(hashOf(hurt))), hurt)).toBe(0);
});

test('a copy that was cut is kept aside, and written anew', async () => {
  const { letters, live, fileOf, path } = await scene();
  const bytes = nodeRandom(900);
  const named = new Map([[await put(live, bytes), 900]]);
  await letters.keep(named, live);
  truncateSync(fileOf(hashOf(bytes)), 300);
  await letters.keep(named, live);
  expect(Buffer.compare(readFileSync(fileOf(hashOf(bytes))), bytes)).toBe(0);
  expect(readdirSync(join(path, 'letters', 'damaged'))).toHaveLength(1);
});

test('they come back where they are lost or damaged; one that is damaged in both places stays damaged', async () => {
  const { letters, live, fileOf } = await scene();
  const [lost, hurt, gone] = [nodeRandom(700), nodeRandom(800), nodeRandom(900)];
  const named = new Map([lost, hurt, gone].map((bytes) => [hashOf(bytes), bytes.length]));
  for (const bytes of [lost, hurt, gone]) await put(live, bytes);
  await letters.keep(named, live);
  const into = await Blobs.open(join(temporaryFolder(), 'letters'), nodeRandom);
  await put(into, hurt);
  writeFileSync(join(into.folder, hashOf(hurt).slice(0, 2), hashOf(hurt)), nodeRandom(800));
  await expect(into.read(hashOf(hurt))).rejects.toMatchObject({ code: 'letter/damaged' });
  writeFileSync(fileOf(hashOf(gone)), nodeRandom(900));
  await letters.bringBack(named, into);
  const states = await Promise.all([...named.keys()].map((hash) => into.state(hash)));
  expect(states.map(({ state }) => state)).toEqual(['here', 'here', 'absent']);
  for (const bytes of [lost, hurt]) {
    const reader = await into.read(hashOf(bytes));
    expect(Buffer.compare(await reader.read(0, reader.bytes), bytes)).toBe(0);
    await reader.close();
  }
});

test('a letter goes with the last backup that names it, and not before', async () => {
  const { letters, live, backUp, fileOf } = await scene();
  const [old, kept] = [nodeRandom(100), nodeRandom(100)];
  for (const bytes of [old, kept]) await put(live, bytes);
  await letters.keep(new Map([old, kept].map((bytes) => [hashOf(bytes), 100])), live);
  await backUp(hashOf(old), hashOf(kept));
  for (let index = 0; index < 9; index++) await backUp(hashOf(kept));
  expect(existsSync(fileOf(hashOf(old)))).toBe(true);
  await backUp(hashOf(kept));
  expect(existsSync(fileOf(hashOf(old)))).toBe(false);
  expect(existsSync(fileOf(hashOf(kept)))).toBe(true);
});

test('while a backup cannot be read, no letter goes: nobody knows which ones it names', async () => {
  const { letters, live, backUp, fileOf, path } = await scene();
  const old = nodeRandom(100);
  await put(live, old);
  await letters.keep(new Map([[hashOf(old), 100]]), live);
  const { name } = await backUp(hashOf(old));
  truncateSync(join(path, name), 60);
  for (let index = 0; index < 14; index++) await backUp();
  expect(existsSync(fileOf(hashOf(old)))).toBe(true);
});

test('a full disk is said, leaves no half letter, and the copy is made once there is room', async (context) => {
  const disk = mountSmall(context, 'size=8m');
  const { letters, live, path } = await scene(join(disk, 'backups'));
  const bytes = nodeRandom(12_000_000);
  const named = new Map([[await put(live, bytes), bytes.length]]);
  await expect(letters.keep(named, live)).rejects.toMatchObject({ code: 'storage/full' });
  expect((await letters.states([hashOf(bytes)]))[0]).toEqual({ state: 'absent', bytes: 0 });
  expect(readdirSync(join(path, 'letters', 'parts'))).toEqual([]);
});
