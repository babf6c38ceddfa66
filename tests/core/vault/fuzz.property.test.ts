/** Any bytes in the place of a record, a way in, a statement, a letter: passed over or refused by code, never a crash. */
import { type Bytes, concatBytes, hasCode } from '#core/base';
import {
  createDeviceSecret,
  authorOf,
  DeviceReader,
  foundVault,
  logOf,
  openDeviceSecret,
  openLetter,
  openSealedJournal,
  openVault,
  SealedJournal,
  sealDeviceSecret,
  sealLetter,
  vouchFor,
  waysIn,
} from '#core/vault';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { Covers } from '../../../src/core/vault/covers.ts';
import { readFrame } from '../../../src/core/vault/record.ts';
import { openRecord, sealRecord } from '../../../src/core/vault/seal.ts';
import { anyBytes, changes, fuzz, fuzzAsync, fuzzRuns, fuzzTimeout, harm } from '../../fuzz.ts';
import { fixedClock, ManualScheduler, seededRandom } from './device.ts';
import { deriveTestKeyring } from './keyrings.ts';
import { quickAccess, quickArgon2id } from './quick-argon2.ts';

const limits = { timeout: fuzzTimeout };
const keyring = deriveTestKeyring();
const ports = { random: seededRandom(3), scheduler: new ManualScheduler(), clock: fixedClock };
const writerId = new Uint8Array(8).fill(9);

function codeOf(error: unknown): string {
  if (!hasCode(error)) throw error;
  return error.code;
}

function updateOf(text: string): Bytes {
  const doc = new Y.Doc();
  doc.getMap('attempts').set(text, text);
  return Y.encodeStateAsUpdate(doc);
}

const sealed = (update: Bytes, format: 1 | 2 = 1, seq = 0) =>
  sealRecord({ tier: 0, writerId, seq, covers: Covers.none, update: { format, bytes: update } }, keyring, ports.random);

test('any bytes are no record', limits, () => {
  const unreadable = ['junk', 'newer', 'no-key', 'refused'];
  fuzz(anyBytes(300), (bytes) => expect(unreadable).toContain(openRecord(bytes, keyring)), fuzzRuns(2000, 0.5));
  const good = sealed(updateOf('good'));
  fuzz(
    changes,
    (how) => {
      const harmed = harm(good, how);
      readFrame(harmed);
      if (Buffer.compare(harmed, good) !== 0) expect(unreadable).toContain(openRecord(harmed, keyring));
    },
    fuzzRuns(2000, 0.5),
  );
});

test('a record of a key that fits, with any update in it, costs the others nothing', limits, () => {
  const good = sealed(updateOf('good'), 1, 7);
  const bad = fc.oneof(
    anyBytes(200),
    changes.map((how) => harm(updateOf('harmed'), how)),
    changes.map((how) => harm(Y.convertUpdateFormatV1ToV2(updateOf('harmed')), how)),
  );
  // Room is no matter here: these are the words of somebody who has the keys.
  fc.assert(
    fc.property(bad, fc.constantFrom(1 as const, 2 as const), (update, format) => {
      const vault = new Y.Doc();
      logOf(vault).push([sealed(update, format), good]);
      const { journal, sealed: opened } = openSealedJournal(vault, deriveTestKeyring(), ports);
      expect(journal.getMap('attempts').get('good')).toBe('good');
      journal.getMap('attempts').set('more', 1);
      opened.seal();
      opened.tidy();
      opened.close();
      const { journal: again, sealed: reopened } = openSealedJournal(vault, deriveTestKeyring(), ports);
      expect(again.getMap('attempts').get('good')).toBe('good');
      expect(again.getMap('attempts').get('more')).toBe(1);
      // One that comes while the journal is open costs nothing either.
      logOf(vault).push([sealed(update, format, 9)]);
      again.getMap('attempts').set('still', 1);
      reopened.close();
      expect(openSealedJournal(vault, deriveTestKeyring(), ports).journal.getMap('attempts').get('still')).toBe(1);
    }),
    fuzzRuns(300, 0.1),
  );
});

test('a record that Yjs takes in and breaks by: it is told, and the journal opens without it', () => {
  // Made from a good update by two bytes: a change of no length.
  const bytes = [0, 0, 5, 175, 135, 205, 184, 4, 0, 0, 1, 40, 17, 14, ...new TextEncoder().encode('attemptsharmed')];
  const update = Uint8Array.from([
    ...bytes,
    8,
    6,
    1,
    1,
    0,
    1,
    1,
    1,
    2,
    0,
    119,
    6,
    ...new TextEncoder().encode('harmed'),
    0,
  ]);
  const vault = new Y.Doc();
  logOf(vault).push([sealed(updateOf('good'), 1, 7), sealed(update, 2)]);
  expect(() => SealedJournal.open(vault, new Y.Doc(), deriveTestKeyring(), ports)).toThrow();
  const { journal, sealed: opened } = openSealedJournal(vault, deriveTestKeyring(), ports);
  expect(journal.getMap('attempts').get('good')).toBe('good');
  expect(opened.unreadable().refused).toBe(1);
});

