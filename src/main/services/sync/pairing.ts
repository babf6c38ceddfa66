/**
 * A pairing by words, as far as a host has part in it: it finds the device that knows the same words, proves them, and
 * carries sealed messages. The words themselves never come here.
 */
import { type Bytes, coded, createId, Disposables, type ErrorCode, type NailwallError } from '#core/base';
import type { HostEvent } from '#core/contract';
import {
  type Connection,
  type Discovery,
  type Endpoint,
  isWordsTag,
  keyPairOf,
  type KeyPair,
  PairingChannel,
  type SocketKind,
  type Transport,
  wordsTag,
} from '#core/sync';
import { Backoff } from './backoff.ts';
import type { SyncPorts } from './ports.ts';

/** How long the words hold, ms. */
export const pairingMs = 10 * 60_000;
/** Pause between two tries to reach the other side, ms. */
const retryMs = 3_000;
/** What the last message gets to leave, ms. */
const partingMs = 500;
/** Connections that may be proving themselves at once. */
const mostGuests = 4;

export interface PairingPorts extends Pick<SyncPorts, 'clock' | 'random' | 'scheduler' | 'fault'> {
  /** The ways that are switched on; those that cannot be had are left out. */
  transports(): Promise<readonly Transport[]>;
  tell(event: HostEvent<'sync.pairing'>): void;
}

interface Channel {
  readonly seed: Bytes;
  readonly proof: Bytes;
}

interface Role {
  readonly keyPair: KeyPair;
  readonly discovery: Discovery;
  /** Who answers under the key of the words; null: this side does. */
  readonly wanted: Bytes | null;
  readonly address: string | null;
}

export class Pairing {
  readonly #ports: PairingPorts;
  readonly #channel: Channel;
  readonly #role: Role;
  readonly id: string;
  readonly #endpoints = new Map<SocketKind, Endpoint>();
  readonly #guests = new Set<PairingChannel>();
  readonly #retries: Disposables = new Disposables();
  readonly #dialling = new Set<string>();
  #met: PairingChannel | null = null;
  #ended = false;

  private constructor(ports: PairingPorts, channel: Channel, role: Role) {
    this.#ports = ports;
    this.#channel = channel;
    this.#role = role;
    this.id = createId(ports.random);
    this.#retries.add(ports.scheduler.after(pairingMs, () => void this.#end('sync/pairing-expired')));
  }

  /** This device shows the words. Rejects with `sync/off` when no way is open that could be used. */
  static begin(ports: PairingPorts, channel: Channel): Promise<Pairing> {
    const { seed } = channel;
    const announced = (): readonly Bytes[] => [wordsTag(seed, ports.clock.now())];
    const discovery = { announced, seeking: () => false, recognise: () => null };
    return Pairing.#open(ports, channel, { keyPair: keyPairOf(seed), discovery, wanted: null, address: null });
  }

  /** The words were typed here. */
  static accept(ports: PairingPorts, channel: Channel, address: string | null): Promise<Pairing> {
    const wanted = keyPairOf(channel.seed).publicKey;
    const recognise = (tag: Bytes) => (isWordsTag(tag, channel.seed, ports.clock.now()) ? wanted : null);
    const discovery = { announced: () => [], seeking: () => true, recognise };
    // A key for this once: nobody can tell from it who is pairing.
    return Pairing.#open(ports, channel, { keyPair: keyPairOf(ports.random(32)), discovery, wanted, address });
  }

