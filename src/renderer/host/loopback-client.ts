/** The contract over a WebSocket to the loopback host. */
import { coded, type Dispose, Emitter, hasCode, type NailwallError } from '#core/base';
import { type ContractTransport, decodeFrame, encodeFrame, type Frame } from '#core/contract';
import type { Page, Socket } from './page.ts';

/**
 * `lost`: the host no longer knows this page, only a fresh address helps. Whoever hears `connected` again compares
 * state vectors with the host anew, since events may have been missed.
 */
export type HostStatus = 'connected' | 'reconnecting' | 'lost';

/** The host's answer to an unknown bearer, as a WebSocket close code. */
const closedAsUnauthorised = 4401;
/** `WebSocket.OPEN`. */
const openState = 1;
const callTimeoutMs = 60_000;
const welcomeTimeoutMs = 10_000;
const firstRetryMs = 250;
const longestRetryMs = 5_000;

interface Pending {
  resolve(reply: unknown): void;
  reject(error: NailwallError): void;
  cancelTimeout(): void;
}

export class LoopbackClient implements ContractTransport {
  readonly #page: Pick<Page, 'openSocket' | 'scheduler'>;
  readonly #url: string;
  readonly #bearer: string;
  readonly #pending = new Map<number, Pending>();
  readonly #listeners = new Map<string, Set<(event: unknown) => void>>();
  readonly #statuses = new Emitter<HostStatus>();
  #status: HostStatus = 'reconnecting';
  #socket: Socket | null = null;
  #nextId = 0;
  #retryMs = firstRetryMs;

  private constructor(page: Pick<Page, 'openSocket' | 'scheduler'>, url: string, bearer: string) {
    this.#page = page;
    this.#url = url;
    this.#bearer = bearer;
  }

  /** Resolves when the host has welcomed this page. Throws host/unauthorised, host/unavailable. */
  static async connect(page: Pick<Page, 'openSocket' | 'scheduler'>, url: string, bearer: string) {
    const client = new LoopbackClient(page, url, bearer);
    await client.#open();
    return client;
  }

  get status(): HostStatus {
    return this.#status;
  }

  onStatus(listener: (status: HostStatus) => void): Dispose {
    return this.#statuses.on(listener);
  }

  invoke(channel: string, argument: unknown): Promise<unknown> {
    const socket = this.#socket;
    if (socket?.readyState !== openState || this.#status !== 'connected')
      return Promise.reject(coded('host/unavailable'));
    const id = this.#nextId++;
    return new Promise((resolve, reject) => {
      const cancelTimeout = this.#page.scheduler.after(callTimeoutMs, () => {
        this.#pending.delete(id);
        reject(coded('host/timeout', { channel }));
      });
      this.#pending.set(id, { resolve, reject, cancelTimeout });
      socket.send(encodeFrame({ type: 'call', id, channel, argument }));
    });
  }

  subscribe(channel: string, listener: (event: unknown) => void): Dispose {
    const listeners = this.#listeners.get(channel) ?? new Set();
    this.#listeners.set(channel, listeners);
    listeners.add(listener);
    return () => void listeners.delete(listener);
  }

  #open(): Promise<void> {
    return new Promise((resolve, reject) => {
      const socket = this.#page.openSocket(this.#url);
      socket.binaryType = 'arraybuffer';
      this.#socket = socket;
      const cancelWelcome = this.#page.scheduler.after(welcomeTimeoutMs, () => socket.close());
      socket.onopen = () => socket.send(encodeFrame({ type: 'hello', bearer: this.#bearer }));
      socket.onmessage = ({ data }) => {
        const frame = frameIn(data);
        if (frame === null) socket.close();
        else if (frame.type !== 'welcome') this.#take(frame);
        else {
          cancelWelcome();
          this.#retryMs = firstRetryMs;
          this.#setStatus('connected');
          resolve();
        }
      };
      socket.onclose = ({ code }) => {
        cancelWelcome();
        const refused = code === closedAsUnauthorised;
        // Before the first welcome there is nothing to come back to: the caller is told and may try again.
        if (this.#socket === socket) this.#drop(refused);
        reject(coded(refused ? 'host/unauthorised' : 'host/unavailable', { close: code }));
      };
    });
  }

  #take(frame: Frame): void {
    if (frame.type === 'event') {
      for (const listener of [...(this.#listeners.get(frame.channel) ?? [])]) listener(frame.event);
    }
    if (frame.type !== 'reply') return;
    const pending = this.#pending.get(frame.id);
    this.#pending.delete(frame.id);
    pending?.cancelTimeout();
    pending?.resolve(frame.reply);
  }

  #drop(refused: boolean): void {
    const wasWelcome = this.#status === 'connected';
    this.#socket = null;
    const unanswered = [...this.#pending.values()];
    this.#pending.clear();
    for (const pending of unanswered) {
      pending.cancelTimeout();
      pending.reject(coded('host/unavailable'));
    }
    if (refused) this.#setStatus('lost');
    else if (wasWelcome) {
      this.#setStatus('reconnecting');
      this.#retry();
    }
  }

  #retry(): void {
    this.#page.scheduler.after(this.#retryMs, () => {
      this.#retryMs = Math.min(this.#retryMs * 2, longestRetryMs);
      this.#open().catch((error: unknown) => {
        // The status says it all; what else could be wrong is a defect and must be heard.
        if (!hasCode(error)) throw error;
        if (this.#status === 'reconnecting') this.#retry();
      });
    });
  }

  #setStatus(status: HostStatus): void {
    if (status === this.#status) return;
    this.#status = status;
    this.#statuses.emit(status);
  }
}

function frameIn(data: unknown): Frame | null {
  if (!(data instanceof ArrayBuffer)) return null;
  try {
    return decodeFrame(new Uint8Array(data));
  } catch (error) {
    if (hasCode(error, 'input/invalid')) return null;
    throw error;
  }
}
