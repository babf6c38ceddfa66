import type { Random, Scheduler } from '#core/base';

const firstMs = 1_000;
const longestMs = 5 * 60_000;

/** Tries again after ever longer pauses, each shortened by up to a half by chance, so that two sides fall out of step. */
export class Backoff {
  readonly #scheduler: Scheduler;
  readonly #random: Random;
  #failures = 0;
  #cancel: (() => void) | null = null;

  constructor(scheduler: Scheduler, random: Random) {
    this.#scheduler = scheduler;
    this.#random = random;
  }

  /** Runs `task` after a pause that grows with each call since the last `reset`; an earlier task is dropped. */
  later(task: () => void): void {
    const pause = Math.min(firstMs * 2 ** this.#failures, longestMs);
    this.#failures += 1;
    this.in(pause * (1 - (this.#random(1)[0] ?? 0) / 512), task);
  }

  /** Runs `task` after `ms`, whatever has failed before. */
  in(ms: number, task: () => void): void {
    this.stop();
    this.#cancel = this.#scheduler.after(ms, () => {
      this.#cancel = null;
      task();
    });
  }

  get isWaiting(): boolean {
    return this.#cancel !== null;
  }

  reset(): void {
    this.#failures = 0;
  }

  stop(): void {
    this.#cancel?.();
    this.#cancel = null;
  }
}
