import { asCoded, type NailwallError } from '#core/base';
import type { Answer, Attempt, PursuitId } from '#core/journal';
import type { QuietThreshold } from '#core/insights';
import type { JournalStore } from './journal-store.svelte.ts';
import { quietAfter } from './quiet.ts';
import { type Waiting, waitingOf } from './today.ts';
import { Told } from './told.svelte.ts';

/** What was just noted about an attempt that waited. */
export interface SilenceNews {
  readonly kind: 'nudged' | Exclude<Answer, 'waiting'>;
  readonly attempt: Attempt;
}

export interface Silent extends Waiting {
  /** Silent for longer than nearly all answers took. */
  readonly long: boolean;
}

/** Who of a pursuit has not answered, and one step each to note what became of it. */
export class Silence {
  readonly #store: JournalStore;
  readonly #pursuit: PursuitId;
  readonly told: Told<SilenceNews>;
  error: NailwallError | null = $state.raw(null);

  constructor(store: JournalStore, pursuit: PursuitId) {
    this.#store = store;
    this.#pursuit = pursuit;
    this.told = new Told(store);
  }

  readonly threshold: QuietThreshold = $derived.by(() => quietAfter(this.#store));
  /** Longest silence first, undated ones last. */
  readonly waiting: readonly Silent[] = $derived.by(() => {
    const own = this.#store.attempts.filter(({ pursuit }) => pursuit === this.#pursuit);
    return waitingOf(own, this.#store.today).map((one) => ({
      ...one,
      long: one.days !== null && one.days >= this.threshold.days,
    }));
  });

  /** I asked again, today. */
  nudge(attempt: Attempt): void {
    const event = { kind: 'nudged', on: this.#store.today } as const;
    this.#do(attempt, 'nudged', () => this.#store.journal.addEvent(attempt.id, event));
  }

  /** The answer, today; `quiet` closes it unanswered. */
  answer(attempt: Attempt, answer: Exclude<Answer, 'waiting'>): void {
    const on = this.#store.today;
    this.#do(attempt, answer, () => this.#store.journal.answerAttempt(attempt.id, { answer, on }));
  }

  dispose(): void {
    this.told.dispose();
  }

  #do(attempt: Attempt, kind: SilenceNews['kind'], write: () => unknown): void {
    this.error = null;
    try {
      this.told.done(write, { kind, attempt });
    } catch (error) {
      this.error = asCoded(error);
    }
  }
}
