import type { Attempt, AttemptId, Change } from '#core/journal';
import { wordsIn } from '../fold.ts';
import type { JournalStore } from '../journal-store.svelte.ts';
import { searchText } from './attempt-texts.ts';
import { SearchEngine } from './engine.ts';
import { type Found, notFound } from './found.ts';
import { type Idle, windowIdle } from './idle.ts';

/** So many changed attempts are read at once before an answer; more than that are read little by little. */
const fewChanged = 32;

/**
 * The search over all words of the open journal. They are read little by little while the window is idle, and afterwards
 * whatever changes. A question is answered on the spot: that takes less than the frame by which an answer from a worker
 * would come late (docs/decisions/016).
 */
export class SearchIndex {
  readonly #store: JournalStore;
  readonly #idle: Idle;
  readonly #stop: () => void;
  readonly #engine = new SearchEngine();
  readonly #numbers = new Map<AttemptId, number>();
  #listed: { of: readonly Attempt[]; known: number; numbers: Int32Array } | null = null;
  /** Attempts that were not read yet, or as they were. */
  readonly #unread = new Set<AttemptId>();
  #isReading = false;
  /** Grows with every change of what would be answered. */
  #version = $state(0);

  constructor(store: JournalStore, idle: Idle = windowIdle) {
    this.#store = store;
    this.#idle = idle;
    for (const { id } of store.journal.attempts()) this.#unread.add(id);
    this.#stop = store.journal.onChange((change) => this.#noticed(change));
    this.#readLater();
  }

  /** Everything was read. Until then only a plain filter can answer. */
  get ready(): boolean {
    void this.#version;
    return this.#isReady;
  }

  get #isReady(): boolean {
    return this.#unread.size <= fewChanged;
  }

  /** What fits these words; null as long as not everything was read, and when there is no word among them. */
  find(text: string): Found | null {
    if (!this.ready || wordsIn(text).length === 0) return null;
    this.#read(() => Infinity);
    return this.#engine.find(text);
  }

  /** How well each of these fits what was found, in their order. */
  levelsOf(found: Found, attempts: readonly Attempt[]): Uint8Array {
    const numbers = this.#numbersOf(attempts);
    const levels = new Uint8Array(numbers.length);
    // A loop: `from` with a function takes ten times as long for ten thousand.
    for (let i = 0; i < levels.length; i++) levels[i] = found.levels[numbers[i] as number] ?? notFound;
    return levels;
  }

  dispose(): void {
    this.#stop();
    this.#unread.clear();
  }

  /** Looked up once for a list that stays the same from key to key. */
  #numbersOf(attempts: readonly Attempt[]): Int32Array {
    if (this.#listed?.of !== attempts || this.#listed.known !== this.#numbers.size) {
      const numbers = Int32Array.from(attempts, ({ id }) => this.#numbers.get(id) ?? -1);
      this.#listed = { of: attempts, known: this.#numbers.size, numbers };
    }
    return this.#listed.numbers;
  }

  #noticed(change: Change): void {
    const wasReady = this.#isReady;
    for (const id of change.attempts) this.#unread.add(id);
    for (const id of change.reflections) this.#unread.add(id);
    if (change.pursuits.size > 0) {
      for (const { id, pursuit } of this.#store.journal.attempts()) {
        if (pursuit !== null && change.pursuits.has(pursuit)) this.#unread.add(id);
      }
    }
    if (this.#isReady !== wasReady) this.#version++;
    if (this.#unread.size > 0) this.#readLater();
  }

  #readLater(): void {
    if (this.#isReading) return;
    this.#isReading = true;
    this.#idle((timeLeft) => {
      this.#isReading = false;
      const wasReady = this.#isReady;
      this.#read(timeLeft);
      // What was changed shows once it is read, apart from the key that changed it.
      if (this.#unread.size === 0 || this.#isReady !== wasReady) this.#version++;
      if (this.#unread.size > 0) this.#readLater();
    });
  }

  /** Reads attempts for as long as there is time; always one. */
  #read(timeLeft: () => number): void {
    const { journal } = this.#store;
    for (const id of this.#unread) {
      const number = this.#numberOf(id);
      const attempt = journal.attempt(id);
      if (attempt?.deletedAt === null) this.#engine.put(searchText(journal, attempt, number));
      else this.#engine.drop(number);
      this.#unread.delete(id);
      if (timeLeft() <= 0) break;
    }
  }

  #numberOf(id: AttemptId): number {
    let number = this.#numbers.get(id);
    if (number === undefined) this.#numbers.set(id, (number = this.#numbers.size));
    return number;
  }
}
