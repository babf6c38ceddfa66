import type { JournalStore } from './journal-store.svelte.ts';

/** What was just done, told with a way to take it back, until anything else is written here. */
export class Told<T> {
  readonly #store: JournalStore;
  readonly #stop: () => void;
  #what: T | null = $state.raw(null);

  constructor(store: JournalStore) {
    this.#store = store;
    this.#stop = store.journal.onChange((change) => {
      if (change.local) this.#what = null;
    });
  }

  get what(): T | null {
    return this.#what;
  }

  /** Does it and then tells of it. */
  done(work: () => unknown, what: T): void {
    work();
    this.#what = what;
  }

  takeBack(): void {
    this.#store.undo();
    this.#what = null;
  }

  dispose(): void {
    this.#stop();
  }
}
