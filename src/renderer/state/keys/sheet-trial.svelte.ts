import { asCoded, type NailwallError } from '#core/base';
import { recoveryWordCount } from '#core/vault';
import type { KeysView } from '../session-view.ts';
import { TypedWords } from '../typed-words.svelte.ts';
import { WordChecks } from './word-checks.svelte.ts';

const aFew = 4;

/** The sheet tried out: a few of its words, or all of them. */
export class SheetTrial {
  readonly #keys: KeysView;
  readonly checks = new WordChecks(aFew, recoveryWordCount);
  readonly typed: TypedWords;
  way: 'some' | 'all' = $state('some');
  busy = $state(false);
  error: NailwallError | null = $state.raw(null);
  fits: boolean | null = $state(null);

  constructor(keys: KeysView, list: readonly string[]) {
    this.#keys = keys;
    this.typed = new TypedWords(list);
  }

  turnTo(way: 'some' | 'all'): void {
    this.way = way;
    this.fits = null;
    this.error = null;
  }

  async compare(): Promise<void> {
    if (this.busy) return;
    this.error = null;
    if (this.way === 'all') await this.#tryAll();
    else this.#trySome();
  }

  #trySome(): void {
    const differing = this.#keys.compareWords(this.checks.picks);
    // A journal whose sheet can be tried as a whole only.
    if (differing === null) this.turnTo('all');
    else this.fits = this.checks.judge(differing);
  }

  async #tryAll(): Promise<void> {
    this.typed.end();
    this.busy = true;
    try {
      await this.#keys.tryAllWords(this.typed.words.join(' '));
      this.fits = true;
    } catch (error) {
      this.error = asCoded(error);
    } finally {
      this.busy = false;
    }
  }
}
