import { asCoded, type NailwallError } from '#core/base';
import type { SessionView } from './session-view.ts';

export interface UnknownWord {
  /** From 1, as on the sheet. */
  readonly position: number;
  readonly word: string;
  readonly near: readonly string[];
}

/** Words of the list that a slip of the pen may have meant: the same start, or one letter off. */
export function nearWords(word: string, list: readonly string[]): readonly string[] {
  const start = list.filter((one) => one.startsWith(word.slice(0, 3)) && word.length >= 3);
  const close = list.filter((one) => oneEditApart(one, word));
  return [...new Set([...close, ...start])].slice(0, 3);
}

function oneEditApart(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1) return false;
  let i = 0;
  while (i < a.length && a[i] === b[i]) i++;
  const swapped = a[i] === b[i + 1] && a[i + 1] === b[i] && a.slice(i + 2) === b.slice(i + 2);
  return swapped || a.slice(i + 1) === b.slice(i + 1) || a.slice(i) === b.slice(i + 1) || a.slice(i + 1) === b.slice(i);
}

/** The door: a passphrase or the 24 words. What was typed stays until it opens. */
export class Unlocking {
  readonly #session: SessionView;
  way: 'passphrase' | 'words' = $state('passphrase');
  passphrase = $state('');
  text = $state('');
  shown = $state(false);
  busy = $state(false);
  error: NailwallError | null = $state.raw(null);

  constructor(session: SessionView) {
    this.#session = session;
  }

  readonly words: readonly string[] = $derived(
    this.text
      .toLowerCase()
      .split(/[^\p{L}]+/u)
      .filter((word) => word !== ''),
  );

  /** The first word that is not in the list; the one still being typed is left in peace. */
  readonly unknown: UnknownWord | null = $derived.by(() => {
    const list = this.#session.wordList();
    const known = new Set(list);
    const finished = /[\p{L}]$/u.test(this.text) && this.words.length < 24 ? this.words.slice(0, -1) : this.words;
    const at = finished.findIndex((word) => !known.has(word));
    const word = finished[at];
    return word === undefined ? null : { position: at + 1, word, near: nearWords(word, list) };
  });

  async open(): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    this.error = null;
    try {
      await this.#session.unlock(
        this.way === 'passphrase' ? { passphrase: this.passphrase } : { words: this.words.join(' ') },
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
