import { type Attempt, type AttemptId, promptsFor, promptsTaken } from '#core/journal';
import type { JournalStore } from './journal-store.svelte.ts';

/** The one question that is offered for a reflection, and the one that was taken up. */
export class PromptOffer {
  readonly #store: JournalStore;
  readonly #id: AttemptId;
  /** How often another one was asked for. */
  #turns = $state(0);

  constructor(store: JournalStore, id: AttemptId) {
    this.#store = store;
    this.#id = id;
  }

  readonly #attempt: Attempt | null = $derived.by(() => this.#store.attempt(this.#id));
  readonly #order: readonly number[] = $derived.by(() => {
    const attempt = this.#attempt;
    if (!attempt) return [];
    return promptsFor(attempt, this.#store.today, promptsTaken(this.#store.attempts, this.#id));
  });

  /** The number of the question on offer; null when there is none for this attempt. */
  readonly offered: number | null = $derived.by(() => this.#order[this.#turns % this.#order.length] ?? null);
  /** The number of the question that was taken up. */
  readonly taken: number | null = $derived.by(() => this.#attempt?.prompt ?? null);

  another(): void {
    this.#turns++;
  }

  take(): void {
    if (this.offered !== null) this.#store.journal.changeAttempt(this.#id, { prompt: this.offered });
  }

  putAway(): void {
    this.#store.journal.changeAttempt(this.#id, { prompt: null });
  }
}
