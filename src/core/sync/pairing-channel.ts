/**
 * Two devices that know the same words prove it to each other over one connection, then carry messages that are sealed
 * under keys which the host never sees. The bytes are in docs/formats.md.
 */
import {
  asCoded,
  type Bytes,
  coded,
  concatBytes,
  equalBytes,
  type NailwallError,
  type Scheduler,
  utf8ToBytes,
} from '#core/base';
import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { helloTimeoutMs, maxPairingMessages } from './limits.ts';
import type { Connection } from './transport.ts';

const domain = utf8ToBytes('nailwall/pair/1/proof');
const types = { proof: 1, message: 2 } as const;

export interface PairingChannelOptions {
  readonly connection: Connection;
  /** 32 bytes that both sides derived from the words. */
  readonly proof: Bytes;
  readonly scheduler: Scheduler;
  /** Both sides have proved the words over this very handshake. */
  onMet(handshakeHash: Bytes): void;
  onMessage(message: Bytes): void;
  /** Once; null when either side ended it in good order. `sync/pairing-unproved` when the other one knows other words. */
  onClosed(error: NailwallError | null): void;
}

export class PairingChannel {
  readonly #options: PairingChannelOptions;
  readonly #cancelTimer: () => void;
  #met = false;
  #messages = 0;
  #closed = false;

  private constructor(options: PairingChannelOptions) {
    this.#options = options;
    const { connection, scheduler } = options;
    this.#cancelTimer = scheduler.after(helloTimeoutMs, () => this.#close(coded('sync/timeout', { what: 'pairing' })));
    connection.open({
      frame: (bytes) => this.#take(bytes),
      drained: () => undefined,
      closed: (error) => this.#close(error ?? (this.#met ? null : coded('sync/pairing-unproved'))),
    });
    if (connection.isInitiator) this.#prove();
  }

  static start(options: PairingChannelOptions): PairingChannel {
    return new PairingChannel(options);
  }

  /** Only after `onMet`. */
  send(message: Bytes): void {
    if (this.#met && !this.#closed) this.#options.connection.send(concatBytes(Uint8Array.of(types.message), message));
  }

  end(): void {
    this.#close(null);
  }

  #take(frame: Bytes): void {
    if (this.#closed) return;
    try {
      const body = frame.subarray(1);
      if (!this.#met) this.#check(frame[0], body);
      else this.#message(frame[0], body);
    } catch (error) {
      this.#close(asCoded(error));
    }
  }

  #check(type: number | undefined, body: Bytes): void {
    const { connection } = this.#options;
    if (type !== types.proof || !equalBytes(body, this.#proofOf(!connection.isInitiator))) {
      throw coded('sync/pairing-unproved');
    }
    if (!connection.isInitiator) this.#prove();
    this.#met = true;
    this.#cancelTimer();
    this.#options.onMet(connection.handshakeHash);
  }

  #message(type: number | undefined, body: Bytes): void {
    this.#messages += 1;
    if (type !== types.message || this.#messages > maxPairingMessages)
      throw coded('sync/protocol', { what: 'pairing' });
    this.#options.onMessage(body.slice());
  }

  #prove(): void {
    const { connection } = this.#options;
    connection.send(concatBytes(Uint8Array.of(types.proof), this.#proofOf(connection.isInitiator)));
  }

  /** Bound to the handshake and to the side, so that it is worth nothing anywhere else. */
  #proofOf(byInitiator: boolean): Bytes {
    const role = Uint8Array.of(byInitiator ? 1 : 2);
    return hmac(sha256, this.#options.proof, concatBytes(domain, role, this.#options.connection.handshakeHash));
  }

  #close(error: NailwallError | null): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#cancelTimer();
    this.#options.connection.close(this.#met ? 'flush' : 'now');
    this.#options.onClosed(error);
  }
}
