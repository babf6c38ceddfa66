/** Every place where the host writes: on a full and on a read-only disk it says so, and what was there stays. */
import { type Bytes, bytesToHex } from '#core/base';
import { sha256 } from '@noble/hashes/sha2.js';
import { spawnSync } from 'node:child_process';
import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import { expect, test } from 'vitest';
import { nodeRandom } from '../../src/main/services/index.ts';
import {
  BackupFolder,
  Blobs,
  ChoiceFile,
  KeptBytes,
  openDataFolder,
  removeUnnamed,
  SecretFile,
  VaultReplica,
} from '../../src/main/storage/index.ts';
import { finishReplacement, intendReplacement } from '../../src/main/storage/replaced-replica.ts';
import { readNumber, writeNumber } from '../../src/main/storage/small-file.ts';
import { clockAt } from '../main/storage/folder.ts';
import { mountSmall, remount } from '../main/storage/small-disk.ts';
import { emptyStateVector, record, recordsIn, vaultDoc } from '../main/storage/vault-double.ts';

const clock = clockAt('2024-05-01');
const ports = { clock, random: nodeRandom };

/** A write that succeeds with 1 first, is to fail with 2, and succeeds with 2 once the disk allows it. */
interface Site {
  write(folder: string, value: number): Promise<unknown>;
  /** What can be read: the value that was written last. */
  read(folder: string): Promise<number>;
  /** Where that is another one than 2 at the end. */
  readonly last?: number;
}

const filled = (length: number, value: number): Bytes => new Uint8Array(length).fill(value);
const choice = (folder: string) => new ChoiceFile(join(folder, 'choice.json'), v.object({ n: v.number() }), nodeRandom);
const kept = (folder: string) => new KeptBytes(join(folder, 'kept'), nodeRandom);
const secret = (folder: string) => new SecretFile(join(folder, 'secret'), nodeRandom);
const backups = (folder: string) => new BackupFolder(join(folder, 'backups'), ports);
const letter = (value: number): Bytes => filled(9_000, value);
const nameOf = (bytes: Bytes): string => bytesToHex(sha256(bytes));
const blobs = (folder: string) => Blobs.open(join(folder, 'letters'), nodeRandom);

async function keepLetter(folder: string, value: number): Promise<void> {
  const part = await (await blobs(folder)).begin();
  await part.append(letter(value));
  await part.finish(nameOf(letter(value)));
}

async function withReplica<T>(folder: string, work: (replica: VaultReplica) => Promise<T>): Promise<T> {
  const replica = await VaultReplica.open({ ...ports, folder: join(folder, 'replica'), onFault: () => undefined });
  try {
    return await work(replica);
  } finally {
    await replica.close().catch(() => undefined);
  }
}

const recordOf = (value: number): Bytes => record(vaultDoc(), `${value} ${'x'.repeat(30_000)}`);
const valuesIn = async (folder: string): Promise<number[]> =>
  withReplica(folder, async (replica) => recordsIn(await replica.diff(emptyStateVector)).map((one) => parseInt(one)));

const sites: Readonly<Record<string, Site>> = {
  'a secret': {
    write: (folder, value) => secret(folder).write(filled(32, value)),
    read: async (folder) => (await secret(folder).read())?.[0] ?? 0,
  },
  'this device': {
    write: (folder, value) => kept(folder).write(filled(900, value)),
    read: async (folder) => (await kept(folder).read())?.[0] ?? 0,
  },
  'a choice': {
    write: (folder, value) => choice(folder).write({ n: value }),
    read: async (folder) => (await choice(folder).read())?.n ?? 0,
  },
  'a number beside the database': {
    write: (folder, value) => writeNumber(folder, 'mark', value, nodeRandom),
    read: async (folder) => Number(await readNumber(folder, 'mark')),
  },
  'a backup': {
    write: (folder, value) =>
      backups(folder).add({ update: filled(5_000, value), records: value, unreadable: 0, doubtful: false }),
    read: async (folder) => {
      const [newest] = await backups(folder).list();
      return (await backups(folder).read(newest?.name ?? '')).update[0] ?? 0;
    },
  },
  'a letter': {
    write: keepLetter,
    read: async (folder) => {
      const all = await (await blobs(folder)).list();
      return Math.max(...[1, 2].filter((value) => all.has(nameOf(letter(value)))));
    },
  },
  'since when letters are not named': {
    write: async (folder, value) => {
      if (value === 1) await keepLetter(folder, 1);
      await removeUnnamed(
        await blobs(folder),
        new Map(),
        (value === 1 ? '2024-05-02' : '2024-05-01') as never,
        nodeRandom,
      );
    },
    // What the notes say is known by the letter still being there; an earlier day only keeps it longer.
    read: async (folder) => ((await (await blobs(folder)).list()).size === 1 ? 1 : 0),
    last: 1,
  },
  'the vault': {
    write: (folder, value) => withReplica(folder, (replica) => replica.apply(recordOf(value))),
    read: async (folder) => Math.max(...(await valuesIn(folder))),
  },
  'another vault in its place': {
    write: async (folder, value) => {
      await intendReplacement(join(folder, 'replica'), recordOf(value), nodeRandom);
      await finishReplacement(join(folder, 'replica'), nodeRandom, clock);
    },
    read: async (folder) => Math.max(...(await valuesIn(folder))),
  },
};

async function codeOf(work: Promise<unknown>): Promise<unknown> {
  return work.then(
    () => 'went well',
    (error: unknown) => (error as { code?: unknown }).code ?? error,
  );
}

const drafts = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.tmp'));

test.for(Object.keys(sites))('a disk that is full while there is %s to write', async (name, context) => {
  const site = sites[name] as Site;
  const place = mountSmall(context, 'size=2m,mode=0700');
  await site.write(place, 1);
  const ballast = join(place, 'ballast');
  spawnSync('dd', ['if=/dev/zero', `of=${ballast}`, 'bs=4k']);
  expect(await codeOf(site.write(place, 2))).toBe('storage/full');
  rmSync(ballast);
  expect(await site.read(place)).toBe(1);
  expect(drafts(place)).toEqual([]);
  await site.write(place, 2);
  expect(await site.read(place)).toBe(site.last ?? 2);
});

test.for(Object.keys(sites))('a disk that is read-only while there is %s to write', async (name, context) => {
  const site = sites[name] as Site;
  const place = mountSmall(context, 'size=2m,mode=0700');
  await site.write(place, 1);
  remount(place, 'ro');
  expect(await codeOf(site.write(place, 2))).toBe('storage/read-only');
  remount(place, 'rw');
  expect(await site.read(place)).toBe(1);
  await site.write(place, 2);
  expect(await site.read(place)).toBe(site.last ?? 2);
});

test('a data folder on a full or read-only disk is not begun halfway', async (context) => {
  const place = mountSmall(context, 'size=1m,mode=0700');
  const ballast = join(place, 'ballast');
  spawnSync('dd', ['if=/dev/zero', `of=${ballast}`, 'bs=4k']);
  expect(await codeOf(openDataFolder(join(place, 'data'), ports))).toBe('storage/full');
  rmSync(ballast);
  const { number } = await openDataFolder(join(place, 'data'), ports);
  remount(place, 'ro');
  // What is there already can be looked at; only the database needs to write.
  expect((await openDataFolder(join(place, 'data'), ports)).number).toBe(number);
  expect(await codeOf(openDataFolder(join(place, 'other'), ports))).toBe('storage/read-only');
});
