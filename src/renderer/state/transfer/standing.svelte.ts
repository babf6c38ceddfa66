import type { JournalStore } from '../journal-store.svelte.ts';

/** Whether what an import wrote stands, and whether undo takes back just that. */
export class Standing {
  readonly #store: JournalStore;
  #stop: () => void = () => undefined;
  /** Entries that the import wrote. */
  written = $state(0);
  /** Whether undo takes back this import and nothing else. */
  canTakeBack = $state(false);
  takenBack = $state(false);

  constructor(store: JournalStore) {
    this.#store = store;
  }

  /** `work` writes everything in one step and returns how many entries. */
  write(work: () => number): void {
    const before = new Set(this.#liveIds());
    this.written = work();
    this.canTakeBack = this.written > 0;
    this.#watch(this.#liveIds().find((id) => !before.has(id)));
  }

  takeBack(): void {
    if (this.canTakeBack) this.#store.undo();
  }

  forget(): void {
    this.#stop();
    this.#stop = () => undefined;
    this.written = 0;
    this.canTakeBack = this.takenBack = false;
  }

  /** Follows one of the new entries, to tell whether the import stands or was undone, here or elsewhere. */
  #watch(witness: string | undefined): void {
    if (witness === undefined) return;
    this.#stop = this.#store.journal.onChange(({ local }) => {
      if (!local) return;
      // Whatever is written now comes on top, and undo would take that back instead.
      this.canTakeBack = false;
      this.takenBack = !this.#liveIds().includes(witness);
    });
  }

  #liveIds(): string[] {
    const { journal } = this.#store;
    return [...journal.attempts(), ...journal.pulses(), ...journal.pursuits(), ...journal.letters()].map(
      ({ id }) => id,
    );
  }
}
