/** A simulated computer: a disk that survives crashes and takes its time, memory that does not, real sessions. */
import { bytesToHex, coded, equalBytes, type NailwallError } from '#core/base';
import { type BlobPort, LetterDesk, Session, type VaultPort } from '#core/sync';
import { sha256 } from '@noble/hashes/sha2.js';
import * as Y from 'yjs';
import { type Faults, Link, type LinkEnd } from './faulty-link.ts';
import { Simulation } from './simulation.ts';

export const membershipKey = { epoch: '00'.repeat(16), key: new Uint8Array(32).fill(3) };

export class SimulatedVault implements VaultPort {
  readonly #sim: Simulation;
  readonly #slowness: number;
  readonly #listeners = new Set<(update: Uint8Array, from: unknown) => void>();
  /** Everything on disk. */
  doc: Y.Doc;
  #turn: Promise<unknown> = Promise.resolve();
  #life = 0;

  constructor(sim: Simulation, slowness: number) {
    this.#sim = sim;
    this.#slowness = slowness;
    this.doc = this.#freshDoc();
  }

  stateVector(): Promise<Uint8Array> {
    return this.#inTurn(async () => Y.encodeStateVector(this.doc));
  }

  diff(stateVector: Uint8Array): Promise<Uint8Array> {
    return this.#inTurn(async () => Y.encodeStateAsUpdate(this.doc, stateVector));
  }

  apply(update: Uint8Array, from: unknown): Promise<boolean> {
    return this.#inTurn(async () => {
      try {
        Y.applyUpdate(new Y.Doc(), update);
      } catch (error) {
        throw coded('input/invalid', { what: 'update' }, error);
      }
      await this.#write();
      const before = Y.snapshot(this.doc);
      Y.applyUpdate(this.doc, update);
      const changed = !Y.equalSnapshots(before, Y.snapshot(this.doc));
      if (changed) for (const listener of [...this.#listeners]) listener(update, from);
      return changed;
    });
  }

