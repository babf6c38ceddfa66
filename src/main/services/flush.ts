import { createId, type Random, type Scheduler } from '#core/base';

export type FlushOutcome = 'flushed' | 'failed' | 'timed-out';

interface Running {
  readonly waitingFor: Set<object>;
  failed: boolean;
  finish(outcome: FlushOutcome): void;
}

/** Asks renderers to put down what they hold, and waits for all of them. */
export class Flushes {
  readonly #random: Random;
  readonly #scheduler: Scheduler;
  readonly #running = new Map<string, Running>();

  constructor(random: Random, scheduler: Scheduler) {
    this.#random = random;
    this.#scheduler = scheduler;
  }

  /** `ask` is told the flush's name and must reach every one of `who`. */
  start(who: readonly object[], deadlineMs: number, ask: (flush: string) => void): Promise<FlushOutcome> {
    if (who.length === 0) return Promise.resolve('flushed');
    const flush = createId(this.#random);
    return new Promise((resolve) => {
      const finish = (outcome: FlushOutcome): void => {
        cancel();
        this.#running.delete(flush);
        resolve(outcome);
      };
      const cancel = this.#scheduler.after(deadlineMs, () => finish('timed-out'));
      this.#running.set(flush, { waitingFor: new Set(who), failed: false, finish });
      ask(flush);
    });
  }

  /** Returns false for a flush that is over or never was, or that did not ask `who`. */
  answer(flush: string, who: object, failed: boolean): boolean {
    const running = this.#running.get(flush);
    if (!running?.waitingFor.delete(who)) return false;
    running.failed ||= failed;
    if (running.waitingFor.size === 0) running.finish(running.failed ? 'failed' : 'flushed');
    return true;
  }

  /** Nothing more can come from `who`. */
  forget(who: object): void {
    for (const flush of [...this.#running.keys()]) this.answer(flush, who, false);
  }
}
