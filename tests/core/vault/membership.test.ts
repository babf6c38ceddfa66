import { type Bytes, concatBytes, equalBytes, utf8ToBytes } from '#core/base';
import {
  changeAccess,
  createRecoveryPhrase,
  foundVault,
  type Keyring,
  openLetter,
  type Opener,
  openVault,
  sealLetter,
  vouchFor,
} from '#core/vault';
import { beforeEach, describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { seededRandom } from './device.ts';
import { headerEntries, meet, Member } from './member.ts';
import { quickAccess, quickArgon2id } from './quick-argon2.ts';

const passphrase: Opener = { kind: 'passphrase', passphrase: 'a door with a nail in it' };
const words: Opener = { kind: 'recovery', entropy: createRecoveryPhrase(seededRandom(77)).entropy };
/** What the lost computer's keychain keeps. */
const kept: Opener = { kind: 'secret', secret: seededRandom(78)(32) };

async function whole(parts: AsyncIterable<Bytes>): Promise<Bytes> {
  const taken: Bytes[] = [];
  for await (const part of parts) taken.push(part);
  return concatBytes(...taken);
}

const sealed = (file: Bytes, keyring: Keyring) => whole(sealLetter([file], file.length, keyring, seededRandom(6)));
const opened = (letter: Bytes, keyring: Keyring) => whole(openLetter([letter], keyring));

let a: Member, b: Member, c: Member;

beforeEach(async () => {
  [a, b, c] = [new Member(1), new Member(2), new Member(3)];
  await foundVault(a.vault, [passphrase, words], quickAccess(4));
  await a.open(passphrase);
  for (const other of [b, c]) {
    a.letIn(other);
    a.sendTo(other);
  }
  await b.open(passphrase);
  await c.open(passphrase);
  await changeAccess(c.vault, c.keyring, { add: kept, replaces: null }, quickAccess(5));
  a.write('before');
  meet(a, b, c);
});

describe('after a device was removed', () => {
  beforeEach(() => {
    c.close();
    a.membership.remove(c.author);
    a.write('after');
  });

  test('the others read on, open or opened anew, and a computer that has the words alone', async () => {
    a.sendTo(b);
    expect(b.texts).toEqual(new Set(['before', 'after']));
    expect(b.sealed.unreadable()).toEqual({ junk: 0, newer: 0, 'no-key': 0, refused: 0 });
    for (const [opener, alone] of [[passphrase, false] as const, [passphrase, true] as const, [words, true] as const]) {
      b.close();
      await b.open(opener, { alone });
      expect([...b.texts]).toEqual(expect.arrayContaining(['before', 'after']));
      b.write(`${opener.kind} ${String(alone)}`);
      b.sendTo(a);
      expect(a.texts.has(`${opener.kind} ${String(alone)}`)).toBe(true);
    }
    expect(a.keyring.sealingKey().epoch).toBe(b.keyring.sealingKey().epoch);
    expect(b.keyring.sealingKey().epoch).not.toBe(0);
  });

  test('everything in the vault is sealed under a key that it has not', async () => {
    expect(a.rotations).toBe(1);
    expect(a.epochsUsed).toEqual(new Set([a.keyring.sealingKey().epoch]));
    // Suppose that it gets hold of the ciphertext all the same: from a folder, or a backup.
    a.sendTo(c);
    await c.open(kept);
    expect(c.texts).toEqual(new Set());
    expect(c.sealed.unreadable()['no-key']).toBeGreaterThan(0);
    expect(c.keyring.epochs).toEqual([]);
    expect(c.membership.list.members.has(c.device)).toBe(false);
  });

  test('it cannot make the others seal under a key of its own', async () => {
    await c.open(kept);
    a.sendTo(c);
    // It removes everybody, and makes an epoch, as any honest device would.
    c.membership.remove(b.author);
    c.sendTo(a);
    c.sendTo(b);
    meet(a, b);
    a.write('later');
    expect(c.texts.has('later')).toBe(false);
    c.close();
    a.sendTo(c);
    await c.open(kept);
    expect(c.texts.has('later')).toBe(false);
    expect(c.keyring.epochs.some(({ id }) => a.keyring.epochs[0]?.id === id)).toBe(false);
  });

  test('membership is proved under the new epoch first, and under older ones for who has slept', () => {
    a.sendTo(b);
    const [first, ...older] = a.membership.proofs;
    expect(b.membership.proofs[0]).toEqual(first);
    expect(older.length).toBe(1);
    expect(first?.epoch).toMatch(/^[0-9a-f]{16}$/);
    expect(equalBytes(first?.key ?? new Uint8Array(), older[0]?.key ?? new Uint8Array())).toBe(false);
  });

  test('a new passphrase and new words open what was written since, and old ones open nothing', async () => {
    const next: Opener = { kind: 'passphrase', passphrase: 'another door' };
    const sheet: Opener = { kind: 'recovery', entropy: createRecoveryPhrase(seededRandom(79)).entropy };
    await changeAccess(a.vault, a.keyring, { add: next, replaces: 'passphrase' }, quickAccess(6));
    await changeAccess(a.vault, a.keyring, { add: sheet, replaces: 'recovery' }, quickAccess(7));
    a.sendTo(b);
    b.close();
    for (const opener of [next, sheet]) {
      await b.open(opener, { alone: true });
      expect(b.texts.has('after')).toBe(true);
      b.close();
    }
    await expect(openVault(b.vault, passphrase, quickArgon2id)).rejects.toMatchObject({
      code: 'vault/wrong-passphrase',
    });
    // Two ways in and two devices: nobody else has a key any more.
    expect(headerEntries(a.vault, 'wrap/').length).toBe(4);
  });

  test('a device that is let in later gets the key', async () => {
    const d = new Member(9);
    a.sendTo(b);
    b.letIn(d);
    b.sendTo(d);
    await d.open(passphrase);
    expect(d.texts).toEqual(new Set(['before', 'after']));
    expect(d.keyring.boxes.size).toBe(2);
    expect(headerEntries(d.vault, `wrap/`).some(([key]) => key.endsWith(`box/${d.device}`))).toBe(true);
  });

  test('letters are sealed under the new key too', async () => {
    const file = utf8ToBytes('Dear applicant');
    const letter = await sealed(file, a.keyring);
    expect(new DataView(letter.buffer).getUint32(1)).toBe(a.keyring.sealingKey().epoch);
    a.sendTo(b);
    await c.open(kept);
    expect(await opened(letter, b.keyring)).toEqual(file);
    await expect(opened(letter, c.keyring)).rejects.toMatchObject({ code: 'letter/no-key' });
    expect(await opened(await sealed(file, c.keyring), a.keyring)).toEqual(file);
  });

  test.each(['flipped', 'moved', 'made without the master key'])(
    'a wrapped key that is %s opens nothing',
    async (how) => {
      const found = headerEntries(a.vault, 'wrap/').find(([key]) => key.endsWith(b.device));
      const [own, bytes] = found ?? ['', new Uint8Array()];
      const spoiled = new Y.Doc();
      Y.applyUpdate(spoiled, Y.encodeStateAsUpdate(a.vault));
      const header = spoiled.getMap<unknown>('header');
      for (const [key] of headerEntries(spoiled, 'wrap/')) header.delete(key);
      const opens = async (value: Uint8Array): Promise<number> => {
        header.set(own, value);
        const lone = new Member(2);
        lone.anchors = [a.device];
        Y.applyUpdate(lone.vault, Y.encodeStateAsUpdate(spoiled));
        const keyring: Keyring = (await lone.open(passphrase)).keyring;
        const known = keyring.epochs.filter(({ id }) => own.includes(id)).length;
        lone.close();
        return known;
      };
      expect(await opens(bytes)).toBe(1);
      if (how === 'flipped') {
        for (let at = 0; at < bytes.length; at += 7) {
          const flipped = bytes.slice();
          flipped[at] = (flipped[at] ?? 0) ^ 1;
          expect(await opens(flipped)).toBe(0);
        }
      } else {
        const forOther =
          headerEntries(a.vault, 'wrap/').find(([key]) => key.endsWith(a.device))?.[1] ?? new Uint8Array();
        const random = seededRandom(5)(bytes.length);
        random[0] = 1;
        expect(await opens(how === 'moved' ? forOther : random)).toBe(0);
      }
    },
  );
});

test('two removals at the same time end under one key that neither removed device has', async () => {
  const d = new Member(8);
  a.letIn(d);
  meet(a, b, c, d);
  await d.open(passphrase);
  meet(a, b, c, d);
  c.close();
  d.close();
  a.membership.remove(c.author);
  b.membership.remove(d.author);
  meet(a, b);
  expect(a.keyring.sealingKey()).toEqual(b.keyring.sealingKey());
  expect(a.membership.list.removed).toEqual(new Set([c.device, d.device]));
  a.write('one');
  b.write('two');
  meet(a, b);
  expect(a.texts).toEqual(b.texts);
  expect(a.texts.size).toBe(3);
  // Each of the removed ones has the other's epoch, and not the last one.
  for (const gone of [c, d]) {
    a.sendTo(gone);
    await changeOpener(gone);
    expect(gone.texts.has('one') || gone.texts.has('two')).toBe(false);
  }
});

/** Opens with the device's own keys and those of the master key alone, as one whose passphrase is not known would. */
async function changeOpener(member: Member): Promise<void> {
  const header = member.vault.getMap<unknown>('header');
  for (const [key] of headerEntries(member.vault, 'wrap/')) if (key.includes('/slot/')) header.delete(key);
  await member.open(passphrase);
}

test('statements that a peer takes out or spoils are put back, and a new note of their author stands', () => {
  const before = headerEntries(a.vault, 'device/');
  // By the first: itself and both others; by each of those: the one that let it in.
  expect(before.length).toBe(5);
  const rogue = new Y.Doc();
  Y.applyUpdate(rogue, Y.encodeStateAsUpdate(a.vault));
  const header = rogue.getMap<unknown>('header');
  const [first, second] = before.map(([key]) => key) as [string, string];
  header.delete(first);
  header.set(second, Uint8Array.of(1, 1, 1));
  Y.applyUpdate(a.vault, Y.encodeStateAsUpdate(rogue));
  expect(new Map(headerEntries(a.vault, 'device/'))).toEqual(new Map(before));
  a.membership.vouch(b.author, utf8ToBytes('renamed'));
  meet(a, b);
  expect(b.membership.list.members.get(b.device)?.note).toEqual(utf8ToBytes('renamed'));
  expect(a.membership.list.members.get(b.device)?.note).toEqual(utf8ToBytes('renamed'));
});

test('an epoch that no member has stated is not sealed under, though its key be known', async () => {
  const stranger = new Member(12);
  a.sendTo(stranger);
  // Somebody with the passphrase, who was never let in, vouches for itself and makes an epoch for all.
  await stranger.open(passphrase);
  vouchFor(stranger.vault, stranger.author, Uint8Array.of(), stranger.author);
  vouchFor(stranger.vault, c.author, Uint8Array.of(), stranger.author);
  stranger.membership.remove(c.author);
  const epoch = a.keyring.sealingKey().epoch;
  stranger.sendTo(a);
  expect(headerEntries(a.vault, 'epoch/')).toHaveLength(1);
  expect(a.keyring.epochs).toHaveLength(1);
  expect(a.keyring.sealingKey().epoch).toBe(epoch);
  expect(a.membership.list.members.has(stranger.device)).toBe(false);
  expect(a.membership.list.removed.size).toBe(0);
});

test('a device does not remove itself', () => {
  expect(() => a.membership.remove(a.author)).toThrow('remove itself');
});

test('a device whose own statement is not in the vault yet says nothing, and comes to rest', async () => {
  const [one, two] = [new Member(61), new Member(62)];
  await foundVault(one.vault, [passphrase], quickAccess(61));
  await one.open(passphrase);
  two.anchors = [one.device];
  one.sendTo(two);
  await two.open(passphrase);
  expect(two.membership.list.members.has(two.device)).toBe(false);
  expect(headerEntries(two.vault, `device/${one.device}/${two.device}`)).toEqual([]);
});
