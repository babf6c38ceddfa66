import { asCoded, hasCode, type NailwallError } from '#core/base';
import type { Watch } from '../../host/index.ts';
import type { ChosenFile } from '../chosen-file.ts';
import { Undertaking } from '../undertaking.svelte.ts';

export interface NotKept {
  readonly name: string;
  readonly error: NailwallError;
}

/** Files that are kept one after another, as a host takes few at once; those chosen meanwhile wait. */
export class FileQueue {
  readonly #keep: (file: ChosenFile, watch: Watch) => Promise<unknown>;
  #waiting: readonly ChosenFile[] = [];
  readonly work = new Undertaking();
  /** The name of the file that is being kept; {@link work} says how far. */
  adding: string | null = $state(null);
  /** The name of the file that was kept last. */
  added: string | null = $state(null);
  /** Files of the last adding that were refused. */
  notKept: readonly NotKept[] = $state.raw([]);

  /** `keep` throws what kept a file from being kept. */
  constructor(keep: (file: ChosenFile, watch: Watch) => Promise<unknown>) {
    this.#keep = keep;
  }

  async add(files: Iterable<ChosenFile>): Promise<void> {
    const chosen = [...files];
    if (chosen.length === 0) return;
    this.#waiting = [...this.#waiting, ...chosen];
    if (this.adding !== null) return;
    this.notKept = [];
    this.added = null;
    for (let next = this.#take(); next; next = this.#take()) await this.#keepOne(next);
    this.adding = null;
  }

  /** Gives up the file that is being kept, and those that wait. */
  cancel(): void {
    this.#waiting = [];
    this.work.cancel();
  }

  #take(): ChosenFile | undefined {
    const [next, ...rest] = this.#waiting;
    this.#waiting = rest;
    return next;
  }

  async #keepOne(file: ChosenFile): Promise<void> {
    this.adding = file.name;
    const outcome = await this.work.run((signal, progress) =>
      this.#keep(file, { signal, progress: (done) => progress(Math.min(done, file.size), file.size) }),
    );
    if ('value' in outcome) this.added = file.name;
    else if (!hasCode(outcome.error, 'cancelled')) {
      this.notKept = [...this.notKept, { name: file.name, error: asCoded(outcome.error) }];
    }
  }
}
