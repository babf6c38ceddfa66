import { type Bytes, bytesToHex } from '#core/base';
import { sha256 } from '@noble/hashes/sha2.js';
import { once } from 'node:events';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { nodeRandom } from '../../../src/main/services/index.ts';
import { Blobs } from '../../../src/main/storage/index.ts';
import { compiled } from './compiled.ts';
import { temporaryFolder } from './folder.ts';
import { mountSmall, remount } from './small-disk.ts';
import { acknowledged, nextLine, startWriter } from './writer.ts';

const script = compiled(join(import.meta.dirname, 'blobs.child.ts'));

const hashOf = (bytes: Bytes): string => bytesToHex(sha256(bytes));
const openBlobs = (folder: string) => Blobs.open(folder, nodeRandom);

async function put(blobs: Blobs, bytes: Bytes, piece = 1000): Promise<string> {
  const part = await blobs.begin();
  for (let at = 0; at < bytes.length; at += piece) await part.append(bytes.subarray(at, at + piece));
  await part.finish(hashOf(bytes));
  return hashOf(bytes);
}

async function take(blobs: Blobs, hash: string): Promise<Bytes> {
  const reader = await blobs.read(hash);
  try {
    const half = reader.bytes >> 1;
    return Buffer.concat([await reader.read(0, half), await reader.read(half, reader.bytes)]);
  } finally {
    await reader.close();
  }
}

const pathOf = (folder: string, hash: string): string => join(folder, hash.slice(0, 2), hash);
const filesIn = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => entry.name);

test('a letter lies under its hash, for this account only, and comes back whole', async () => {
  const folder = join(temporaryFolder(), 'letters');
  const blobs = await openBlobs(folder);
  expect(existsSync(folder)).toBe(false);
  const bytes = nodeRandom(2_500_000);
  const hash = await put(blobs, bytes, 700_000);
  expect(Buffer.compare(await take(blobs, hash), bytes)).toBe(0);
  expect(filesIn(folder)).toEqual([hash]);
  expect(statSync(pathOf(folder, hash)).mode & 0o777).toBe(0o600);
  expect(statSync(folder).mode & 0o777).toBe(0o700);
  expect(await blobs.state(hash)).toEqual({ state: 'here', bytes: bytes.length });
  expect([...(await (await openBlobs(folder)).list())]).toEqual([[hash, bytes.length]]);
  await blobs.remove(hash);
  expect(filesIn(folder)).toEqual([]);
  await expect(blobs.read(hash)).rejects.toMatchObject({ code: 'letter/absent' });
  await blobs.remove(hash);
});

test('bytes that do not fit their hash get no name', async () => {
  const folder = temporaryFolder();
  const blobs = await openBlobs(folder);
  const part = await blobs.begin();
  await part.append(nodeRandom(10));
  await expect(part.finish('0'.repeat(64))).rejects.toMatchObject({ code: 'letter/damaged' });
  expect(filesIn(folder)).toEqual([]);
});

test('no name leads out of the folder', async () => {
  const blobs = await openBlobs(temporaryFolder());
  for (const name of ['../../secret', `${'a'.repeat(63)}/`, 'A'.repeat(64), '']) {
    await expect(blobs.state(name)).rejects.toMatchObject({ code: 'input/invalid' });
    await expect(blobs.read(name)).rejects.toMatchObject({ code: 'input/invalid' });
    await expect(blobs.remove(name)).rejects.toMatchObject({ code: 'input/invalid' });
    expect(() => blobs.resume(name)).toThrow(expect.objectContaining({ code: 'input/invalid' }) as Error);
  }
});

test('a letter that comes from elsewhere goes on where it broke off, after a restart too', async () => {
  const folder = temporaryFolder();
  const bytes = nodeRandom(5000);
  const hash = hashOf(bytes);
  const first = await (await openBlobs(folder)).resume(hash);
  await first.append(bytes.subarray(0, 3000));
  await first.abandon();
  const blobs = await openBlobs(folder);
  expect(await blobs.state(hash)).toEqual({ state: 'absent', bytes: 3000 });
  const second = await blobs.resume(hash);
  expect(second.bytes).toBe(3000);
  await second.append(bytes.subarray(3000));
  await second.finish(hash);
  expect(Buffer.compare(await take(blobs, hash), bytes)).toBe(0);
  // A part that went wrong is begun anew instead of being kept for ever.
  const other = nodeRandom(100);
  const wrong = await blobs.resume(hashOf(other));
  await wrong.append(nodeRandom(100));
  await expect(wrong.finish(hashOf(other))).rejects.toMatchObject({ code: 'letter/damaged' });
  const anew = await blobs.resume(hashOf(other));
  expect(anew.bytes).toBe(0);
  await anew.abandon();
});

test.each([
  ['flipped', (bytes: Buffer) => bytes.fill((bytes[77] ?? 0) ^ 4, 77, 78)],
  ['cut', (bytes: Buffer) => bytes.subarray(0, 500)],
  ['emptied', () => Buffer.alloc(0)],
  ['lengthened', (bytes: Buffer) => Buffer.concat([bytes, Buffer.alloc(1)])],
])('a file that was %s is told as damaged and kept aside, and a good one takes its place', async (_how, harm) => {
  const folder = temporaryFolder();
  const blobs = await openBlobs(folder);
  const bytes = nodeRandom(1000);
  const hash = await put(blobs, bytes);
  const harmed = harm(Buffer.from(bytes));
  writeFileSync(pathOf(folder, hash), harmed);
  await expect(blobs.read(hash)).rejects.toMatchObject({ code: 'letter/damaged' });
  expect(await blobs.state(hash)).toEqual({ state: 'damaged', bytes: 0 });
  expect((await blobs.list()).size).toBe(0);
  const [aside = ''] = readdirSync(join(folder, 'damaged'));
  expect(Buffer.compare(readFileSync(join(folder, 'damaged', aside)), harmed)).toBe(0);
  expect((await blobs.hashes()).has(hash)).toBe(true);
  await put(blobs, bytes);
  expect(await blobs.state(hash)).toMatchObject({ state: 'here' });
  await blobs.remove(hash);
  expect(filesIn(folder)).toEqual([]);
});

