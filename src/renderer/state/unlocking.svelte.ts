import { asCoded, type NailwallError } from '#core/base';
import type { SessionView } from './session-view.ts';
import { TypedWords } from './typed-words.svelte.ts';

/** The door: a passphrase or the 24 words. What was typed stays until it opens. */
export class Unlocking {
  readonly #session: SessionView;
  readonly typed: TypedWords;
  way: 'passphrase' | 'words' = $state('passphrase');
  passphrase = $state('');
  shown = $state(false);
  busy = $state(false);
  error: NailwallError | null = $state.raw(null);

  constructor(session: SessionView) {
    this.#session = session;
    this.typed = new TypedWords(session.wordList());
    if (!session.hasPassphrase) this.way = 'words';
  }

  /** Nothing was typed yet, so there is nothing to try. */
  get isEmpty(): boolean {
    return this.way === 'passphrase' ? this.passphrase === '' : this.typed.words.length === 0;
  }

  async open(): Promise<void> {
    if (this.busy || this.isEmpty) return;
    this.typed.end();
    this.busy = true;
    this.error = null;
    try {
      await this.#session.unlock(
        this.way === 'passphrase' ? { passphrase: this.passphrase } : { words: this.typed.words.join(' ') },
      );
    } catch (error) {
      this.error = asCoded(error);
    } finally {
      this.busy = false;
    }
  }

  turnTo(way: 'passphrase' | 'words'): void {
    this.way = way;
    this.error = null;
  }
}
