/**
 * Two ends of a connection over a network that drops, delays, repeats, reorders, alters and cuts. Above it stands what
 * the port demands of a transport, for real: every frame sealed under a key of this link with its number as the nonce,
 * so that whatever did not arrive whole, in order and once closes the connection.
 */
import { coded, type NailwallError } from '#core/base';
import type { Connection, ConnectionHandler } from '#core/sync';
import { chacha20poly1305 } from '@noble/ciphers/chacha.js';
import type { Simulation } from './simulation.ts';

/** Chances in a hundred for each packet. */
export interface Faults {
  readonly drop?: number;
  readonly repeat?: number;
  readonly reorder?: number;
  readonly alter?: number;
  readonly cut?: number;
  /** Longest delay, ms. */
  readonly delay?: number;
  /** Bytes a second; none: as fast as can be. */
  readonly bandwidth?: number;
  /** False leaves the record layer out: frames arrive as the network makes them. */
  readonly sealed?: boolean;
}

const highWaterBytes = 64 * 1024;

function nonceOf(number: number): Uint8Array {
  const nonce = new Uint8Array(12);
  new DataView(nonce.buffer).setUint32(8, number);
  return nonce;
}

interface Side {
  readonly key: Uint8Array;
  readonly peerKey: Uint8Array;
  readonly isInitiator: boolean;
}

export class LinkEnd implements Connection {
  readonly transport = 'lan';
  readonly isInitiator: boolean;
  readonly peerKey: Uint8Array;
  readonly handshakeHash: Uint8Array;
  readonly #link: Link;
  readonly #key: Uint8Array;
  other!: LinkEnd;
  #handler: ConnectionHandler | null = null;
  #sent = 0;
  #received = 0;
  #paused = false;
  #held: Uint8Array[] = [];
  #queuedBytes = 0;
  #owesDrain = false;
  #closed = false;
  #freeAt = 0;
  /** The most that ever waited here. */
  mostQueued = 0;
  /** The frames as they were handed over, for a wiretap that knows the keys. */
  readonly frames: Uint8Array[] = [];

  constructor(link: Link, handshakeHash: Uint8Array, side: Side) {
    this.#link = link;
    this.#key = side.key;
    this.isInitiator = side.isInitiator;
    this.peerKey = side.peerKey;
    this.handshakeHash = handshakeHash;
  }

  get isClosed(): boolean {
    return this.#closed;
  }

  open(handler: ConnectionHandler): void {
    this.#handler = handler;
    this.#flushHeld();
  }

  send(frame: Uint8Array): boolean {
    if (this.#closed) return true;
    this.frames.push(frame);
    const number = this.#sent++;
    const { sealed = true } = this.#link.faults;
    const packet = sealed ? chacha20poly1305(this.#key, nonceOf(number)).encrypt(frame) : frame.slice();
    this.#queuedBytes += packet.length;
    this.mostQueued = Math.max(this.mostQueued, this.#queuedBytes);
    this.#freeAt = this.#link.carry(packet, this, this.#freeAt);
    this.#owesDrain ||= this.#queuedBytes > highWaterBytes;
    return !this.#owesDrain;
  }

  /** A packet has left for the wire. */
  left(bytes: number): void {
    this.#queuedBytes -= bytes;
    if (this.#owesDrain && this.#queuedBytes <= highWaterBytes / 2 && !this.#closed) {
      this.#owesDrain = false;
      this.#handler?.drained();
    }
  }

  pause(): void {
    this.#paused = true;
  }

  resume(): void {
    this.#paused = false;
    this.#flushHeld();
  }

  close(how: 'flush' | 'now'): void {
    if (this.#closed) return;
    this.#closed = true;
    // What was handed over may still arrive; the end comes behind it.
    const end = () => this.other.ended(null);
    if (how === 'flush') this.#link.sim.after(Math.max(0, this.#freeAt - this.#link.sim.now()) + 1, end);
    else this.#link.sim.after(0, end);
    this.#handler?.closed(null);
  }

  arrive(packet: Uint8Array): void {
    if (this.#closed) return;
    this.#held.push(packet);
    this.#flushHeld();
  }

  ended(error: NailwallError | null): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#handler?.closed(error);
  }

  #flushHeld(): void {
    while (!this.#paused && !this.#closed && this.#handler) {
      const packet = this.#held.shift();
      if (!packet) return;
      const frame = this.#opened(packet);
      if (frame) this.#handler.frame(frame);
      else this.#link.cut();
    }
  }

  #opened(packet: Uint8Array): Uint8Array | null {
    const number = this.#received++;
    if (this.#link.faults.sealed === false) return packet;
    try {
      return chacha20poly1305(this.other.#key, nonceOf(number)).decrypt(packet);
    } catch {
      // Altered, repeated, out of order, or the one after a missing one.
      return null;
    }
  }
}

export class Link {
  readonly sim: Simulation;
  readonly faults: Faults;
  readonly ends: readonly [LinkEnd, LinkEnd];
  /** Bytes that reached the other side, both ways. */
  carried = 0;

  constructor(sim: Simulation, keys: readonly [initiator: Uint8Array, responder: Uint8Array], faults: Faults = {}) {
    this.sim = sim;
    this.faults = faults;
    const hash = sim.random(64);
    const [initiator, responder] = keys;
    const dialler = new LinkEnd(this, hash, { key: sim.random(32), peerKey: responder, isInitiator: true });
    const answerer = new LinkEnd(this, hash, { key: sim.random(32), peerKey: initiator, isInitiator: false });
    dialler.other = answerer;
    answerer.other = dialler;
    this.ends = [dialler, answerer];
  }

  /** Puts a packet on the wire behind the one before it; returns when the wire is free again. */
  carry(packet: Uint8Array, from: LinkEnd, freeAt: number): number {
    const { sim, faults } = this;
    const start = Math.max(sim.now(), freeAt);
    const gone = start + (faults.bandwidth ? (packet.length / faults.bandwidth) * 1000 : 0);
    const late = faults.delay ? sim.integer(faults.delay + 1) : 0;
    // In order, however late: as a stream is, unless something reorders it.
    const arrival = gone + late + (sim.chance(faults.reorder ?? 0) ? 50 + sim.integer(200) : 0);
    sim.after(gone - sim.now(), () => from.left(packet.length));
    if (sim.chance(faults.cut ?? 0)) sim.after(arrival - sim.now(), () => this.cut());
    if (sim.chance(faults.drop ?? 0)) return gone + late;
    const bytes = sim.chance(faults.alter ?? 0) ? altered(packet, sim) : packet;
    for (let copies = sim.chance(faults.repeat ?? 0) ? 2 : 1; copies > 0; copies--) {
      sim.after(arrival - sim.now(), () => {
        this.carried += bytes.length;
        from.other.arrive(bytes);
      });
    }
    return gone + late;
  }

  /** Both ends notice, each on its own. */
  cut(): void {
    for (const end of this.ends) {
      this.sim.after(this.sim.integer(20), () => end.ended(coded('sync/cut')));
    }
  }
}

function altered(packet: Uint8Array, sim: Simulation): Uint8Array {
  const bit = sim.integer(packet.length * 8);
  return packet.with(bit >> 3, (packet[bit >> 3] ?? 0) ^ (1 << (bit & 7)));
}
