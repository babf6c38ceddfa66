import type * as Y from 'yjs';

/** Where half-written things wait. */
export interface DraftShelf {
  read(name: string): string | null;
  /** `null` takes the draft off the shelf. */
  write(name: string, text: string | null): void;
}

/**
 * The shelf in the journal's own document, in a map of its own: what is half written is sealed, kept and exchanged like
 * all else, outlives a lock, a reload and a crash, and stays out of undo, which knows only the journal's own maps.
 */
export class JournalShelf implements DraftShelf {
  readonly #map: Y.Map<unknown>;

  constructor(doc: Y.Doc) {
    this.#map = doc.getMap('drafts');
  }

  read(name: string): string | null {
    const text = this.#map.get(name);
    return typeof text === 'string' ? text : null;
  }

  write(name: string, text: string | null): void {
    if (this.read(name) === text) return;
    if (text === null) this.#map.delete(name);
    else this.#map.set(name, text);
  }
}

/** Writes that wait for a pause in the typing; `flush` does at once whatever still waits. */
export class PendingWrites {
  readonly #waiting = new Map<string, { timer: ReturnType<typeof setTimeout>; write: () => void }>();
  readonly #pauseMs: number;

  constructor(pauseMs = 400) {
    this.#pauseMs = pauseMs;
  }

  /** A later write of the same name takes the place of an earlier one. */
  later(name: string, write: () => void): void {
    clearTimeout(this.#waiting.get(name)?.timer);
    const timer = setTimeout(() => this.now(name), this.#pauseMs);
    this.#waiting.set(name, { timer, write });
  }

  now(name: string): void {
    const waiting = this.#waiting.get(name);
    if (!waiting) return;
    clearTimeout(waiting.timer);
    this.#waiting.delete(name);
    waiting.write();
  }

  drop(name: string): void {
    clearTimeout(this.#waiting.get(name)?.timer);
    this.#waiting.delete(name);
  }

  flush(): void {
    for (const name of [...this.#waiting.keys()]) this.now(name);
  }
}
