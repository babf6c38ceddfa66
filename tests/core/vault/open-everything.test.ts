import { bytesToHex, type Bytes, coded, concatBytes } from '#core/base';
import {
  type EverythingPorts,
  foundVault,
  logOf,
  nameLetters,
  openEverything,
  SealedJournal,
  sealLetter,
} from '#core/vault';
import { sha256 } from '@noble/hashes/sha2.js';
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { nodeClock, nodeRandom, nodeScheduler } from '../../../src/main/services/node-ports.ts';
import { argon2id } from './argon2.ts';

const ports = { random: nodeRandom, clock: nodeClock, scheduler: nodeScheduler };
const secret = () => [{ kind: 'secret' as const, secret: nodeRandom(32) }];

/** A vault of some records and letters, with its keys and the sealed files. */
async function scene(letterSizes: readonly number[] = [10, 1_500_000]) {
  const vault = new Y.Doc();
  const doc = new Y.Doc();
  const keyring = await foundVault(vault, secret(), { random: nodeRandom, argon2id });
  const sealed = SealedJournal.open(vault, doc, keyring, ports);
  for (let index = 0; index < 3; index++) {
    doc.getMap('attempts').set(String(index), 'Alder House');
    sealed.seal();
  }
  const files = new Map<string, Bytes>();
  for (const size of letterSizes) {
    const parts: Bytes[] = [];
    for await (const part of sealLetter([nodeRandom(size)], size, keyring, nodeRandom)) parts.push(part);
    const file = concatBytes(...parts);
    files.set(bytesToHex(sha256(file)), file);
  }
  nameLetters(vault, new Map([...files].map(([hash, file]) => [hash, file.length])), []);
  const letter: EverythingPorts['letter'] = (hash) => {
    const file = files.get(hash);
    if (!file) throw coded('letter/absent');
    return [file];
  };
  return { vault, keyring, files, letter, update: () => Y.encodeStateAsUpdate(vault) };
}
const quiet = { pause: () => Promise.resolve() };
const none = { junk: 0, newer: 0, 'no-key': 0, refused: 0 };

test('all of a sound copy opens, and progress ends where it is all done', async () => {
  const { update, keyring, letter } = await scene();
  const told: [number, number][] = [];
  const found = await openEverything(update(), keyring, {
    ...{ ...quiet, letter },
    progress: (done, all) => void told.push([done, all]),
  });
  expect(found).toEqual({ records: 3, unreadable: none, letters: 2, unopened: new Map() });
  expect(told.map(([done]) => done)).toEqual(told.map(([done]) => done).sort((a, b) => a - b));
  const [done, all] = told.at(-1) ?? [];
  expect(done).toBe(all);
  expect(all).toBeGreaterThan(1_500_000);
});

test('records that do not open are counted by their reason, letters named with theirs', async () => {
  const { vault, update, keyring, letter, files } = await scene([10, 20, 30]);
  const [first] = logOf(vault).toArray() as Bytes[];
  if (!first) throw new Error('There is a record.');
  const forged = Uint8Array.from(first);
  forged[forged.length - 1] = (forged[forged.length - 1] ?? 0) ^ 1;
  const newer = Uint8Array.from(first);
  newer[0] = 99;
  logOf(vault).push([forged, newer, 'not bytes', new Uint8Array(3)]);
  const [lost = '', hurt = '', whole = ''] = files.keys();
  const bytes = Uint8Array.from(files.get(hurt) ?? []);
  bytes[40] = (bytes[40] ?? 0) ^ 1;
  files.delete(lost);
  files.set(hurt, bytes);
  const found = await openEverything(update(), keyring, { ...quiet, letter });
  expect(found).toMatchObject({ records: 7, unreadable: { junk: 2, newer: 1, 'no-key': 0, refused: 1 }, letters: 3 });
  expect([...found.unopened]).toEqual(
    expect.arrayContaining([
      [lost, 'letter/absent'],
      [hurt, 'letter/damaged'],
    ]),
  );
  expect(found.unopened.has(whole)).toBe(false);
});

test('keys of another vault open nothing, and that is said of every record and letter', async () => {
  const { update, letter } = await scene([10]);
  const other = await scene([]);
  const found = await openEverything(update(), other.keyring, { ...quiet, letter });
  expect(found).toMatchObject({ records: 3, unreadable: { ...none, refused: 3 }, letters: 1 });
  expect([...found.unopened.values()]).toEqual(['letter/damaged']);
});

test('it can be broken off between any two pieces, and a lock ends it', async () => {
  const { update, keyring, letter } = await scene();
  const stopAfter = (pieces: number) => async () => {
    if (pieces-- <= 0) throw coded('cancelled');
    await Promise.resolve();
  };
  for (const pieces of [0, 2, 4, 5]) {
    const broken = openEverything(update(), keyring, { letter, pause: stopAfter(pieces) });
    await expect(broken).rejects.toMatchObject({ code: 'cancelled' });
  }
  let pieces = 0;
  const locked = openEverything(update(), keyring, {
    letter,
    pause: async () => {
      if (++pieces === 4) keyring.close();
      await Promise.resolve();
    },
  });
  await expect(locked).rejects.toMatchObject({ code: 'vault/locked' });
});

test('what is no vault is damaged', async () => {
  const { keyring, letter } = await scene([]);
  const broken = openEverything(new Uint8Array([7, 7, 7]), keyring, { ...quiet, letter });
  await expect(broken).rejects.toMatchObject({ code: 'backup/damaged' });
});
