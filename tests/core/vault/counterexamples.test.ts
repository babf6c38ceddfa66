/** Ways in which journals have been lost in trials, by name. Each must stay impossible. */
import { createId, hasCode } from '#core/base';
import { foundVault, Keyring, openVault, readFrame, SealedJournal } from '#core/vault';
import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { Covers } from '../../../src/core/vault/covers.ts';
import * as seal from '../../../src/core/vault/seal.ts';
import { contents, Device, exchangeAll, fixedClock, ManualScheduler, seededRandom } from './device.ts';
import { deriveTestKeyring } from './keyrings.ts';
import {
  compactWithPending,
  crashAfterSend,
  flipsAccepted,
  makeDevice,
  peerPushes,
  peerWipes,
  twoWriters,
} from './scenarios.ts';
import { testAccess } from './argon2.ts';

describe('counterexamples', () => {
  test('restore with a reused client id: an opening after a restore has an id of its own, and nothing diverges', () => {
    const [a, b] = [makeDevice(1).unlock(), makeDevice(2).unlock()];
    a.journal.getText('text').insert(0, 'one');
    a.lock();
    const backup = Y.encodeStateAsUpdate(a.replica);
    const before = a.unlock().journal.clientID;
    a.journal.getText('text').insert(3, ' two');
    a.sealed.seal();
    exchangeAll([a, b]);
    a.restoreOver(backup);
    expect(a.unlock().journal.clientID).not.toBe(before);
    a.journal.getText('text').insert(3, ' three');
    a.sealed.seal();
    exchangeAll([a, b]);
    expect(contents(a.journal)).toEqual(contents(b.journal));
    expect(a.journal.getText('text').toJSON()).toContain('two');
    expect(a.journal.getText('text').toJSON()).toContain('three');
  });

  test('crash after send: only what is on disk is ever sent', () => {
    expect(crashAfterSend((device) => Y.encodeStateAsUpdate(device.replica))).toBe('nobody knows more than the disk');
  });

  test('an observer that writes while a remote change is applied: its change is sealed all the same', () => {
    const [a, b] = [makeDevice(1).unlock(), makeDevice(2).unlock()];
    const map = b.journal.getMap<unknown>('map');
    map.observe((event) => {
      if (event.keysChanged.has('asked')) map.set('answered', true);
    });
    a.journal.getMap('map').set('asked', true);
    a.sealed.seal();
    exchangeAll([a, b]);
    b.sealed.seal();
    exchangeAll([a, b]);
    expect(a.journal.getMap('map').toJSON()).toEqual({ asked: true, answered: true });
  });

  test('the same id on two devices: ids are random, so two entries never meet under one', () => {
    const ids = new Set(Array.from({ length: 2000 }, (_, seed) => createId(seededRandom(seed))));
    expect(ids.size).toBe(2000);
  });

  test('two devices each found a vault before their first sync: both journals stay readable', async () => {
    const passphrase = { kind: 'passphrase', passphrase: 'the same words' } as const;
    const vaults = [new Y.Doc(), new Y.Doc()] as const;
    for (const [index, vault] of vaults.entries()) {
      const random = seededRandom(index);
      const keyring = await foundVault(vault, [passphrase], { ...testAccess, random });
      const journal = new Y.Doc();
      const ports = { random, scheduler: new ManualScheduler(), clock: fixedClock };
      const sealed = SealedJournal.open(vault, journal, keyring, ports);
      journal.getMap('map').set(`key${String(index)}`, index);
      sealed.close();
    }
    Y.applyUpdate(vaults[0], Y.encodeStateAsUpdate(vaults[1]));
    Y.applyUpdate(vaults[1], Y.encodeStateAsUpdate(vaults[0]));
    for (const vault of vaults) {
      const journal = new Y.Doc();
      const keyring = await openVault(vault, passphrase, testAccess.argon2id);
      const ports = { random: seededRandom(9), scheduler: new ManualScheduler(), clock: fixedClock };
      expect(SealedJournal.open(vault, journal, keyring, ports).unreadable()).toMatchObject({ refused: 0 });
      expect(journal.getMap('map').toJSON()).toEqual({ key0: 0, key1: 1 });
    }
  });

  test('a deletion that outruns its snapshot: the record is put back, and later swept', () => {
    const [a, b] = [makeDevice(1).unlock(), makeDevice(2).unlock()];
    a.journal.getMap('map').set('key', 'value');
    a.sealed.seal();
    exchangeAll([a, b]);
    const deletion = peerWipes(a);
    b.receive(deletion);
    b.commit();
    expect(b.replica.getArray('log').length).toBe(1);
    a.sealed.snapshot();
    exchangeAll([a, b]);
    b.sealed.tidy();
    exchangeAll([a, b]);
    expect(b.replica.getArray('log').length).toBe(1);
    b.crash();
    expect(b.unlock().journal.getMap('map').toJSON()).toEqual({ key: 'value' });
  });

  test('compaction with pending structs: text that waits for an earlier change survives a snapshot', () => {
    expect(compactWithPending()).toBe('first second');
  });

  test('a reused writer id: every opening has a fresh one, so covers never lie', () => {
    expect(twoWriters()).toEqual({ list: [0, 1, 2, 100], text: '' });
    const device = makeDevice(4);
    const writers = new Set<string | undefined>();
    for (let opening = 0; opening < 20; opening++) {
      device.unlock().journal.getMap('map').set('opening', opening);
      device.lock();
    }
    for (const record of device.replica.getArray('log')) writers.add(readFrame(record)?.writer);
    expect(writers.size).toBe(device.replica.getArray('log').length);
  });

  test('a wipe through a locked device: an open device heals it, and so do kept records alone', () => {
    const [a, b] = [makeDevice(1).unlock(), makeDevice(2).unlock()];
    a.journal.getMap('map').set('key', 'value');
    a.sealed.seal();
    exchangeAll([a, b]);
    const kept = a.replica.getArray<Uint8Array>('log').toArray();
    a.lock();
    a.receive(peerWipes(a));
    expect(a.replica.getArray('log').length).toBe(0);
    const alone = new Device({ keyring: deriveTestKeyring, random: seededRandom(5), reference: new Y.Doc() });
    alone.receive(Y.encodeStateAsUpdate(a.replica));
    expect(alone.unlock().sealed.heal(kept)).toBe(1);
    expect(alone.journal.getMap('map').toJSON()).toEqual({ key: 'value' });
    b.receive(a.diffFor(b));
    b.commit();
    a.receive(b.diffFor(a));
    expect(a.unlock().journal.getMap('map').toJSON()).toEqual({ key: 'value' });
  });

  test('a wipe, then a crash before what was put back reached the disk: the host’s kept records heal it', () => {
    const device = makeDevice(1).unlock();
    device.journal.getMap('map').set('key', 'value');
    device.sealed.seal();
    device.commit();
    device.receive(peerWipes(device));
    device.crash();
    expect(device.replica.getArray('log').length).toBe(0);
    expect(device.unlock().journal.getMap('map').toJSON()).toEqual({ key: 'value' });
    device.lock();
    expect(device.replica.getArray('log').length).toBe(1);
  });

  test('merging a backup in does not revive what was deleted since', () => {
    const device = makeDevice(1).unlock();
    device.journal.getMap('map').set('kept', 1);
    device.journal.getMap('map').set('gone', 2);
    device.sealed.seal();
    device.commit();
    const backup = Y.encodeStateAsUpdate(device.replica);
    device.journal.getMap('map').delete('gone');
    device.sealed.snapshot();
    device.lock();
    device.receive(backup);
    expect(device.unlock().journal.getMap('map').toJSON()).toEqual({ kept: 1 });
  });
});

