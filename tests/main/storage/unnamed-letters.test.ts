import { bytesToHex, type CalendarDate } from '#core/base';
import { sha256 } from '@noble/hashes/sha2.js';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { nodeRandom } from '../../../src/main/services/index.ts';
import { Blobs, removeUnnamed } from '../../../src/main/storage/index.ts';
import { temporaryFolder } from './folder.ts';

const day = (text: string) => text as CalendarDate;

async function letters() {
  const folder = join(temporaryFolder(), 'letters');
  const blobs = await Blobs.open(folder, nodeRandom);
  const hashes: string[] = [];
  for (const seed of [1, 2]) {
    const bytes = new Uint8Array(50).fill(seed);
    const part = await blobs.begin();
    await part.append(bytes);
    hashes.push(bytesToHex(sha256(bytes)));
    await part.finish(hashes.at(-1) as string);
  }
  const sweep = (on: string, ...named: string[]) =>
    removeUnnamed(blobs, new Map(named.map((hash) => [hash, 1])), day(on), nodeRandom);
  return { folder, blobs, one: hashes[0] as string, two: hashes[1] as string, sweep };
}

test('a letter goes when it was not named for thirty days on end', async () => {
  const { blobs, one, two, sweep } = await letters();
  expect(await sweep('2024-01-01', one)).toBe(0);
  expect(await sweep('2024-01-30', one)).toBe(0);
  expect(await sweep('2024-01-31', one)).toBe(1);
  expect([...(await blobs.list()).keys()]).toEqual([one]);
  expect((await blobs.state(two)).state).toBe('absent');
});

test('a letter that is named again in between begins its thirty days anew', async () => {
  const { blobs, one, two, sweep } = await letters();
  await sweep('2024-01-01', one);
  await sweep('2024-01-20', one, two);
  await sweep('2024-01-25', one);
  expect(await sweep('2024-02-10', one)).toBe(0);
  expect((await blobs.state(two)).state).toBe('here');
  expect(await sweep('2024-02-24', one)).toBe(1);
});

test('parts and damaged files go as well', async () => {
  const { folder, blobs, one, two, sweep } = await letters();
  const other = 'c'.repeat(64);
  const part = await blobs.resume(other);
  await part.append(nodeRandom(5));
  await part.abandon();
  writeFileSync(join(folder, two.slice(0, 2), two), 'harmed');
  await expect(blobs.read(two)).rejects.toMatchObject({ code: 'letter/damaged' });
  await sweep('2024-01-01', one);
  expect(await sweep('2024-03-01', one)).toBe(2);
  expect([...(await blobs.hashes())]).toEqual([one]);
});

test('lost, damaged or impossible notes only make it stay longer', async () => {
  const { folder, blobs, one, two, sweep } = await letters();
  await sweep('2024-01-01', one);
  writeFileSync(join(folder, 'unnamed'), `2023-02-31 ${two}\nnonsense\n`);
  expect(await sweep('2024-02-01', one)).toBe(0);
  writeFileSync(join(folder, 'unnamed'), `2094-01-01 ${two}\n`);
  expect(await sweep('2024-02-02', one)).toBe(0);
  expect(await sweep('2024-03-02', one)).toBe(0);
  expect(await sweep('2024-03-03', one)).toBe(1);
  expect([...(await blobs.list()).keys()]).toEqual([one]);
});
