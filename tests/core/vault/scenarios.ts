/** Directed runs that both the named counterexamples and the mutants use. */
import { SealedJournal } from '#core/vault';
import * as Y from 'yjs';
import { Covers } from '../../../src/core/vault/covers.ts';
import type * as Seal from '../../../src/core/vault/seal.ts';
import { sealRecord } from '../../../src/core/vault/seal.ts';
import { Device, exchangeAll, seededRandom } from './device.ts';
import { deriveTestKeyring } from './keyrings.ts';

export type Open = typeof SealedJournal.open;

const policy = { mergeWidth: 3, largeTailBytes: 600 };

export function makeDevice(seed: number, open: Open = SealedJournal.open, reference = new Y.Doc()): Device {
  return new Device({ keyring: deriveTestKeyring, random: seededRandom(seed), policy, reference, open });
}

/** Seals a plain update as a record of its own writer, as another device would have. */
export function recordOf(update: Uint8Array, writer: number, keyring = deriveTestKeyring()): Uint8Array {
  const draft = { tier: 0, writerId: new Uint8Array(8).fill(writer), seq: 0, covers: Covers.none };
  return sealRecord({ ...draft, update: { format: 1, bytes: update } }, keyring, seededRandom(writer));
}

/** Adds an element to the log as a peer would; returns the update to be received. */
export function peerPushes(device: Device, ...elements: unknown[]): Uint8Array {
  const peer = new Y.Doc();
  Y.applyUpdate(peer, Y.encodeStateAsUpdate(device.replica));
  const before = Y.encodeStateVector(peer);
  peer.getArray('log').push(elements);
  return Y.encodeStateAsUpdate(peer, before);
}

/** Removes every element of the log as a peer without a key could. */
export function peerWipes(device: Device): Uint8Array {
  const peer = new Y.Doc();
  Y.applyUpdate(peer, Y.encodeStateAsUpdate(device.replica));
  const log = peer.getArray('log');
  log.delete(0, log.length);
  return Y.encodeStateAsUpdate(peer);
}

/**
 * The second of two changes arrives first, a snapshot is taken, then the first arrives; returns the text as a device
 * that opens the vault anew reads it.
 */
export function compactWithPending(open: Open = SealedJournal.open): string {
  const author = new Y.Doc();
  const updates: Uint8Array[] = [];
  author.on('update', (update: Uint8Array) => updates.push(update));
  author.getText('text').insert(0, 'first ');
  author.getText('text').insert(6, 'second');
  const [first, second] = updates as [Uint8Array, Uint8Array];
  const device = makeDevice(1, open).unlock();
  device.receive(peerPushes(device, recordOf(second, 8)));
  device.sealed.snapshot();
  device.commit();
  device.receive(peerPushes(device, recordOf(first, 9)));
  device.sealed.tidy();
  device.lock();
  return device.unlock().journal.getText('text').toJSON();
}

/** A device sends by `encode`, then loses power before anything was written; what do its own disk and its peer know? */
export function crashAfterSend(encode: (device: Device) => Uint8Array): string {
  const [a, b] = [makeDevice(1).unlock(), makeDevice(2).unlock()];
  a.journal.getMap('map').set('key', 'value');
  a.sealed.seal();
  b.receive(encode(a));
  a.crash();
  const known = a.unlock().journal.getMap('map').size;
  return b.journal.getMap('map').size > known ? 'a change that its own device lost' : 'nobody knows more than the disk';
}

/** Two devices write, the first merges; returns what a third opening reads after everybody has everything. */
export function twoWriters(open: Open = SealedJournal.open): unknown {
  const [a, b] = [makeDevice(1, open).unlock(), makeDevice(2, open).unlock()];
  for (const value of [0, 1, 2]) {
    a.journal.getArray('list').push([value]);
    a.sealed.seal();
  }
  a.sealed.tidy();
  b.journal.getArray('list').push([100]);
  b.sealed.seal();
  exchangeAll([a, b]);
  a.sealed.tidy();
  exchangeAll([a, b]);
  a.crash();
  const { journal } = a.unlock();
  const list = (journal.getArray('list').toJSON() as number[]).sort((x, y) => x - y);
  return { list, text: journal.getText('text').toJSON() };
}

/** Flips every bit of a record, one at a time; returns the bits after which it still opened. */
export function flipsAccepted(seal: typeof Seal): readonly number[] {
  const keyring = deriveTestKeyring();
  const update = Y.encodeStateAsUpdate(new Y.Doc());
  const draft = { tier: 3, writerId: new Uint8Array(8).fill(7), seq: 1, covers: Covers.none };
  const record = seal.sealRecord({ ...draft, update: { format: 1, bytes: update } }, keyring, seededRandom(3));
  const accepted: number[] = [];
  for (let bit = 0; bit < record.length * 8; bit++) {
    const flipped = record.slice();
    flipped[bit >> 3] = (flipped[bit >> 3] ?? 0) ^ (1 << (bit & 7));
    if (typeof seal.openRecord(flipped, keyring) !== 'string') accepted.push(bit);
  }
  return accepted;
}
