/** A connection of the sync port over one of Hyperswarm's secret streams, whatever carries that. */
import { type Bytes, coded, hasCode, type NailwallError, type Scheduler } from '#core/base';
import type { Connection, ConnectionHandler, SocketKind } from '#core/sync';
import type SecretStream from '@hyperswarm/secret-stream';

/** How long what was handed over may take to leave after `close('flush')`, ms. */
const flushMs = 3_000;

export interface SecretConnectionOptions {
  readonly transport: SocketKind;
  readonly isInitiator: boolean;
  readonly scheduler: Scheduler;
  /** Once, when nothing of it is open any more. */
  readonly onGone?: () => void;
}

export class SecretConnection implements Connection {
  readonly transport: SocketKind;
  readonly isInitiator: boolean;
  readonly peerKey: Bytes;
  readonly handshakeHash: Bytes;
  readonly #stream: SecretStream;
  readonly #scheduler: Scheduler;
  #handler: ConnectionHandler | null = null;
  #held: Bytes[] = [];
  #paused = false;
  #full = false;
  #ended = false;
  #closed = false;
  #failure: NailwallError | null = null;

  /** `stream` has its handshake behind it. */
  constructor(stream: SecretStream, { transport, isInitiator, scheduler, onGone }: SecretConnectionOptions) {
    this.transport = transport;
    this.isInitiator = isInitiator;
    this.peerKey = new Uint8Array(stream.remotePublicKey);
    this.handshakeHash = new Uint8Array(stream.handshakeHash);
    this.#stream = stream;
    this.#scheduler = scheduler;
    stream.on('error', (error) => {
      this.#failure ??= hasCode(error) ? error : coded('sync/cut', {}, error);
    });
    stream.on('end', () => (this.#ended = true));
    stream.on('close', () => {
      onGone?.();
      this.#over(this.#failure ?? (this.#ended ? null : coded('sync/cut')));
    });
  }

  open(handler: ConnectionHandler): void {
    this.#handler = handler;
    if (this.#closed) return handler.closed(this.#failure ?? coded('sync/cut'));
    this.#stream.on('drain', () => this.#drained());
    this.#stream.on('end', () => this.#stream.end());
    this.#stream.on('data', (bytes) => this.#arrived(bytes));
  }

  send(frame: Bytes): boolean {
    if (this.#closed) return true;
    // The stream's own writes end at its high-water mark; a frame that it took is always sent.
    this.#full = !this.#stream.write(Buffer.from(frame.buffer, frame.byteOffset, frame.byteLength));
    return !this.#full;
  }

  pause(): void {
    this.#paused = true;
    this.#stream.pause();
  }

  resume(): void {
    this.#paused = false;
    this.#deliver();
    if (this.#isReading()) this.#stream.resume();
  }

  close(how: 'flush' | 'now'): void {
    if (this.#closed) return;
    if (how === 'now') this.#stream.destroy();
    else this.#endSoon();
    this.#over(null);
  }

  #endSoon(): void {
    // What still comes is not wanted, but it must be read for the end to come through.
    this.#stream.resume();
    this.#stream.end();
    const cancel = this.#scheduler.after(flushMs, () => this.#stream.destroy());
    this.#stream.on('close', cancel);
  }

  #drained(): void {
    if (this.#closed || !this.#full) return;
    this.#full = false;
    this.#handler?.drained();
  }

  #arrived(bytes: Uint8Array): void {
    // The library's own sign of life.
    if (this.#closed || bytes.length === 0) return;
    // No Buffer: its `slice` is no copy.
    this.#held.push(new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.length));
    this.#deliver();
  }

  #deliver(): void {
    while (this.#isReading()) {
      const frame = this.#held.shift();
      if (!frame) return;
      this.#handler?.frame(frame);
    }
  }

  #isReading(): boolean {
    return !this.#paused && !this.#closed;
  }

  #over(error: NailwallError | null): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#failure ??= error;
    this.#held = [];
    this.#handler?.closed(error);
  }
}
