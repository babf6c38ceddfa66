import { coded, createId, type Random, type Scheduler } from '#core/base';

export interface WaitingLimits {
  /** Unfinished transfers of one renderer, in each direction. */
  readonly maxOpen: number;
  /** Milliseconds without a chunk after which a transfer is forgotten. */
  readonly idleMs: number;
}

/** Keeps values by random names until nobody has asked for them for a while. */
export class Waiting<T> {
  readonly #limits: WaitingLimits;
  readonly #random: Random;
  readonly #scheduler: Scheduler;
  readonly #onForgotten: (value: T) => void;
  readonly #entries = new Map<string, { value: T; cancel: () => void }>();

  /** `onForgotten` gets what was never taken to its end: its time ran out, or all is cleared. */
  constructor(
    limits: WaitingLimits,
    random: Random,
    scheduler: Scheduler,
    onForgotten: (value: T) => void = () => undefined,
  ) {
    this.#limits = limits;
    this.#random = random;
    this.#scheduler = scheduler;
    this.#onForgotten = onForgotten;
  }

  /** Throws `input/too-large` when there is no room; whoever has to open something for the value asks before. */
  checkRoom(): void {
    if (this.#entries.size >= this.#limits.maxOpen) throw coded('input/too-large', { open: this.#entries.size });
  }

  add(value: T): string {
    this.checkRoom();
    const name = createId(this.#random);
    this.#entries.set(name, { value, cancel: this.#expire(name) });
    return name;
  }

  /** Returns the value and starts its time anew. Throws `input/invalid` for one that is unknown or forgotten. */
  touch(name: string): T {
    const entry = this.#entries.get(name);
    if (entry === undefined) throw coded('input/invalid', { what: 'transfer' });
    entry.cancel();
    entry.cancel = this.#expire(name);
    return entry.value;
  }

  /** Takes the value out; null when there is none of that name. */
  drop(name: string): T | null {
    const entry = this.#entries.get(name);
    entry?.cancel();
    this.#entries.delete(name);
    return entry?.value ?? null;
  }

  clear(): void {
    for (const name of [...this.#entries.keys()]) this.#forget(name);
  }

  #expire(name: string): () => void {
    return this.#scheduler.after(this.#limits.idleMs, () => this.#forget(name));
  }

  #forget(name: string): void {
    const value = this.drop(name);
    if (value !== null) this.#onForgotten(value);
  }
}
