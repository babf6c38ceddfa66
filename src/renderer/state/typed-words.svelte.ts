/** Recovery words while they are being typed. */

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

/** All 24 in one field, checked against the list as they come. */
export class TypedWords {
  readonly #list: readonly string[];
  text = $state('');
  /** The text that was said to be whole. */
  #ended: string | null = $state(null);

  constructor(list: readonly string[]) {
    this.#list = list;
  }

  readonly words: readonly string[] = $derived(
    this.text
      .toLowerCase()
      .split(/[^\p{L}]+/u)
      .filter((word) => word !== ''),
  );

  /** Nothing more comes: the last word is looked at as well, until something is typed again. */
  end(): void {
    this.#ended = this.text;
  }

  /** The first word that is not in the list; the one still being typed is left in peace. */
  readonly unknown: UnknownWord | null = $derived.by(() => {
    const known = new Set(this.#list);
    const open = /[\p{L}]$/u.test(this.text) && this.words.length < 24 && this.text !== this.#ended;
    const finished = open ? this.words.slice(0, -1) : this.words;
    const at = finished.findIndex((word) => !known.has(word));
    const word = finished[at];
    return word === undefined ? null : { position: at + 1, word, near: nearWords(word, this.#list) };
  });
}