describe('what must never be believed', () => {
  test('no bit of a record can be flipped unnoticed', () => {
    expect(flipsAccepted(seal)).toEqual([]);
  });

  test('junk in the log is skipped, counted and kept', () => {
    const device = makeDevice(1).unlock();
    device.journal.getMap('map').set('key', 'value');
    device.sealed.seal();
    device.commit();
    const newer = (device.replica.getArray('log').get(0) as Uint8Array).slice();
    newer[0] = 2;
    const otherEpoch = (device.replica.getArray('log').get(0) as Uint8Array).slice();
    otherEpoch[5] = 9;
    const forged = new Uint8Array(300).fill(1);
    forged.fill(0, 2, 7);
    device.receive(peerPushes(device, 'text', 5, null, new Uint8Array(3), newer, otherEpoch, forged));
    expect(device.sealed.unreadable()).toEqual({ junk: 4, newer: 1, 'no-key': 1, refused: 1 });
    device.sealed.tidy();
    device.sealed.snapshot();
    device.lock();
    expect(device.unlock().sealed.unreadable()).toEqual({ junk: 4, newer: 1, 'no-key': 1, refused: 1 });
    expect(device.journal.getMap('map').toJSON()).toEqual({ key: 'value' });
  });

  test('what cannot be opened is told as it arrives, and when it opens after all or is gone; nothing else is', () => {
    const device = makeDevice(1).unlock();
    const heard: unknown[] = [];
    device.sealed.onUnreadable(({ junk, newer, refused, 'no-key': noKey }) =>
      heard.push([junk, newer, refused, noKey]),
    );
    device.journal.getMap('map').set('key', 'value');
    device.sealed.seal();
    device.commit();
    expect(heard).toEqual([]);
    const forged = (device.replica.getArray('log').get(0) as Uint8Array).slice();
    forged[forged.length - 1] = (forged.at(-1) ?? 0) ^ 1;
    device.receive(peerPushes(device, forged));
    expect(heard).toEqual([[0, 0, 1, 0]]);
    const newer = forged.slice();
    newer[0] = 2;
    device.receive(peerPushes(device, 'text', newer));
    expect(heard).toEqual([
      [0, 0, 1, 0],
      [1, 1, 1, 0],
    ]);
    device.sealed.tidy();
    device.sealed.snapshot();
    expect(heard).toHaveLength(2);
  });

  test('an authentic record that cannot be applied is kept and never covered', () => {
    const device = makeDevice(1).unlock();
    const draft = { tier: 0, writerId: new Uint8Array(8).fill(9), seq: 0, covers: Covers.none };
    const broken = seal.sealRecord(
      { ...draft, update: { format: 1, bytes: new Uint8Array([9, 9, 9]) } },
      deriveTestKeyring(),
      seededRandom(1),
    );
    device.receive(peerPushes(device, broken));
    expect(device.sealed.unreadable().refused).toBe(1);
    device.sealed.snapshot();
    device.commit();
    expect(device.replica.getArray('log').toArray()).toContainEqual(broken);
  });

  test('a closed keyring opens nothing', () => {
    const keyring = Keyring.of([{ vaultId: new Uint8Array(16), master: new Uint8Array(32) }]);
    keyring.close();
    expect(() => keyring.sealingKey()).toThrow(expect.objectContaining({ code: 'vault/locked' }) as Error);
  });

  test('a vault of a newer format is left alone', () => {
    const vault = new Y.Doc();
    vault.getMap('header').set('format', 2);
    const before = Y.encodeStateAsUpdate(vault);
    const ports = { random: seededRandom(1), scheduler: new ManualScheduler(), clock: fixedClock };
    try {
      SealedJournal.open(vault, new Y.Doc(), deriveTestKeyring(), ports);
      expect.unreachable();
    } catch (error) {
      expect(hasCode(error, 'vault/newer-version')).toBe(true);
    }
    expect(Y.encodeStateAsUpdate(vault)).toEqual(before);
  });
});