  static async #open(ports: PairingPorts, channel: Channel, role: Role): Promise<Pairing> {
    const pairing = new Pairing(ports, channel, role);
    try {
      await pairing.#openEndpoints();
    } catch (error) {
      await pairing.#end(null);
      throw error;
    }
    return pairing;
  }

  /** Where this device answers, for typing on the other one. */
  get addresses(): readonly string[] {
    return [...this.#endpoints.values()].flatMap(({ addresses }) => addresses);
  }

  send(message: Bytes): void {
    if (!this.#met) throw coded('sync/unreachable', { what: 'pairing' });
    this.#met.send(message);
  }

  /** Resolves when nothing of it is open any more. */
  end(): Promise<void> {
    return this.#end(null);
  }

  async #openEndpoints(): Promise<void> {
    for (const transport of await this.#ports.transports()) {
      try {
        await this.#openEndpoint(transport);
      } catch (error) {
        this.#ports.fault(error);
      }
    }
    if (this.#endpoints.size === 0) throw coded('sync/off', { what: 'pairing' });
  }

  async #openEndpoint(transport: Transport): Promise<void> {
    const { kind } = transport;
    const { discovery, keyPair, wanted, address } = this.#role;
    const isOver = () => this.#ended || this.#met !== null;
    const endpoint = await transport.openEndpoint({
      keyPair,
      port: 0,
      discovery: {
        ...discovery,
        announced: () => (isOver() ? [] : discovery.announced()),
        seeking: () => !isOver() && discovery.seeking(),
      },
      // Nobody knows the other side's key beforehand; whoever dials had to know the key of the words.
      mayConnect: () => wanted === null && !isOver() && this.#guests.size < mostGuests,
      onSighting: (target) => this.#dial(kind, target.address),
      onConnection: (connection) => this.#welcome(connection),
      onTrouble: () => undefined,
    });
    this.#endpoints.set(kind, endpoint);
    if (kind === 'internet') this.#dial(kind, null);
    else if (address !== null) this.#dial(kind, address);
  }

  /** Again and again, until somebody answers or the words have expired. */
  #dial(kind: SocketKind, address: string | null): void {
    const { wanted } = this.#role;
    const endpoint = this.#endpoints.get(kind);
    const name = `${kind} ${address ?? ''}`;
    if (wanted === null || !endpoint || this.#dialling.has(name)) return;
    this.#dialling.add(name);
    const backoff = new Backoff(this.#ports.scheduler, this.#ports.random);
    this.#retries.add(() => backoff.stop());
    const attempt = async (): Promise<void> => {
      if (this.#met || this.#ended) return;
      try {
        this.#welcome(await endpoint.dial({ peerKey: wanted, address }).connection);
      } catch {
        // Not there yet, or it lost the race with another way.
      }
      if (!this.#isOver()) backoff.in(retryMs, () => void attempt());
    };
    void attempt();
  }

  #isOver(): boolean {
    return this.#ended || this.#met !== null;
  }

  #welcome(connection: Connection): void {
    if (this.#isOver()) return connection.close('now');
    const channel: PairingChannel = PairingChannel.start({
      connection,
      proof: this.#channel.proof,
      scheduler: this.#ports.scheduler,
      onMet: (handshakeHash) => this.#meet(channel, handshakeHash),
      onMessage: (message) => this.#ports.tell({ pairing: this.id, stage: 'message', message }),
      onClosed: (error) => this.#closed(channel, error),
    });
    this.#guests.add(channel);
  }

  /** The first one that proves itself; words are for one use. */
  #meet(channel: PairingChannel, handshakeHash: Bytes): void {
    if (this.#isOver()) return channel.end();
    this.#met = channel;
    for (const guest of [...this.#guests]) if (guest !== channel) guest.end();
    for (const endpoint of this.#endpoints.values()) endpoint.refresh();
    this.#ports.tell({ pairing: this.id, stage: 'met', handshakeHash });
  }

  #closed(channel: PairingChannel, error: NailwallError | null): void {
    this.#guests.delete(channel);
    // Strangers come and go; only the end of the one that was met is the pairing's.
    if (channel === this.#met) void this.#end(error?.code ?? null);
  }

  async #end(code: ErrorCode | null): Promise<void> {
    if (this.#ended) return;
    this.#ended = true;
    this.#retries.dispose();
    for (const guest of [...this.#guests]) guest.end();
    this.#ports.tell({ pairing: this.id, stage: 'ended', code });
    if (this.#met) await this.#partingGrace();
    await Promise.all([...this.#endpoints.values()].map((endpoint) => endpoint.close()));
  }

  /** Closing an endpoint cuts its connections off; the last message may still be on its way into one. */
  #partingGrace(): Promise<void> {
    return new Promise((resolve) => void this.#ports.scheduler.after(partingMs, resolve));
  }
}
