/**
 * Keeps the host's replica equal to the window's vault document. "Saved" is said only after the host's synchronous
 * write. Whatever goes wrong, the next try compares state vectors anew, so nothing has to be remembered.
 */
import { asCoded, type Bytes, type Dispose, Emitter, type ErrorCode, type Scheduler } from '#core/base';
import * as Y from 'yjs';
import { type ConnectedHost, pullUpdate, pushUpdate } from '../host/index.ts';

const firstRetryMs = 500;
const longestRetryMs = 15_000;

export interface HostCopyStatus {
  /** An update is on its way to the host's disk. */
  readonly saving: boolean;
  /** Why the last try failed; null when nothing is wrong. */
  readonly code: ErrorCode | null;
}

export class HostCopy {
  readonly #host: ConnectedHost;
  readonly #vault: Y.Doc;
  readonly #scheduler: Scheduler;
  readonly #statuses = new Emitter<HostCopyStatus>();
  readonly #disposes: Dispose[] = [];
  #queue: Bytes[] = [];
  /** The host may lack more than the queue holds. */
  #compareFirst = false;
  #pumping: Promise<void> | null = null;
  #retryMs = firstRetryMs;
  #cancelRetry: Dispose | null = null;
  #status: HostCopyStatus = { saving: false, code: null };
  #lastError: unknown = null;

  private constructor(host: ConnectedHost, vault: Y.Doc, scheduler: Scheduler) {
    this.#host = host;
    this.#vault = vault;
    this.#scheduler = scheduler;
  }

  /**
   * Loads what the host has, then keeps both equal. Throws what `pullUpdate` throws: without the host's replica there
   * is no session.
   */
  static async open(host: ConnectedHost, vault: Y.Doc, scheduler: Scheduler): Promise<HostCopy> {
    const copy = new HostCopy(host, vault, scheduler);
    copy.#listenToHost();
    await copy.#pull();
    copy.#listenToVault();
    return copy;
  }

  get status(): HostCopyStatus {
    return this.#status;
  }

  onStatus(listener: (status: HostCopyStatus) => void): Dispose {
    return this.#statuses.on(listener);
  }

  /** Pushes whatever the host lacks, e.g. what only the window's own copy held. */
  compare(): Promise<void> {
    this.#compareFirst = true;
    return this.#pump();
  }

  /** Resolves when everything is acknowledged; rejects with the reason when it could not be. */
  async settled(): Promise<void> {
    await this.#pump();
    if (this.#status.code !== null) throw asCoded(this.#lastError);
  }

  close(): void {
    for (const dispose of this.#disposes) dispose();
    this.#cancelRetry?.();
  }

  #listenToHost(): void {
    this.#disposes.push(
      this.#host.on('replica.update', (update) => Y.applyUpdate(this.#vault, update, this)),
      this.#host.on('replica.trouble', ({ code }) => this.#setStatus({ ...this.#status, code: code as ErrorCode })),
      this.#host.onStatus((status) => {
        if (status === 'connected') void this.#comeBack();
        else this.#setStatus({ saving: false, code: 'host/unavailable' });
      }),
    );
  }

  #listenToVault(): void {
    const onUpdate = (update: Bytes, origin: unknown): void => {
      if (origin === this) return;
      this.#queue.push(update);
      void this.#pump();
    };
    this.#vault.on('update', onUpdate);
    this.#disposes.push(() => this.#vault.off('update', onUpdate));
  }

  /** After a broken connection both sides may have news. */
  async #comeBack(): Promise<void> {
    try {
      await this.#pull();
    } catch (error) {
      this.#fail(error);
    }
    await this.compare();
  }

  async #pull(): Promise<void> {
    Y.applyUpdate(this.#vault, await pullUpdate(this.#host, Y.encodeStateVector(this.#vault)), this);
  }

  #pump(): Promise<void> {
    this.#cancelRetry?.();
    this.#cancelRetry = null;
    if (!this.#hasWork) return this.#pumping ?? Promise.resolve();
    this.#pumping ??= this.#drain();
    return this.#pumping;
  }

  get #hasWork(): boolean {
    return this.#queue.length > 0 || this.#compareFirst;
  }

  async #drain(): Promise<void> {
    while (this.#hasWork) {
      this.#setStatus({ saving: true, code: this.#status.code });
      try {
        await this.#pushNext();
        this.#retryMs = firstRetryMs;
        this.#setStatus({ saving: true, code: null });
      } catch (error) {
        this.#pumping = null;
        this.#fail(error);
        return;
      }
    }
    // In the same step as the last look at the queue: what comes next must start a pump of its own.
    this.#pumping = null;
    this.#setStatus({ saving: false, code: this.#status.code });
  }

  async #pushNext(): Promise<void> {
    const batch = this.#queue;
    const compare = this.#compareFirst;
    this.#queue = [];
    this.#compareFirst = false;
    try {
      const update = compare ? await this.#missing() : Y.mergeUpdates(batch);
      if (update) await pushUpdate(this.#host, update);
    } catch (error) {
      // What was in the batch is in the document; comparing finds it again.
      this.#compareFirst = true;
      throw error;
    }
  }

  /** What the host lacks; null when nothing. */
  async #missing(): Promise<Bytes | null> {
    const theirs = await this.#host.replica.stateVector();
    const update = Y.encodeStateAsUpdate(this.#vault, theirs);
    return update.length > 2 ? update : null;
  }

  #fail(error: unknown): void {
    this.#lastError = error;
    this.#setStatus({ saving: false, code: asCoded(error).code });
    this.#cancelRetry ??= this.#scheduler.after(this.#retryMs, () => {
      this.#cancelRetry = null;
      void this.#pump();
    });
    this.#retryMs = Math.min(this.#retryMs * 2, longestRetryMs);
  }

  #setStatus(status: HostCopyStatus): void {
    if (status.saving === this.#status.saving && status.code === this.#status.code) return;
    this.#status = status;
    this.#statuses.emit(status);
  }
}
