import { asCoded, type NailwallError, toDayNumber } from '#core/base';
import type { JournalStore } from '../journal-store.svelte.ts';
import { startWorker } from '../worker-address.ts';
import type { ToEngine } from './engine.ts';
import { allRows, changedRows } from './journal-rows.ts';
import type { Part, PartName, Question } from './parts.ts';

/** The side of a worker that is used here. */
export interface EnginePort {
  postMessage(message: ToEngine): void;
  onmessage: ((event: MessageEvent<Part>) => void) | null;
  onerror: ((event: ErrorEvent) => void) | null;
  terminate(): void;
}

/**
 * Figures about the open journal, computed by a worker that is told of every change while the screen is open. One
 * question is under way at a time; changes that come meanwhile lead to one more.
 */
export class Insights {
  readonly #store: JournalStore;
  readonly #engine: EnginePort;
  readonly #stop: () => void;
  #question: Question = { part: 'lines' };
  #busy = false;
  #again = false;
  #part: Part | null = $state.raw(null);
  #trouble: NailwallError | null = $state.raw(null);

  constructor(store: JournalStore, engine: EnginePort = startWorker('insights')) {
    this.#store = store;
    this.#engine = engine;
    engine.onmessage = ({ data }) => this.#answered(data);
    engine.onerror = (event) => (this.#trouble = asCoded(event.error));
    engine.postMessage({ type: 'rows', patch: allRows(store.journal) });
    this.#stop = store.journal.onChange((change) => {
      engine.postMessage({ type: 'rows', patch: changedRows(store.journal, change) });
      this.#ask();
    });
  }

  /** The figures of a part; null until they are there. Those of the part before are kept until then, but not shown. */
  part<N extends PartName>(name: N): Extract<Part, { part: N }> | null {
    return this.#part?.part === name ? (this.#part as Extract<Part, { part: N }>) : null;
  }

  get trouble(): NailwallError | null {
    return this.#trouble;
  }

  /** Asks for a part, now and after every change. */
  look(question: Question): void {
    this.#question = question;
    this.#ask();
  }

  dispose(): void {
    this.#stop();
    this.#engine.terminate();
  }

  #ask(): void {
    if (this.#busy) {
      this.#again = true;
      return;
    }
    this.#busy = true;
    const today = toDayNumber(this.#store.today);
    const { quietAfterDays } = this.#store.journal.settings();
    this.#engine.postMessage({ type: 'ask', question: this.#question, today, quietAfterDays });
  }

  #answered(part: Part): void {
    this.#busy = false;
    this.#part = part;
    if (!this.#again) return;
    this.#again = false;
    this.#ask();
  }
}
