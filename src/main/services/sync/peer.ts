/**
 * One other device: dials it, and keeps one session with it. Sessions come from whoever dialled first; when there are
 * two, both sides keep the same one (docs/decisions/010).
 */
import {
  asCoded,
  type Bytes,
  bytesToHex,
  type Clock,
  type ErrorCode,
  hasCode,
  type NailwallError,
  type Random,
  type Scheduler,
} from '#core/base';
import type { SyncDevice } from '#core/contract';
import type { Connection, Dialling, Session, SessionOptions, SocketKind } from '#core/sync';
import { Backoff } from './backoff.ts';
import { Standing } from './standing.ts';
import type { DeviceRecord } from './sync-settings.ts';

/** The side with the greater key waits so long for the other one to dial, ms. */
const courtesyMs = 2_000;
/** A session that ends sooner than this was no success, ms. */
const soundMs = 10_000;
/** Announcements from new addresses lead to a try no more often than this, ms. */
const hasteMs = 1_000;
/** Addresses of one device that are tried. */
const mostAddresses = 4;

export type SessionPorts = Pick<SessionOptions, 'connection' | 'onOpen' | 'onChange' | 'onTrouble' | 'onClosed'>;

export interface PeerPorts {
  readonly device: string;
  readonly networkKey: Bytes;
  /** This device's network key, hex. */
  readonly ownName: string;
  readonly record: DeviceRecord;
  readonly clock: Clock;
  readonly random: Random;
  readonly scheduler: Scheduler;
  isOpen(kind: SocketKind): boolean;
  /** Null where that way is not open. */
  dial(kind: SocketKind, address: string | null): Dialling | null;
  startSession(ports: SessionPorts): Session;
  changed(): void;
  fault(error: unknown): void;
}

interface Entry {
  readonly connection: Connection;
  session: Session | null;
  /** Counts openings; 0 while the hellos are under way. */
  opened: number;
  openedAt: number;
  settled: boolean;
}

interface Candidate {
  readonly kind: SocketKind;
  readonly address: string | null;
}

export class Peer {
  readonly #ports: PeerPorts;
  readonly standing: Standing;
  /** Its network key, hex. */
  readonly name: string;
  readonly #backoff: Backoff;
  readonly #entries = new Set<Entry>();
  #current: Entry | null = null;
  #dialling: Dialling | null = null;
  #attempting = false;
  /** An attempt comes without having to wait for a pause to end. */
  #isDue = false;
  /** Where it was seen on the local network, newest first. */
  #sighted: string[] = [];
  /** When an announcement last led to a try, ms. */
  #hastened = Number.NEGATIVE_INFINITY;
  #openings = 0;
  #code: ErrorCode | null = null;
  #closed = false;

  constructor(ports: PeerPorts) {
    this.#ports = ports;
    this.name = bytesToHex(ports.networkKey);
    this.standing = new Standing(ports.record);
    this.#backoff = new Backoff(ports.scheduler, ports.random);
  }

  get device(): string {
    return this.#ports.device;
  }