  onDurable(listener: (update: Uint8Array, from: unknown) => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  async letters(): Promise<ReadonlyMap<string, number>> {
    return new Map(this.doc.getMap<number>('letters').entries());
  }

  /** Memory is gone, with whatever was on its way to the disk. */
  crash(): void {
    this.#life += 1;
    this.#listeners.clear();
    this.#turn = Promise.resolve();
    const disk = Y.encodeStateAsUpdate(this.doc);
    this.doc = this.#freshDoc();
    Y.applyUpdate(this.doc, disk);
  }

  async #write(): Promise<void> {
    const life = this.#life;
    if (this.#slowness === 0) return;
    await new Promise<void>((resolve) => void this.#sim.after(this.#sim.integer(this.#slowness + 1), resolve));
    if (life !== this.#life) await new Promise(() => undefined);
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const life = this.#life;
    const result = this.#turn.then(async () => {
      if (life !== this.#life) await new Promise(() => undefined);
      return work();
    });
    this.#turn = result.catch(() => undefined);
    return result;
  }

  #freshDoc(): Y.Doc {
    const doc = new Y.Doc();
    doc.clientID = new DataView(this.#sim.random(4).buffer).getUint32(0);
    return doc;
  }
}

export class SimulatedBlobs implements BlobPort {
  readonly #sim: Simulation;
  readonly #slowness: number;
  readonly whole = new Map<string, Uint8Array>();
  readonly #partial = new Map<string, { size: number; readonly parts: Uint8Array[] }>();
  readonly #listeners = new Set<(hash: string) => void>();
  #life = 0;
  /** Bytes that were written piece by piece, all in all. */
  fetchedBytes = 0;
  /** Makes writing fail. */
  full = false;

  constructor(sim: Simulation, slowness: number) {
    this.#sim = sim;
    this.#slowness = slowness;
  }

  add(bytes: Uint8Array): string {
    const hash = bytesToHex(sha256(bytes));
    this.#keep(hash, bytes);
    return hash;
  }

  async size(hash: string): Promise<number | null> {
    return this.whole.get(hash)?.length ?? null;
  }

  async read(hash: string, offset: number, length: number): Promise<Uint8Array> {
    await this.#pause();
    const bytes = this.whole.get(hash);
    if (!bytes) throw coded('storage/failed');
    return bytes.slice(offset, offset + length);
  }

  async partialSize(hash: string): Promise<number> {
    return this.#partial.get(hash)?.size ?? 0;
  }

  async writePartial(hash: string, offset: number, bytes: Uint8Array): Promise<void> {
    await this.#pause();
    if (this.full) throw coded('storage/full');
    if (offset !== (await this.partialSize(hash))) throw new Error('a gap in a partial letter');
    const partial = this.#partial.get(hash) ?? { size: 0, parts: [] };
    this.#partial.set(hash, partial);
    partial.parts.push(bytes);
    partial.size += bytes.length;
    this.fetchedBytes += bytes.length;
  }

  async finish(hash: string, size: number): Promise<boolean> {
    await this.#pause();
    const bytes = new Uint8Array(Buffer.concat(this.#partial.get(hash)?.parts ?? []));
    this.#partial.delete(hash);
    if (bytes.length !== size || bytesToHex(sha256(bytes)) !== hash) return false;
    this.#keep(hash, bytes);
    return true;
  }

  onAdded(listener: (hash: string) => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  crash(): void {
    this.#life += 1;
    this.#listeners.clear();
  }

  #keep(hash: string, bytes: Uint8Array): void {
    this.whole.set(hash, bytes);
    for (const listener of [...this.#listeners]) listener(hash);
  }

  async #pause(): Promise<void> {
    const life = this.#life;
    if (this.#slowness > 0) {
      await new Promise<void>((resolve) => void this.#sim.after(this.#sim.integer(this.#slowness + 1), resolve));
    }
    if (life !== this.#life) await new Promise(() => undefined);
  }
}

export interface MachineOptions {
  /** Longest time that the disk takes for a write, ms. */
  readonly slowness?: number;
  readonly members?: (peerKey: Uint8Array) => boolean;
  readonly keys?: readonly { readonly epoch: string; readonly key: Uint8Array }[];
  readonly versions?: { readonly lowest: number; readonly highest: number };
}

export class Machine {
  readonly sim: Simulation;
  readonly key: Uint8Array;
  readonly vault: SimulatedVault;
  readonly blobs: SimulatedBlobs;
  readonly #options: MachineOptions;
  desk: LetterDesk;
  readonly sessions = new Set<Session>();
  readonly ends = new Set<LinkEnd>();
  readonly errors: NailwallError[] = [];
  readonly troubles: NailwallError[] = [];
  mostHeld = 0;
  mostQueued = 0;
  /** Every record that ever became durable here first. */
  readonly written: Uint8Array[] = [];

  constructor(sim: Simulation, options: MachineOptions = {}) {
    this.sim = sim;
    this.#options = options;
    this.key = sim.random(32);
    this.vault = new SimulatedVault(sim, options.slowness ?? 0);
    this.blobs = new SimulatedBlobs(sim, options.slowness ?? 0);
    this.desk = this.#openDesk();
  }

  get session(): Session {
    return [...this.sessions].at(-1) as Session;
  }

  /** The window writes a record; resolves when it is durable. */
  async write(record: Uint8Array): Promise<void> {
    await this.change((doc) => doc.getArray('log').push([record]));
    this.written.push(record);
  }

  async change(edit: (doc: Y.Doc) => void): Promise<void> {
    const window = new Y.Doc();
    window.clientID = new DataView(this.sim.random(4).buffer).getUint32(0);
    edit(window);
    await this.vault.apply(Y.encodeStateAsUpdate(window), null);
  }

  async addLetter(bytes: Uint8Array): Promise<string> {
    const hash = this.blobs.add(bytes);
    await this.change((doc) => doc.getMap('letters').set(hash, bytes.length));
    return hash;
  }

  accept(end: LinkEnd): Session {
    this.ends.add(end);
    const session: Session = Session.start({
      connection: end,
      membershipKeys: this.#options.keys ?? [membershipKey],
      isMember: this.#options.members ?? (() => true),
      vault: this.vault,
      letters: this.desk,
      clock: this.sim,
      scheduler: this.sim,
      ...(this.#options.versions ? { versions: this.#options.versions } : {}),
      onOpen: () => undefined,
      onChange: () => this.#measure(),
      onTrouble: (error) => this.troubles.push(error),
      onClosed: (error) => {
        // Called from within `start` when the other side is turned away at once.
        queueMicrotask(() => this.sessions.delete(session));
        this.ends.delete(end);
        if (error) this.errors.push(error);
      },
    });
    this.sessions.add(session);
    return session;
  }

  crash(): void {
    for (const end of [...this.ends]) end.ended(coded('sync/cut'));
    this.sessions.clear();
    this.desk.stop();
    this.vault.crash();
    this.blobs.crash();
    this.desk = this.#openDesk();
  }

  #openDesk(): LetterDesk {
    const desk = new LetterDesk(this.vault, this.blobs, (error) => this.troubles.push(error as NailwallError));
    desk.start();
    return desk;
  }

  #measure(): void {
    for (const session of this.sessions) this.mostHeld = Math.max(this.mostHeld, session.heldBytes);
    for (const end of this.ends) this.mostQueued = Math.max(this.mostQueued, end.mostQueued);
  }
}

/** Connects two machines; the first one dials. */
export function connect(dialler: Machine, answerer: Machine, faults: Faults = {}): Link {
  const link = new Link(dialler.sim, [dialler.key, answerer.key], faults);
  answerer.accept(link.ends[1]);
  dialler.accept(link.ends[0]);
  return link;
}

export function records(machine: Machine): string[] {
  return machine.vault.doc.getArray<Uint8Array>('log').toArray().map(bytesToHex);
}

export function sameVault(a: Machine, b: Machine): boolean {
  return equalBytes(Y.encodeStateAsUpdate(sorted(a)), Y.encodeStateAsUpdate(sorted(b)));
}

/** One order of clients, whatever way they came in. */
function sorted(machine: Machine): Y.Doc {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, Y.encodeStateAsUpdate(machine.vault.doc));
  return doc;
}

/** Two machines that have not met; the first has written 01 02 03. */
export async function two(options: ConstructorParameters<typeof Machine>[1] = {}) {
  const sim = new Simulation(1);
  const [a, b] = [new Machine(sim, options), new Machine(sim, options)];
  void a.write(Uint8Array.of(1, 2, 3));
  await sim.until(() => a.written.length === 1);
  return { sim, a, b };
}
