/** One page's WebSocket: it says who it is in its first message, then calls and hears events. */
import { hasCode } from '#core/base';
import { createDispatch, decodeFrame, encodeFrame, type Frame } from '#core/contract';
import type { Scheduler } from '#core/base';
import type { RawData, WebSocket } from 'ws';
import type { Session } from '../../services/index.ts';
import type { Entrant } from './access.ts';

/** Close codes (4000-4999 are for applications). */
export const closeCodes = {
  malformed: 4400,
  unauthorised: 4401,
  tooLate: 4408,
  replaced: 4409,
  tooMany: 4429,
  ending: 1001,
} as const;

export const helloDeadlineMs = 2_000;
const pingEveryMs = 30_000;
/** Calls of one page that may be under way at once. */
const mostCalls = 64;
/** A page that does not read what it is sent is let go before it costs more memory than this. */
const mostUnsentBytes = 512 * 1024 * 1024;

export interface PagePorts {
  readonly scheduler: Scheduler;
  authenticate(bearer: string): Entrant | null;
  /** Gives the page a session; null when there are too many pages already. */
  admit(entrant: Entrant, socket: PageSocket): Session | null;
  fault(error: unknown): void;
  onClose(socket: PageSocket): void;
}

function bytesOf(data: RawData): Uint8Array {
  const whole = Array.isArray(data) ? Buffer.concat(data) : data;
  return whole instanceof ArrayBuffer
    ? new Uint8Array(whole)
    : new Uint8Array(whole.buffer, whole.byteOffset, whole.byteLength);
}

export class PageSocket {
  readonly #socket: WebSocket;
  readonly #ports: PagePorts;
  readonly #cancelHello: () => void;
  #cancelPing: () => void = () => undefined;
  #session: Session | null = null;
  #dispatch: ReturnType<typeof createDispatch> | null = null;
  #calls = 0;
  #alive = true;
  #closing = false;

  constructor(socket: WebSocket, ports: PagePorts) {
    this.#socket = socket;
    this.#ports = ports;
    this.#cancelHello = ports.scheduler.after(helloDeadlineMs, () => this.close(closeCodes.tooLate));
    socket.on('message', (data, isBinary) => this.#onMessage(data, isBinary));
    socket.on('pong', () => (this.#alive = true));
    // ws closes the socket itself, with the right code (too large, not UTF-8 ...).
    socket.on('error', () => undefined);
    socket.on('close', () => this.#onClose());
  }

  close(code: number): void {
    if (this.#closing) return;
    this.#closing = true;
    this.#socket.close(code);
    // A page that does not answer the closing handshake is not waited for.
    const cancel = this.#ports.scheduler.after(1_000, () => this.#socket.terminate());
    this.#socket.once('close', cancel);
  }

  terminate(): void {
    this.#socket.terminate();
  }

  #onMessage(data: RawData, isBinary: boolean): void {
    // What was still on its way when the page was let go.
    if (this.#closing) return;
    const frame = isBinary ? this.#frameIn(data) : null;
    if (frame === null) this.close(closeCodes.malformed);
    else if (this.#dispatch === null) this.#greet(frame);
    else if (frame.type === 'call') void this.#answer(frame, this.#dispatch);
    else this.close(closeCodes.malformed);
  }

  #frameIn(data: RawData): Frame | null {
    try {
      return decodeFrame(bytesOf(data));
    } catch (error) {
      if (!hasCode(error, 'input/invalid')) this.#ports.fault(error);
      return null;
    }
  }

  #greet(frame: Frame): void {
    this.#cancelHello();
    const entrant = frame.type === 'hello' ? this.#ports.authenticate(frame.bearer) : null;
    if (entrant === null) {
      this.close(closeCodes.unauthorised);
      return;
    }
    const session = this.#ports.admit(entrant, this);
    if (session === null) {
      this.close(closeCodes.tooMany);
      return;
    }
    this.#session = session;
    this.#dispatch = createDispatch(session.handlers);
    this.#send({ type: 'welcome' });
    session.onEvent((channel, event) => this.#send({ type: 'event', channel, event }));
    this.#ping();
  }

  async #answer(
    { id, channel, argument }: Extract<Frame, { type: 'call' }>,
    dispatch: ReturnType<typeof createDispatch>,
  ): Promise<void> {
    if (this.#calls >= mostCalls) {
      this.close(closeCodes.tooMany);
      return;
    }
    this.#calls++;
    try {
      this.#send({ type: 'reply', id, reply: await dispatch(channel, argument) });
    } catch (error) {
      this.#ports.fault(error);
      this.close(closeCodes.malformed);
    } finally {
      this.#calls--;
    }
  }

  #send(frame: Frame): void {
    if (this.#socket.readyState !== this.#socket.OPEN) return;
    if (this.#socket.bufferedAmount > mostUnsentBytes) {
      this.#socket.terminate();
      return;
    }
    this.#socket.send(encodeFrame(frame));
  }

  #ping(): void {
    this.#cancelPing = this.#ports.scheduler.after(pingEveryMs, () => {
      if (!this.#alive) {
        this.#socket.terminate();
        return;
      }
      this.#alive = false;
      this.#socket.ping();
      this.#ping();
    });
  }

  #onClose(): void {
    this.#cancelHello();
    this.#cancelPing();
    this.#session?.end();
    this.#session = null;
    this.#ports.onClose(this);
  }
}
