import { asCoded, hasCode, type NailwallError } from '#core/base';
import type { AttemptId, Letter } from '#core/journal';
import type { ChosenFile } from '../chosen-file.ts';
import type { JournalStore } from '../journal-store.svelte.ts';
import { Told } from '../told.svelte.ts';
import { Undertaking } from '../transfer/undertaking.svelte.ts';
import type { FileState, Letters } from './letters.svelte.ts';

export interface NotKept {
  readonly name: string;
  readonly error: NailwallError;
}

/** The letters of one attempt: what is here of each, adding, and removing with a way back. */
export class AttemptLetters {
  readonly #store: JournalStore;
  readonly #letters: Letters;
  readonly #id: AttemptId;
  #waiting: readonly ChosenFile[] = [];
  #states: ReadonlyMap<string, FileState> = $state.raw(new Map());
  /** The name of the file that is being sealed; {@link work} says how far. */
  adding: string | null = $state(null);
  readonly work = new Undertaking();
  /** The letter that was added last. */
  added: string | null = $state(null);
  /** Files of the last adding that were refused. */
  notKept: readonly NotKept[] = $state.raw([]);
  /** The name of the letter that was just removed. */
  readonly removed: Told<string>;

  constructor(store: JournalStore, letters: Letters, id: AttemptId) {
    this.#store = store;
    this.#letters = letters;
    this.#id = id;
    this.removed = new Told(store);
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

  /** Keeps files one after another; those chosen meanwhile wait. */
  async add(files: Iterable<ChosenFile>): Promise<void> {
    const chosen = [...files];
    if (chosen.length === 0) return;
    this.#waiting = [...this.#waiting, ...chosen];
    if (this.adding !== null) return;
    this.notKept = [];
    this.added = null;
    for (let next = this.#take(); next; next = this.#take()) await this.#keep(next);
    this.adding = null;
  }

  /** Gives up the file that is being sealed, and those that wait. */
  cancel(): void {
    this.#waiting = [];
    this.work.cancel();
  }

  remove(letter: Letter): void {
    this.removed.done(() => this.#store.journal.binLetter(letter.id), letter.name);
  }

  dispose(): void {
    this.cancel();
    this.removed.dispose();
  }

  #take(): ChosenFile | undefined {
    const [next, ...rest] = this.#waiting;
    this.#waiting = rest;
    return next;
  }

  async #keep(file: ChosenFile): Promise<void> {
    this.adding = file.name;
    const outcome = await this.work.run((signal, progress) =>
      this.#letters.keep(this.#id, file, {
        signal,
        progress: (done) => progress(Math.min(done, file.size), file.size),
      }),
    );
    if ('value' in outcome) this.added = file.name;
    else if (!hasCode(outcome.error, 'cancelled')) {
      this.notKept = [...this.notKept, { name: file.name, error: asCoded(outcome.error) }];
    }
  }
}
