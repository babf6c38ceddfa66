import type { FlushOutcome } from '../../services/index.ts';

/** How long the window has to seal and save what it holds, in milliseconds: when a person ends it, and when the system does. */
export const flushDeadlineMs = 8_000;
export const hurriedDeadlineMs = 2_000;

export type AfterFailure = 'retry' | 'stay' | 'leave';

export interface EndingPorts {
  flush(deadlineMs: number): Promise<FlushOutcome>;
  close(): Promise<void>;
  /** Shows that not everything is saved and asks what to do. */
  ask(outcome: Exclude<FlushOutcome, 'flushed'>): Promise<AfterFailure>;
  /** Ends the process; from now on nothing holds it back. */
  quit(): void;
  log(line: string): void;
}

/**
 * The way out. Whatever asks to end (the window's close, quit, the end of the session, a shutdown) waits here until
 * everything is saved, or until a person who was shown that it is not says so.
 */
export class Ending {
  readonly #ports: EndingPorts;
  #state: 'open' | 'saving' | 'over' = 'open';
  #hurried = false;

  constructor(ports: EndingPorts) {
    this.#ports = ports;
  }

  get over(): boolean {
    return this.#state === 'over';
  }

  /**
   * Returns whether ending may go on at once; when not, hold it back: the process ends by itself after saving.
   * `hurried`: the system will not wait for long and nobody is there to answer a question.
   */
  request(hurried: boolean): boolean {
    this.#hurried ||= hurried;
    if (this.#state === 'open') {
      this.#state = 'saving';
      void this.#end();
    }
    return this.over;
  }

  async #end(): Promise<void> {
    if (await this.#saved()) {
      await this.#ports.close().catch(() => this.#ports.log('The data folder did not close cleanly.'));
      this.#state = 'over';
      this.#ports.quit();
    } else {
      this.#state = 'open';
      this.#hurried = false;
    }
  }

  async #saved(): Promise<boolean> {
    for (;;) {
      const outcome = await this.#flush();
      if (outcome === 'flushed') return true;
      this.#ports.log(`Ending: the last changes were not saved (${outcome}).`);
      if (this.#hurried) return true;
      const choice = await this.#ports.ask(outcome);
      if (choice !== 'retry') return choice === 'leave';
    }
  }

  async #flush(): Promise<FlushOutcome> {
    try {
      return await this.#ports.flush(this.#hurried ? hurriedDeadlineMs : flushDeadlineMs);
    } catch {
      return 'failed';
    }
  }
}
