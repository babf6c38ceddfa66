import { hasCode } from '#core/base';
import type { AttemptId, Letter } from '#core/journal';
import type { JournalStore } from '../journal-store.svelte.ts';
import { Told } from '../told.svelte.ts';
import { FileQueue } from './file-queue.svelte.ts';
import type { FileState, Letters } from './letters.svelte.ts';

/** The letters of one attempt: what is here of each, adding, and removing with a way back. */
export class AttemptLetters {
  readonly #store: JournalStore;
  readonly #letters: Letters;
  readonly #id: AttemptId;
  #states: ReadonlyMap<string, FileState> = $state.raw(new Map());
  readonly queue: FileQueue;
  /** The name of the letter that was just removed. */
  readonly removed: Told<string>;

  constructor(store: JournalStore, letters: Letters, id: AttemptId) {
    this.#store = store;
    this.#letters = letters;
    this.#id = id;
    this.removed = new Told(store);
    this.queue = new FileQueue((file, watch) => letters.keep(id, file, watch));
  }

  readonly list: readonly Letter[] = $derived.by(() => this.#store.lettersOf(this.#id));

  /** What is here of a letter's file; `here` until the host has said otherwise. */
  stateOf({ hash }: Letter): FileState {
    return this.#states.get(hash) ?? 'here';
  }

  /** Asks the host what is here; to be asked again when the list or `letters.arrivals` changes. */
  async look(): Promise<void> {
    try {
      this.#states = await this.#letters.states(this.list);
    } catch (error) {
      // Without the host's answer nothing is called missing; opening a letter will say what is wrong.
      if (!hasCode(error)) throw error;
    }
  }

  remove(letter: Letter): void {
    this.removed.done(() => this.#store.journal.binLetter(letter.id), letter.name);
  }

  dispose(): void {
    this.queue.cancel();
    this.removed.dispose();
  }
}
