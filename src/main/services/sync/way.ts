/** What all ways have in common: on or off, and what became of that. */
import { asCoded, coded, type ErrorCode, hasCode, type Random, type Scheduler } from '#core/base';
import type { SyncWay } from '#core/contract';
import { Backoff } from './backoff.ts';

export interface WayPorts<Opened> {
  readonly random: Random;
  readonly scheduler: Scheduler;
  /** Opens it; null while something is missing that only time can bring. Rejects with `sync/...` or `storage/...`. */
  open(): Promise<Opened | null>;
  /** Resolves when nothing of it is open any more. */
  close(opened: Opened): Promise<void>;
  /** It is open now. */
  opened(opened: Opened): void;
  changed(): void;
  fault(error: unknown): void;
}

export class Way<Opened> {
  readonly #ports: WayPorts<Opened>;
  readonly #backoff: Backoff;
  #wanted = false;
  #opened: Opened | null = null;
  #state: SyncWay['state'] = 'off';
  #code: ErrorCode | null = null;
  /** Trouble that came before the way was open. */
  #early: ErrorCode | null = null;
  #turn: Promise<void> = Promise.resolve();

  constructor(ports: WayPorts<Opened>) {
    this.#ports = ports;
    this.#backoff = new Backoff(ports.scheduler, ports.random);
  }

  get state(): SyncWay['state'] {
    return this.#state === 'running' && this.#code !== null ? 'trouble' : this.#state;
  }

  get code(): ErrorCode | null {
    return this.#code;
  }

  /** Null while it is not open. */
  get open(): Opened | null {
    return this.#opened;
  }

  /** This computer cannot have this way at all. */
  get isUnavailable(): boolean {
    return this.#code === 'sync/unavailable';
  }

  /** Opens or closes it; resolves when that is done or has failed, which `state` tells. */
  want(wanted: boolean): Promise<void> {
    this.#wanted = wanted;
    this.#backoff.reset();
    return this.#inTurn(() => this.#follow());
  }

  /** Closes it and opens it again, if it is wanted. */
  renew(): Promise<void> {
    return this.#inTurn(async () => {
      await this.#close();
      await this.#follow();
    });
  }

  /** What keeps it from working as it should while it is open; null when that is over. */
  trouble(code: ErrorCode | null): void {
    if (this.#state === 'starting') this.#early = code;
    if (this.#opened === null || code === this.#code) return;
    this.#code = code;
    this.#ports.changed();
  }

  async #follow(): Promise<void> {
    this.#backoff.stop();
    if (!this.#wanted) return this.#close();
    if (this.#opened === null) await this.#tryToOpen();
  }

  async #tryToOpen(): Promise<void> {
    this.#become('starting', null);
    this.#early = null;
    try {
      const opened = await this.#ports.open();
      this.#opened = opened;
      this.#backoff.reset();
      this.#become(opened === null ? 'waiting' : 'running', opened === null ? null : this.#early);
      if (opened !== null) this.#ports.opened(opened);
    } catch (error) {
      this.#ports.fault(error);
      const { code } = hasCode(error) ? error : coded('sync/transport-failed', {}, asCoded(error));
      this.#become('trouble', code);
      if (code !== 'sync/unavailable') this.#backoff.later(() => void this.#inTurn(() => this.#follow()));
    }
  }

  async #close(): Promise<void> {
    this.#backoff.stop();
    const opened = this.#opened;
    this.#opened = null;
    if (opened !== null) await this.#ports.close(opened);
    this.#become('off', this.isUnavailable ? this.#code : null);
  }

  #become(state: SyncWay['state'], code: ErrorCode | null): void {
    this.#state = state;
    this.#code = code;
    this.#ports.changed();
  }

  #inTurn(work: () => Promise<void>): Promise<void> {
    this.#turn = this.#turn.then(work).catch((error: unknown) => this.#ports.fault(error));
    return this.#turn;
  }
}
