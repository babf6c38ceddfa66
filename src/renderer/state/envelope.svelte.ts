import type { AttemptId } from '#core/journal';
import type { JournalStore } from './journal-store.svelte.ts';

/** The next envelope: whom to ask after this answer. The same thing is asked, of someone else, and it waits. */
export class Envelope {
  readonly #store: JournalStore;
  readonly #after: AttemptId;
  readonly #shelfName: string;
  toWhom = $state('');
  tried = $state(false);

  constructor(store: JournalStore, after: AttemptId) {
    this.#store = store;
    this.#after = after;
    this.#shelfName = `envelope/${after}`;
    this.toWhom = store.shelf.read(this.#shelfName) ?? '';
  }

  type(text: string): void {
    this.toWhom = text;
    this.#store.pending.later(this.#shelfName, () => this.#keep(text));
  }

  /** Adds the attempt and returns its id; null when nobody is named. */
  send(): AttemptId | null {
    this.tried = true;
    const before = this.#store.attempt(this.#after);
    if (this.toWhom.trim() === '' || !before) return null;
    const id = this.#store.journal.nextEnvelope(this.#after, { toWhom: this.toWhom, what: before.what });
    this.#store.pending.drop(this.#shelfName);
    this.#keep('');
    this.toWhom = '';
    this.tried = false;
    return id;
  }

  #keep(text: string): void {
    this.#store.shelf.write(this.#shelfName, text === '' ? null : text);
  }
}
