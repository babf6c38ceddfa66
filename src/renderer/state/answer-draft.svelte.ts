import { asCoded, type NailwallError } from '#core/base';
import type { Answer, Attempt, AttemptPatch } from '#core/journal';
import type { JournalStore } from './journal-store.svelte.ts';

/**
 * An answer that is being given, with its day, before it is written: as one step, or not at all. It is edited like an
 * attempt, see `AttemptEditor`.
 */
export class AnswerDraft {
  readonly #store: JournalStore;
  readonly #before: Attempt;
  #patch: AttemptPatch = $state.raw({});
  error: NailwallError | null = $state.raw(null);

  constructor(store: JournalStore, attempt: Attempt, answer: Answer) {
    this.#store = store;
    this.#before = attempt;
    this.answer(answer);
  }

  /** The attempt as it would be. */
  get attempt(): Attempt {
    const { answer, answeredOn, sentOn, tone } = { ...this.#before, ...this.#patch };
    return {
      ...this.#before,
      answer: answer ?? this.#before.answer,
      answeredOn: answeredOn ?? null,
      sentOn: sentOn ?? null,
      tone: answer === 'no' ? (tone ?? null) : null,
    };
  }

  set(patch: AttemptPatch): void {
    this.error = null;
    this.#patch = { ...this.#patch, ...patch };
  }

  /** An answer is dated today unless it has a day already. */
  answer(answer: Answer): void {
    const answeredOn = answer === 'waiting' ? null : (this.attempt.answeredOn ?? this.#store.today);
    this.set({ answer, answeredOn, ...(answer === 'no' ? {} : { tone: null }) });
  }

  /** Writes it; false when the journal refuses, and then nothing is written. */
  write(): boolean {
    try {
      this.#store.journal.changeAttempt(this.#before.id, this.#patch);
      return true;
    } catch (error) {
      this.error = asCoded(error);
      return false;
    }
  }
}