test('any covers are read or refused', limits, () => {
  const few = Covers.of([1, 2, 9].map((seq) => ({ writer: '0102030405060708', seq }))).encode();
  const read = (bytes: Bytes): void => {
    try {
      Covers.decode(bytes);
    } catch (error) {
      expect(error).toBeInstanceOf(Error);
    }
  };
  fuzz(anyBytes(200), read, fuzzRuns(1000, 0.5));
  fuzz(
    changes.map((how) => harm(few, how)),
    read,
    fuzzRuns(1000, 0.5),
  );
});

test('any header opens for who has the words of a whole slot, or says why not', limits, async () => {
  const recovery = { kind: 'recovery' as const, entropy: new Uint8Array(32).fill(5) };
  const passphrase = { kind: 'passphrase' as const, passphrase: 'seven' };
  const vault = new Y.Doc();
  await foundVault(vault, [recovery, passphrase], quickAccess(5));
  const author = authorOf(createDeviceSecret(ports.random));
  vouchFor(vault, author, new Uint8Array(), author);
  const entries = [...vault.getMap<unknown>('header').entries()];
  const value = fc.oneof(anyBytes(200), fc.anything({ maxDepth: 1, withBigInt: false }), fc.constant(undefined));
  const replaced = fc.tuple(fc.nat(), fc.option(value), changes);
  const known = ['vault/damaged', 'vault/newer-version', 'vault/wrong-words', 'vault/empty', 'vault/wrong-passphrase'];
  await fuzzAsync(
    fc.array(replaced, { minLength: 1, maxLength: 4 }),
    async (list) => {
      const harmed = new Y.Doc();
      const header = harmed.getMap<unknown>('header');
      for (const [key, content] of entries) header.set(key, content);
      for (const [at, other, how] of list) {
        const [key, content] = entries[at % entries.length]!;
        const harmedContent = content instanceof Uint8Array ? harm(content, how) : null;
        if (isStorable(other ?? harmedContent)) header.set(key, other ?? harmedContent);
      }
      waysIn(harmed);
      new DeviceReader().read(header.entries(), [author.device]);
      for (const opener of [recovery, passphrase]) {
        await openVault(harmed, opener, quickArgon2id).catch((error: unknown) =>
          expect([...known, 'vault/weak-parameters']).toContain(codeOf(error)),
        );
      }
    },
    fuzzRuns(500, 0.25),
  );
});

/** Whether Yjs can hold it at all. */
function isStorable(value: unknown): boolean {
  const doc = new Y.Doc();
  try {
    doc.getMap('m').set('k', value);
    Y.encodeStateAsUpdate(doc);
    return true;
  } catch {
    return false;
  }
}

test('any bytes are no device secret', limits, () => {
  const good = sealDeviceSecret(createDeviceSecret(ports.random), keyring, ports.random);
  const bytes = fc.oneof(
    anyBytes(300),
    changes.map((how) => harm(good, how)).filter((one) => Buffer.compare(one, good) !== 0),
  );
  fuzz(
    bytes,
    (one) => {
      let code = 'none';
      try {
        openDeviceSecret(one, keyring);
      } catch (error) {
        code = codeOf(error);
      }
      expect(['vault/damaged', 'vault/newer-version']).toContain(code);
    },
    fuzzRuns(1000),
  );
});

test('any bytes are no letter', limits, async () => {
  const whole: Bytes[] = [];
  const file = new Uint8Array(300).fill(1);
  for await (const part of sealLetter([file], file.length, keyring, ports.random)) whole.push(part);
  const good = concatBytes(...whole);
  const bytes = fc.oneof(
    anyBytes(400),
    changes.map((how) => harm(good, how)).filter((one) => Buffer.compare(one, good) !== 0),
  );
  await fuzzAsync(
    bytes,
    async (one) => {
      let code = 'none';
      try {
        for await (const _ of openLetter([one], keyring));
      } catch (error) {
        code = codeOf(error);
      }
      expect(['letter/damaged', 'letter/newer-version', 'letter/no-key']).toContain(code);
    },
    fuzzRuns(500, 0.5),
  );
});
