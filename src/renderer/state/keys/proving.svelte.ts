import { asCoded, coded, hasCode, type NailwallError } from '#core/base';
import type { KeysView } from '../session-view.ts';
import { TypedWords } from '../typed-words.svelte.ts';

/** Before the keys change: the present passphrase, or the words. */
export class Proving {
  readonly #keys: KeysView;
  readonly typed: TypedWords;
  way: 'passphrase' | 'words' = $state('passphrase');
  passphrase = $state('');
  shown = $state(false);
  error: NailwallError | null = $state.raw(null);
  #done = false;

  constructor(keys: KeysView, list: readonly string[]) {
    this.#keys = keys;
    this.typed = new TypedWords(list);
    if (!keys.hasPassphrase) this.way = 'words';
  }

  /** Nothing is asked for where it would protect nothing. */
  get needed(): boolean {
    return this.#keys.needsProof;
  }

  get hasPassphrase(): boolean {
    return this.#keys.hasPassphrase;
  }

  turnTo(way: 'passphrase' | 'words'): void {
    this.way = way;
    this.error = null;
  }

  /** Whether it was shown, or need not be; `error` says why not. */
  async prove(): Promise<boolean> {
    this.error = null;
    if (!this.needed || this.#done) return true;
    this.typed.end();
    try {
      const words = this.typed.words.join(' ');
      await this.#keys.prove(this.way === 'words' ? { words } : { passphrase: this.passphrase });
      this.#done = true;
      return true;
    } catch (error) {
      // An empty field is a wrong passphrase like any other.
      this.error = hasCode(error, 'input/invalid') ? coded('vault/wrong-passphrase') : asCoded(error);
      return false;
    }
  }

  forget(): void {
    this.passphrase = this.typed.text = '';
  }
}