  /** A connection whose other side holds this device's key, dialled here or there. */
  offer(connection: Connection): void {
    if (this.#closed) return connection.close('now');
    const entry: Entry = { connection, session: null, opened: 0, openedAt: 0, settled: false };
    this.#entries.add(entry);
    entry.session = this.#ports.startSession({
      connection,
      onOpen: () => this.#opened(entry),
      onChange: () => this.#progressed(entry),
      onTrouble: (error) => this.#ports.fault(error),
      onClosed: (error) => this.#gone(entry, error),
    });
    this.#ports.changed();
  }

  /** It announced itself on the local network. */
  sighted(address: string): void {
    const isNew = !this.#sighted.includes(address);
    this.#sighted = [address, ...this.#sighted.filter((each) => each !== address)].slice(0, mostAddresses);
    if (this.#current?.connection.transport === 'lan') return;
    // Anybody can repeat an announcement, from anywhere: it hastens a try now and then, no more.
    const now = this.#ports.clock.now();
    if (isNew && now - this.#hastened >= hasteMs) {
      this.#hastened = now;
      this.wake();
    } else if (!this.#backoff.isWaiting) this.#attemptSoon();
  }

  setAddress(address: string | null): void {
    this.standing.setAddress(address);
    if (address !== null) this.wake();
  }

  /** Something may work now that did not before: a way that was opened, an address, somebody's wish. */
  wake(): void {
    this.#backoff.reset();
    this.#attemptSoon();
  }

  /** A change became durable here. */
  noteDurable(from: unknown): void {
    const session = this.#current?.session ?? null;
    if (from === null || from !== session) this.standing.changed(session !== null);
  }

  /** Ends its sessions over a way that is being closed. */
  leave(kind: SocketKind): void {
    for (const { connection, session } of [...this.#entries]) if (connection.transport === kind) session?.end('off');
    if (kind === 'lan') this.#sighted = [];
  }

  close(reason: 'off' | 'removed'): void {
    this.#closed = true;
    this.#stopTrying();
    this.#dialling?.cancel();
    for (const { session } of [...this.#entries]) session?.end(reason);
  }

  describe(): SyncDevice {
    const session = this.#current?.session ?? null;
    const { way, lastSeen, lastSynced, address } = this.standing.record;
    const isBusy = this.#entries.size > 0 || this.#dialling !== null;
    return {
      device: this.device,
      state: session ? 'connected' : isBusy ? 'connecting' : 'away',
      way: this.#current?.connection.transport ?? way,
      lastSeen,
      lastSynced,
      ...this.standing.amounts(session),
      ...this.standing.bytes(session),
      code: session ? null : this.#code,
      address,
    };
  }

  #opened(entry: Entry): void {
    entry.opened = ++this.#openings;
    entry.openedAt = this.#ports.clock.now();
    this.#code = null;
    this.standing.heard(entry.connection.transport, entry.openedAt);
    const before = this.#current;
    if (before && this.#prefers(before, entry)) return void entry.session?.end('duplicate');
    this.#current = entry;
    before?.session?.end('duplicate');
    this.#stopTrying();
    this.#ports.changed();
  }

  #stopTrying(): void {
    this.#isDue = false;
    this.#backoff.stop();
  }

  /** What both sides decide alike, whichever opened first for them. */
  #prefers(a: Entry, b: Entry): boolean {
    if (a.connection.transport !== b.connection.transport) return a.connection.transport === 'lan';
    const bySmaller = ({ connection }: Entry) => connection.isInitiator === this.#isSmaller;
    if (bySmaller(a) !== bySmaller(b)) return bySmaller(a);
    return a.opened > b.opened;
  }

  get #isSmaller(): boolean {
    return this.#ports.ownName < this.name;
  }

  #progressed(entry: Entry): void {
    const settled = entry.session?.settled ?? false;
    if (settled && !entry.settled) this.standing.even(this.#ports.clock.now());
    entry.settled = settled;
    this.#ports.changed();
  }

  #gone(entry: Entry, error: NailwallError | null): void {
    this.#entries.delete(entry);
    const now = this.#ports.clock.now();
    if (entry.opened > 0 && entry.session) this.standing.ended(entry.session, entry.settled, now);
    if (this.#current === entry) this.#current = null;
    if (!this.#current) {
      if (error) this.#note(error.code);
      if (entry.opened > 0 && now - entry.openedAt >= soundMs) this.#backoff.reset();
      if (!this.#attempting && this.#entries.size === 0) this.#later();
    }
    this.#ports.changed();
  }

  /** Whoever removed this device says so once, and afterwards does not answer. */
  #note(code: ErrorCode): void {
    if (this.#code !== 'sync/removed') this.#code = code;
  }

  #candidates(): Candidate[] {
    const lan = [...new Set([...this.#sighted, this.standing.record.address])].filter((address) => address !== null);
    const byLan = lan.map((address) => ({ kind: 'lan' as const, address }));
    // Over the internet already: only a better way is looked for.
    const all: Candidate[] = this.#current ? byLan : [...byLan, { kind: 'internet', address: null }];
    return all.filter(({ kind }) => this.#ports.isOpen(kind));
  }

  /** Whoever keeps asking does not put off what is due. */
  #attemptSoon(): void {
    if (this.#isDue) return;
    this.#isDue = true;
    this.#backoff.in(this.#isSmaller ? 0 : courtesyMs, () => void this.#attempt());
  }

  #later(): void {
    if (!this.#closed && !this.#isDue && this.#candidates().length > 0) this.#backoff.later(() => void this.#attempt());
  }

  /** One after another, until one leads there. */
  async #attempt(): Promise<void> {
    this.#isDue = false;
    if (this.#attempting || this.#closed || this.#current?.connection.transport === 'lan') return;
    this.#attempting = true;
    try {
      for (const candidate of this.#candidates()) if (await this.#dial(candidate)) break;
    } finally {
      this.#attempting = false;
    }
    if (!this.#current && this.#entries.size === 0) this.#later();
    this.#ports.changed();
  }

  async #dial({ kind, address }: Candidate): Promise<boolean> {
    const dialling = this.#closed ? null : this.#ports.dial(kind, address);
    if (!dialling) return false;
    this.#dialling = dialling;
    this.#ports.changed();
    try {
      this.offer(await dialling.connection);
      return true;
    } catch (error) {
      if (!hasCode(error, 'cancelled')) this.#note(asCoded(error).code);
      return false;
    } finally {
      this.#dialling = null;
    }
  }
}
