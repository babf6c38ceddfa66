import { type Found, SearchEngine, type ToSearch } from '../../../../src/renderer/state/find/engine.ts';
import type { SearchPort } from '../../../../src/renderer/state/find/search-index.svelte.ts';

/** The engine where the worker would be: messages come in order, and answers only when they are let through. */
export class HeldPort implements SearchPort {
  readonly #engine = new SearchEngine();
  readonly messages: ToSearch[] = [];
  readonly #held: Found[] = [];
  onmessage: ((event: MessageEvent<Found>) => void) | null = null;
  onerror: ((event: ErrorEvent) => void) | null = null;
  terminated = false;

  postMessage(message: ToSearch): void {
    this.messages.push(message);
    const found = this.#engine.take(message);
    if (found) this.#held.push(found);
  }

  /** Lets every answer through that is there or comes of it. */
  answer(): void {
    for (let data = this.#held.shift(); data; data = this.#held.shift()) {
      this.onmessage?.({ data } as MessageEvent<Found>);
    }
  }

  terminate(): void {
    this.terminated = true;
  }
}
