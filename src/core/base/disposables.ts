export type Dispose = () => void;

/** Collects what must be undone at the end; undoes it in reverse order, once, even when a step throws. */
export class Disposables {
  readonly #steps: Dispose[] = [];
  #disposed = false;

  /** Adds a step; when everything has been disposed of already, runs it at once. */
  add(step: Dispose): void {
    if (this.#disposed) step();
    else this.#steps.push(step);
  }

  dispose(): void {
    if (this.#disposed) return;
    this.#disposed = true;
    const failures: unknown[] = [];
    for (const step of this.#steps.reverse()) {
      try {
        step();
      } catch (error) {
        failures.push(error);
      }
    }
    if (failures.length > 0) throw failures.length === 1 ? failures[0] : new AggregateError(failures);
  }
}
