/** Endpoints on 127.0.0.1, and what befalls them. */
import { type Bytes, bytesToHex, coded, type NailwallError } from '#core/base';
import type { Connection, Endpoint, EndpointOptions, KeyPair, Target, Transport } from '#core/sync';
import { ed25519 } from '@noble/curves/ed25519.js';
import { onTestFinished } from 'vitest';
import { nodeRandom, nodeScheduler } from '../../../src/main/services/index.ts';
import { createLanTransport, type LanNetwork } from '../../../src/main/transports/lan/index.ts';

/** libsodium's form. */
export function keyPairOf(seed: Bytes): KeyPair {
  const publicKey = ed25519.getPublicKey(seed);
  return { publicKey, secretKey: new Uint8Array([...seed, ...publicKey]) };
}

export const freshKeyPair = (): KeyPair => keyPairOf(nodeRandom(32));

export function lanOn(network: LanNetwork): Transport {
  return createLanTransport({ random: nodeRandom, scheduler: nodeScheduler, network });
}

/** Resolves with the first of `list`, now or when it comes. */
export class Arrivals<T> {
  readonly all: T[] = [];
  readonly #waiting: ((value: T) => void)[] = [];

  add(value: T): void {
    const waiting = this.#waiting.shift();
    if (waiting) waiting(value);
    else this.all.push(value);
  }

  next(): Promise<T> {
    const first = this.all.shift();
    return first === undefined ? new Promise((resolve) => this.#waiting.push(resolve)) : Promise.resolve(first);
  }
}

export interface Opened {
  readonly endpoint: Endpoint;
  readonly keyPair: KeyPair;
  readonly connections: Arrivals<Connection>;
  readonly sightings: Arrivals<Target>;
  readonly troubles: Arrivals<NailwallError | null>;
  readonly asked: string[];
}

/** Lets everybody in and announces nothing, unless told otherwise. */
export async function openEndpoint(transport: Transport, options: Partial<EndpointOptions> = {}): Promise<Opened> {
  const keyPair = options.keyPair ?? freshKeyPair();
  const connections = new Arrivals<Connection>();
  const sightings = new Arrivals<Target>();
  const troubles = new Arrivals<NailwallError | null>();
  const asked: string[] = [];
  const { mayConnect = () => true } = options;
  const endpoint = await transport.openEndpoint({
    keyPair,
    port: 0,
    discovery: { announced: () => [], seeking: () => false, recognise: () => null },
    onSighting: (target) => sightings.add(target),
    onConnection: (connection) => connections.add(connection),
    onTrouble: (error) => troubles.add(error),
    ...options,
    mayConnect: (key) => {
      asked.push(bytesToHex(key));
      return mayConnect(key);
    },
  });
  onTestFinished(() => endpoint.close());
  return { endpoint, keyPair, connections, sightings, troubles, asked };
}

export interface Listened {
  readonly frames: Arrivals<Bytes>;
  readonly drains: Arrivals<true>;
  readonly closed: Promise<NailwallError | null>;
}

export function listen(connection: Connection): Listened {
  const frames = new Arrivals<Bytes>();
  const drains = new Arrivals<true>();
  const closed = new Promise<NailwallError | null>((resolve) => {
    connection.open({
      frame: (bytes) => frames.add(bytes),
      drained: () => drains.add(true),
      closed: resolve,
    });
  });
  return { frames, drains, closed };
}

export function addressOf({ endpoint }: Opened): string {
  const [address] = endpoint.addresses;
  if (!address) throw coded('bug');
  return address;
}

/** A connection between two endpoints, both ends. */
export async function connectTo(dialler: Opened, answerer: Opened): Promise<readonly [Connection, Connection]> {
  const address = answerer.endpoint.addresses[0] ?? null;
  const dialling = dialler.endpoint.dial({ peerKey: answerer.keyPair.publicKey, address });
  return Promise.all([dialling.connection, answerer.connections.next()]);
}
