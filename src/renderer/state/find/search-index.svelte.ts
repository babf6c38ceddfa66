import { asCoded, type NailwallError } from '#core/base';
import type { Attempt, AttemptId, Change } from '#core/journal';
import { wordsIn } from '../fold.ts';
import type { JournalStore } from '../journal-store.svelte.ts';
import { startWorker } from '../worker-address.ts';
import { searchText } from './attempt-texts.ts';
import { type Found, notFound, type SearchText, type ToSearch } from './engine.ts';
import { type Idle, windowIdle } from './idle.ts';

/** The side of a worker that is used here. */
export interface SearchPort {
  postMessage(message: ToSearch): void;
  onmessage: ((event: MessageEvent<Found>) => void) | null;
  onerror: ((event: ErrorEvent) => void) | null;
  terminate(): void;
}

/** So many changed attempts are told at once before a question; more than that are told little by little. */
const fewChanged = 32;

/**
 * The search over all words of the open journal. A worker holds the index; it is told the texts little by little while
 * the window is idle, and afterwards of what changes. One question is under way at a time; what is typed meanwhile leads
 * to one more.
 */
export class SearchIndex {
  readonly #store: JournalStore;
  readonly #port: SearchPort;
  readonly #idle: Idle;
  readonly #stop: () => void;
  readonly #numbers = new Map<AttemptId, number>();
  #listed: { of: readonly Attempt[]; known: number; numbers: Int32Array } | null = null;
  /** Attempts whose text the worker does not know yet, or knows as it was. */
  readonly #untold = new Set<AttemptId>();
  #isTelling = false;
  #wanted = '';
  #busy = false;
  #again = false;
  #ready = $state(false);
  #found: Found | null = $state.raw(null);
  #trouble: NailwallError | null = $state.raw(null);

  constructor(store: JournalStore, port: SearchPort = startWorker('search'), idle: Idle = windowIdle) {
    this.#store = store;
    this.#port = port;
    this.#idle = idle;
    port.onmessage = ({ data }) => this.#answered(data);
    port.onerror = (event) => (this.#trouble = asCoded(event.error));
    for (const { id } of store.journal.attempts()) this.#untold.add(id);
    this.#stop = store.journal.onChange((change) => this.#noticed(change));
    this.#tellLater();
  }

  /** Everything was read. Until then only a plain filter can answer. */
  get ready(): boolean {
    return this.#ready;
  }

  /** What was found last; null as long as not everything was read, or nothing is looked for. */
  get found(): Found | null {
    return this.#found;
  }

  get trouble(): NailwallError | null {
    return this.#trouble;
  }

  /** How well each of these fits what was found, in their order. */
  levelsOf(found: Found, attempts: readonly Attempt[]): Uint8Array {
    const numbers = this.#numbersOf(attempts);
    const levels = new Uint8Array(numbers.length);
    // A loop: `from` with a function takes ten times as long for ten thousand.
    for (let i = 0; i < levels.length; i++) levels[i] = found.levels[numbers[i] as number] ?? notFound;
    return levels;
  }

  /** Looked up once for a list that stays the same from key to key. */
  #numbersOf(attempts: readonly Attempt[]): Int32Array {
    if (this.#listed?.of !== attempts || this.#listed.known !== this.#numbers.size) {
      const numbers = Int32Array.from(attempts, ({ id }) => this.#numbers.get(id) ?? -1);
      this.#listed = { of: attempts, known: this.#numbers.size, numbers };
    }
    return this.#listed.numbers;
  }

  /** Looks for what was typed, now and after every change; nothing typed ends that. */
  look(text: string): void {
    if (text === this.#wanted) return;
    this.#wanted = text;
    this.#ask();
  }

  dispose(): void {
    this.#stop();
    this.#port.terminate();
  }

  #noticed(change: Change): void {
    for (const id of change.attempts) this.#untold.add(id);
    for (const id of change.reflections) this.#untold.add(id);
    if (change.pursuits.size > 0) {
      for (const { id, pursuit } of this.#store.journal.attempts()) {
        if (pursuit !== null && change.pursuits.has(pursuit)) this.#untold.add(id);
      }
    }
    if (this.#untold.size > 0) this.#tellLater();
  }

  #tellLater(): void {
    if (this.#isTelling) return;
    this.#isTelling = true;
    this.#idle((timeLeft) => {
      this.#isTelling = false;
      this.#tell(timeLeft);
      if (this.#untold.size > 0) this.#tellLater();
      else this.#ask();
    });
  }

  /** Tells the worker of attempts for as long as there is time; always of some. */
  #tell(timeLeft: () => number): void {
    const { journal } = this.#store;
    const texts: SearchText[] = [];
    const gone: number[] = [];
    for (const id of this.#untold) {
      const number = this.#numberOf(id);
      const attempt = journal.attempt(id);
      if (attempt?.deletedAt === null) texts.push(searchText(journal, attempt, number));
      else gone.push(number);
      this.#untold.delete(id);
      if (timeLeft() <= 0) break;
    }
    if (texts.length > 0) this.#port.postMessage({ type: 'put', texts });
    if (gone.length > 0) this.#port.postMessage({ type: 'drop', ids: gone });
  }

  #numberOf(id: AttemptId): number {
    let number = this.#numbers.get(id);
    if (number === undefined) this.#numbers.set(id, (number = this.#numbers.size));
    return number;
  }

  #ask(): void {
    if (this.#untold.size > fewChanged) {
      // Asked again once everything is told.
      this.#ready = false;
      this.#found = null;
      return;
    }
    if (this.#busy) {
      this.#again = true;
      return;
    }
    this.#tell(() => Infinity);
    if (!this.#isLooking()) this.#found = null;
    // Asking for nothing tells when everything before it was read.
    if (!this.#isLooking() && this.#ready) return;
    this.#busy = true;
    this.#port.postMessage({ type: 'ask', text: this.#isLooking() ? this.#wanted : '' });
  }

  #isLooking(): boolean {
    return wordsIn(this.#wanted).length > 0;
  }

  #answered(found: Found): void {
    this.#busy = false;
    // What is typed by now is answered next; until then the plain filter's answer stays.
    if (found.text !== '' || !this.#isLooking()) this.#ready = true;
    if (found.text !== '' && this.#isLooking()) this.#found = found;
    if (!this.#again) return;
    this.#again = false;
    this.#ask();
  }
}
