import { asCoded, type NailwallError } from '#core/base';
import {
  type Attempt,
  latestTurn,
  type Pursuit,
  type PursuitId,
  type PursuitPatch,
  type PursuitState,
  type Turn,
} from '#core/journal';
import type { JournalStore } from './journal-store.svelte.ts';

/** The fields of a pursuit that are typed; `words` are those of its latest turn. */
export type PursuitText = 'title' | 'why' | 'words';

/** One pursuit being edited in place: choices are written at once, typing at a pause or when the field is left. */
export class PursuitEditor {
  readonly id: PursuitId;
  readonly #store: JournalStore;
  /** What is typed and not yet written. */
  #typed: Readonly<Partial<Record<PursuitText, string>>> = $state.raw({});
  error: NailwallError | null = $state.raw(null);

  constructor(store: JournalStore, id: PursuitId) {
    this.#store = store;
    this.id = id;
  }

  get pursuit(): Pursuit | null {
    return this.#store.pursuit(this.id);
  }

  /** The day and words of the state it is in; null while it goes on, or when the state has no day. */
  get turn(): Turn | null {
    const { pursuit } = this;
    return pursuit && pursuit.state !== 'going' ? latestTurn(pursuit) : null;
  }

  /** Its attempts, newest first. */
  readonly attempts: readonly Attempt[] = $derived.by(() =>
    this.#store.attempts.filter(({ pursuit }) => pursuit === this.id),
  );

  text(field: PursuitText): string {
    const stored = field === 'words' ? this.turn?.words : this.pursuit?.[field];
    return this.#typed[field] ?? stored ?? '';
  }

  /** A title cannot be empty; until something stands there again, the old one is kept. */
  get titleMissing(): boolean {
    return this.text('title').trim() === '';
  }

  type(field: PursuitText, text: string): void {
    this.#typed = { ...this.#typed, [field]: text };
    this.#store.pending.later(this.#name(field), () => this.#write(field));
  }

  /** The field was left. */
  leave(field: PursuitText): void {
    this.#store.pending.now(this.#name(field));
  }

  set(patch: PursuitPatch): void {
    this.#try(() => this.#store.journal.changePursuit(this.id, patch));
  }

  /** Brings it into a state, dated today. */
  take(to: PursuitState): void {
    this.leave('words');
    this.#try(() => this.#store.journal.turns.take(this.id, { to, on: this.#store.today }));
  }

  /** Changes the day of the latest turn. */
  setDay(on: Turn['on'] | null): void {
    const { turn } = this;
    if (turn && on) this.#try(() => this.#store.journal.turns.change(this.id, turn.id, { on }));
  }

  #name(field: PursuitText): string {
    return `pursuit/${this.id}/${field}`;
  }

  #write(field: PursuitText): void {
    const text = this.#typed[field];
    const { pursuit } = this;
    if (text === undefined || !pursuit || (field === 'title' && this.titleMissing)) return;
    if (field === 'words') this.#writeWords(pursuit, text);
    else this.set({ [field]: text });
    if (this.error) return;
    const { [field]: _written, ...rest } = this.#typed;
    this.#typed = rest;
  }

  #writeWords({ state }: Pursuit, words: string): void {
    const { turn } = this;
    const { turns } = this.#store.journal;
    if (turn) this.#try(() => turns.change(this.id, turn.id, { words }));
    // Let go before days were kept: with its words it gets one.
    else if (state !== 'going') this.#try(() => turns.take(this.id, { to: state, on: this.#store.today, words }));
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
