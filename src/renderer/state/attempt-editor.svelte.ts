import { asCoded, type NailwallError } from '#core/base';
import type { Attempt, AttemptId, AttemptPatch } from '#core/journal';
import type { JournalStore } from './journal-store.svelte.ts';

/** The fields of an attempt that are typed. */
export type TextField = 'toWhom' | 'what' | 'reason' | 'heard' | 'toldWhom' | 'nextWhat';

/** One attempt being edited in place: choices are written at once, typing at a pause or when the field is left. */
export class AttemptEditor {
  readonly id: AttemptId;
  readonly #store: JournalStore;
  /** What is typed and not yet written. */
  #typed: Readonly<Partial<Record<TextField, string>>> = $state.raw({});
  error: NailwallError | null = $state.raw(null);

  constructor(store: JournalStore, id: AttemptId) {
    this.#store = store;
    this.id = id;
  }

  get attempt(): Attempt | null {
    return this.#store.attempt(this.id);
  }

  text(field: TextField): string {
    const { attempt } = this;
    const stored = field === 'nextWhat' ? (attempt?.nextStep?.what ?? '') : (attempt?.[field] ?? '');
    return this.#typed[field] ?? stored;
  }

  /** The two names cannot be empty; until something stands there again, the old name is kept. */
  isMissing(field: TextField): boolean {
    return (field === 'toWhom' || field === 'what') && this.text(field).trim() === '';
  }

  type(field: TextField, text: string): void {
    this.#typed = { ...this.#typed, [field]: text };
    this.#store.pending.later(this.#name(field), () => this.#write(field));
  }

  /** The field was left. */
  leave(field: TextField): void {
    this.#store.pending.now(this.#name(field));
  }

  /** Writes a choice. What the journal refuses is said, and nothing changes. */
  set(patch: AttemptPatch): void {
    this.#try(() => this.#store.journal.changeAttempt(this.id, patch));
  }

  /** An answer is dated today unless it has a day already. */
  answer(answer: Attempt['answer']): void {
    const { attempt } = this;
    if (!attempt || attempt.answer === answer) return;
    const answeredOn = attempt.answeredOn ?? this.#store.today;
    // Only a no is a form letter or a personal one.
    const tone = attempt.tone && answer !== 'no' ? { tone: null } : {};
    this.set(answer === 'waiting' ? { answer, ...tone } : { answer, answeredOn, ...tone });
  }

  #name(field: TextField): string {
    return `attempt/${this.id}/${field}`;
  }

  #write(field: TextField): void {
    const text = this.#typed[field];
    if (text === undefined || this.isMissing(field) || !this.attempt) return;
    if (field === 'nextWhat') {
      const kind = this.attempt.nextStep?.kind;
      if (kind) this.set({ nextStep: { kind, what: text } });
    } else this.set({ [field]: text });
    if (this.error) return;
    const { [field]: _written, ...rest } = this.#typed;
    this.#typed = rest;
  }

  #try(write: () => void): void {
    this.error = null;
    try {
      write();
    } catch (error) {
      this.error = asCoded(error);
    }
  }
}