test('a file that is cut while it is read is not taken for shorter', async () => {
  const folder = temporaryFolder();
  const blobs = await openBlobs(folder);
  const hash = await put(blobs, nodeRandom(3000));
  const reader = await blobs.read(hash);
  writeFileSync(pathOf(folder, hash), '');
  await expect(reader.read(0, 3000)).rejects.toMatchObject({ code: 'letter/damaged' });
  await reader.close();
});

test('a folder that is no folder keeps nothing from opening, and is told when a letter is asked for', async () => {
  const parent = temporaryFolder();
  const folder = join(parent, 'letters');
  writeFileSync(folder, 'in the way');
  const blobs = await openBlobs(folder);
  await expect(blobs.begin()).rejects.toMatchObject({ code: 'storage/failed' });
  await expect(blobs.read('a'.repeat(64))).rejects.toMatchObject({ code: 'storage/failed' });
});

test('killed while writing, every letter that was acknowledged is whole, and nothing else is left', async () => {
  const folder = join(temporaryFolder(), 'letters');
  const kept: string[] = [];
  for (const after of [1, 5]) {
    const writer = startWriter(script(), folder, '-', { squashAfter: 4 });
    kept.push(...(await acknowledged(writer, after)));
    writer.child.kill('SIGKILL');
    await once(writer.child, 'exit');
    for (let line = await nextLine(writer); line !== 'end'; line = await nextLine(writer)) kept.push(line.slice(5));
    const blobs = await openBlobs(folder);
    for (const hash of kept) await (await blobs.read(hash)).close();
    expect(readdirSync(join(folder, 'parts'))).toEqual([]);
  }
  expect(kept.length).toBeGreaterThanOrEqual(6);
});

test('a full disk: said so, nothing lost, no part left in the way, and on again once there is room', async (context) => {
  const place = mountSmall(context, 'size=1m,mode=0700');
  const ballast = join(place, 'ballast');
  writeFileSync(ballast, new Uint8Array(500 * 1024));
  const folder = join(place, 'letters');
  const blobs = await openBlobs(folder);
  const good = nodeRandom(100_000);
  const kept = await put(blobs, good);
  const large = nodeRandom(600_000);
  await expect(put(blobs, large, 50_000)).rejects.toMatchObject({ code: 'storage/full' });
  expect(readdirSync(join(folder, 'parts'))).toEqual([]);
  // What comes from elsewhere keeps what has come.
  const part = await blobs.resume(hashOf(large));
  await expect(part.append(large)).rejects.toMatchObject({ code: 'storage/full' });
  expect(Buffer.compare(await take(blobs, kept), good)).toBe(0);
  rmSync(ballast);
  const again = await blobs.resume(hashOf(large));
  expect(again.bytes).toBeGreaterThan(0);
  await again.append(large.subarray(again.bytes));
  await again.finish(hashOf(large));
  expect(Buffer.compare(await take(blobs, hashOf(large)), large)).toBe(0);
});

test('a read-only disk is said to be so; letters can be read, and a damaged one is told as often as asked', async (context) => {
  const place = mountSmall(context, 'size=4m,mode=0700');
  const folder = join(place, 'letters');
  const bytes = nodeRandom(1000);
  const blobs = await openBlobs(folder);
  const hash = await put(blobs, bytes);
  const broken = await put(blobs, nodeRandom(900));
  writeFileSync(pathOf(folder, broken), 'not this');
  mkdirSync(join(folder, 'parts'), { recursive: true });
  writeFileSync(join(folder, 'parts', 'new-left'), 'left');
  remount(place, 'ro');
  const reopened = await openBlobs(folder);
  expect(Buffer.compare(await take(reopened, hash), bytes)).toBe(0);
  await expect(reopened.begin()).rejects.toMatchObject({ code: 'storage/read-only' });
  await expect(reopened.remove(hash)).rejects.toMatchObject({ code: 'storage/read-only' });
  for (let asked = 0; asked < 2; asked++) {
    await expect(reopened.read(broken)).rejects.toMatchObject({ code: 'letter/damaged' });
  }
  remount(place, 'rw');
  expect(Buffer.compare(await take(reopened, hash), bytes)).toBe(0);
});

test('files that are no letters are left alone', async () => {
  const folder = temporaryFolder();
  const blobs = await openBlobs(folder);
  const hash = await put(blobs, nodeRandom(10));
  mkdirSync(join(folder, 'zz'));
  writeFileSync(join(folder, 'zz', hash), 'in another shard');
  writeFileSync(join(folder, hash.slice(0, 2), 'notes.txt'), 'mine');
  renameSync(pathOf(folder, hash), join(folder, hash));
  expect((await blobs.list()).size).toBe(0);
  expect(filesIn(folder).sort()).toEqual([hash, hash, 'notes.txt'].sort());
});
