/**
 * A simulated machine: a host's replica that survives everything, and an unlocked app whose memory may vanish at any
 * step. Real vault code, real cryptography, real Yjs; only the disk and the wire are arrays.
 */
import type { Bytes, Clock, Random, Scheduler } from '#core/base';
import { type CompactionPolicy, type Keyring, SealedJournal } from '#core/vault';
import * as Y from 'yjs';

/** A deterministic stream of bytes (mulberry32 on a mixed seed); good enough for ids and nonces that must only differ. */
export function seededRandom(seed: number): Random {
  let state = Math.imul(seed + 1, 0x9e3779b1) ^ 0x85ebca6b;
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let word = Math.imul(state ^ (state >>> 15), 1 | state);
    word = (word + Math.imul(word ^ (word >>> 7), 61 | word)) ^ word;
    return (word ^ (word >>> 14)) & 255;
  };
  return (length) => Uint8Array.from({ length }, next);
}

/** Timers that run only when a test says so. */
export class ManualScheduler implements Scheduler {
  readonly #tasks = new Set<() => void>();
  after(_ms: number, task: () => void): () => void {
    this.#tasks.add(task);
    return () => void this.#tasks.delete(task);
  }
  runAll(): void {
    for (const task of [...this.#tasks]) {
      this.#tasks.delete(task);
      task();
    }
  }
}

export const fixedClock: Clock = { now: () => 1_700_000_000_000, today: () => '2023-11-14' as never };

/** A step towards the disk: the vault's bytes, and the plaintext changes that become durable with them. */
interface Write {
  readonly vault: Bytes;
  readonly plain: readonly Bytes[];
}

export interface DeviceOptions {
  readonly keyring: () => Keyring;
  readonly random: Random;
  readonly policy?: CompactionPolicy;
  /** Receives every local change as soon as it is durable: plain Yjs, the truth to compare with. */
  readonly reference: Y.Doc;
  readonly open?: typeof SealedJournal.open;
}

/** The unlocked half. */
interface Opening {
  readonly vault: Y.Doc;
  readonly journal: Y.Doc;
  readonly sealed: SealedJournal;
}

export class Device {
  /** The host's replica: everything in it is on disk. */
  replica = new Y.Doc();
  /** Records that left the replica's log; the host keeps them beside it for a while. */
  #removed: Bytes[] = [];
  /** Every durable update as it happened, for partial and reordered exchange. */
  readonly sent: Bytes[] = [];
  readonly scheduler = new ManualScheduler();
  #opening: Opening | null = null;
  #inFlight: Write[] = [];
  #unsealed: Bytes[] = [];
  readonly #options: DeviceOptions;

  constructor(options: DeviceOptions) {
    this.#options = options;
    this.#listen();
  }

  get isOpen(): boolean {
    return this.#opening !== null;
  }

  get journal(): Y.Doc {
    return this.#current.journal;
  }

  get vault(): Y.Doc {
    return this.#current.vault;
  }

  get sealed(): SealedJournal {
    return this.#current.sealed;
  }

  get #current(): Opening {
    if (!this.#opening) throw new Error('the device is locked');
    return this.#opening;
  }

