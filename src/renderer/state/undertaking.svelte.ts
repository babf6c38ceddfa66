/** How far a piece of work is. */
export interface Progress {
  /** Bytes. */
  readonly done: number;
  readonly all: number;
}

/** `current`: nothing else was begun meanwhile, and it was not ended from outside. */
export type Outcome<T> =
  { readonly current: boolean; readonly value: T } | { readonly current: boolean; readonly error: unknown };

/** One piece of work at a time that takes its while: how far it is, and the way to give it up. */
export class Undertaking {
  #under: AbortController | null = null;
  progress: Progress | null = $state.raw(null);

  /** Runs `work`, after giving up what was under way. What it throws is in the outcome. */
  async run<T>(
    work: (signal: AbortSignal, progress: (done: number, all: number) => void) => Promise<T>,
  ): Promise<Outcome<T>> {
    this.end();
    const under = (this.#under = new AbortController());
    const isCurrent = () => this.#under === under;
    try {
      const value = await work(under.signal, (done, all) => {
        if (isCurrent()) this.progress = { done, all };
      });
      return { current: isCurrent(), value };
    } catch (error) {
      return { current: isCurrent(), error };
    } finally {
      if (isCurrent()) this.end();
    }
  }

  /** Gives up what is under way; its outcome then is `cancelled`. */
  cancel(): void {
    this.#under?.abort();
  }

  /** As {@link cancel}, and its outcome no longer counts. */
  end(): void {
    this.#under?.abort();
    this.#under = null;
    this.progress = null;
  }
}