  /** Opens the vault from the replica into new documents (fresh client ids). */
  unlock(): this {
    const vault = this.#freshDoc();
    const journal = this.#freshDoc();
    Y.applyUpdate(vault, Y.encodeStateAsUpdate(this.replica), 'load');
    vault.on('update', (update: Bytes, origin: unknown) => {
      if (origin === 'load' || !this.#opening) return;
      const { sealed } = this.#opening;
      const sealedNow = origin === sealed && !sealed.hasUnsealed;
      this.#inFlight.push({ vault: update, plain: sealedNow ? this.#unsealed : [] });
      if (sealedNow) this.#unsealed = [];
    });
    journal.on('update', (update: Bytes, _origin: unknown, _doc: Y.Doc, transaction: Y.Transaction) => {
      if (transaction.local) this.#unsealed.push(update);
    });
    const { keyring, random, policy } = this.#options;
    const open = this.#options.open ?? SealedJournal.open;
    const ports = { random, scheduler: this.scheduler, clock: fixedClock, ...(policy ? { policy } : {}) };
    this.#opening = { vault, journal, sealed: open(vault, journal, keyring(), ports) };
    this.#opening.sealed.heal(this.#removed);
    this.#inFlight.push(...this.#lateWrites(vault));
    return this;
  }

  /** Puts the next `count` writes on disk, in order. */
  commit(count = Infinity): void {
    for (const write of this.#inFlight.splice(0, count)) {
      Y.applyUpdate(this.replica, write.vault, 'own');
      for (const update of write.plain) Y.applyUpdate(this.#options.reference, update);
    }
  }

  lock(): void {
    this.#current.sealed.close();
    this.commit();
    this.#forget();
  }

  /** Power cut: memory and whatever had not reached the disk are gone. */
  crash(): void {
    this.#inFlight = [];
    this.#forget();
  }

  /** Bytes from another device (or anywhere): on disk first, then into memory. */
  receive(update: Bytes): void {
    Y.applyUpdate(this.replica, update, 'peer');
    if (this.#opening) Y.applyUpdate(this.#opening.vault, update, 'load');
  }

  /** What a peer with `stateVector` lacks: durable things only. */
  diffFor(peer: Device): Bytes {
    return Y.encodeStateAsUpdate(this.replica, Y.encodeStateVector(peer.replica));
  }

  /** Replaces the disk by an older copy of it (a person restored a backup). */
  restoreOver(backup: Bytes): void {
    this.crash();
    this.replica = new Y.Doc();
    this.#listen();
    Y.applyUpdate(this.replica, backup, 'own');
  }

  /** A client id of its own, from the seed, so that a counterexample can be run again. */
  #freshDoc(): Y.Doc {
    const doc = new Y.Doc();
    doc.clientID = new DataView(this.#options.random(4).buffer).getUint32(0);
    return doc;
  }

  #listen(): void {
    this.replica.on('update', (update: Bytes, origin: unknown) => {
      if (origin === 'own') this.sent.push(update);
    });
    this.replica.getArray('log').observe((event) => {
      const gone = [...event.changes.deleted].flatMap((item) => item.content.getContent() as unknown[]);
      this.#removed.push(...gone.filter((element): element is Bytes => element instanceof Uint8Array));
    });
  }

  /** What opening itself wrote before the listener knew the session (healing). */
  #lateWrites(vault: Y.Doc): Write[] {
    const update = Y.encodeStateAsUpdate(vault, Y.encodeStateVector(this.replica));
    return update.length > 2 ? [{ vault: update, plain: [] }] : [];
  }

  #forget(): void {
    this.#opening = null;
    this.#unsealed = [];
    this.#inFlight = [];
  }
}

/** The state of a document as data, for comparison: contents, clocks, and nothing left pending. */
export function contents(doc: Y.Doc): unknown {
  return {
    map: Object.fromEntries(Object.entries(doc.getMap('map').toJSON()).sort(([a], [b]) => (a < b ? -1 : 1))),
    list: doc.getArray('list').toJSON(),
    text: doc.getText('text').toJSON(),
    clocks: Object.fromEntries([...Y.decodeStateVector(Y.encodeStateVector(doc))].sort(([a], [b]) => a - b)),
    pending: doc.store.pendingStructs !== null || doc.store.pendingDs !== null,
  };
}

/** Everybody gets everything: two rounds, because healing in the first may write. */
export function exchangeAll(devices: readonly Device[]): void {
  for (let round = 0; round < 3; round++) {
    for (const device of devices) if (device.isOpen) device.commit();
    for (const from of devices) for (const to of devices) if (from !== to) to.receive(from.diffFor(to));
  }
}
