import MiniSearch from 'minisearch';

/** How a word of the journal is like a typed one; the smaller, the closer. */
export const likeness = { whole: 0, begins: 1, inside: 2, similar: 3, not: 255 } as const;

/** Shorter than this, a typed word would be found inside nearly every other. */
const fewestInside = 3;
/** Written without spaces between words, so that a word's end says little. */
const unspaced = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}]/u;
/** Words that one typed word may be a slip of the pen for. */
const mostSimilar = 24;

interface Entry {
  readonly id: number;
  readonly word: string;
}

/** How many letters may be wrong in a word of this length. Digits are meant as they are. */
function slipsIn(word: string): number {
  if (word.length < 4 || /^\p{N}+$/u.test(word)) return 0;
  return word.length < 6 ? 1 : 2;
}

/** Every word of the journal once, with a number, as long as some entry uses it. */
export class Vocabulary {
  readonly #numbers = new Map<string, number>();
  readonly #words: string[] = [];
  readonly #uses: number[] = [];
  readonly #free: number[] = [];
  /** Finds words by a likeness of letters. It holds single words only: which entries have them is known already. */
  readonly #likely = new MiniSearch<Entry>({
    fields: ['word'],
    tokenize: (text) => [text],
    processTerm: (term) => term,
  });

  /** The number of a word that one more entry uses. */
  take(word: string): number {
    const known = this.#numbers.get(word);
    if (known !== undefined) {
      this.#uses[known] = (this.#uses[known] ?? 0) + 1;
      return known;
    }
    const id = this.#free.pop() ?? this.#words.length;
    this.#words[id] = word;
    this.#uses[id] = 1;
    this.#numbers.set(word, id);
    this.#likely.add({ id, word });
    return id;
  }

  /** One entry less uses the word. */
  release(id: number): void {
    const uses = (this.#uses[id] ?? 0) - 1;
    this.#uses[id] = uses;
    const word = this.#words[id];
    if (uses > 0 || word === undefined) return;
    this.#likely.remove({ id, word });
    this.#numbers.delete(word);
    this.#words[id] = '';
    this.#free.push(id);
  }

  get size(): number {
    return this.#numbers.size;
  }

  /** For each word by number, how it is like a typed one, whose spellings these are. */
  like(spellings: readonly string[]): Uint8Array {
    const table = new Uint8Array(this.#words.length).fill(likeness.not);
    const [first = ''] = spellings;
    const looksInside = first.length >= fewestInside || unspaced.test(first);
    for (let id = 0; id < table.length; id++) {
      const word = this.#words[id] ?? '';
      for (const typed of spellings)
        table[id] = Math.min(table[id] ?? likeness.not, likenessOf(word, typed, looksInside));
    }
    return table;
  }

  /** Notes in such a table which words may have been meant; returns them. */
  addSimilar(table: Uint8Array, spellings: readonly string[]): readonly string[] {
    const added: string[] = [];
    for (const id of spellings.flatMap((typed) => [...this.#swapped(typed), ...this.#close(typed)])) {
      if (table[id] !== likeness.not || added.length >= mostSimilar) continue;
      table[id] = likeness.similar;
      added.push(this.#words[id] ?? '');
    }
    return added;
  }

  #close(typed: string): readonly number[] {
    const fuzzy = slipsIn(typed);
    return fuzzy === 0 ? [] : this.#likely.search(typed, { fuzzy }).map(({ id }) => id as number);
  }

  /** Two neighbours that changed places: the commonest slip, and two wrong letters by any other count. */
  #swapped(typed: string): readonly number[] {
    if (slipsIn(typed) === 0) return [];
    const numbers: number[] = [];
    for (let at = 0; at + 1 < typed.length; at++) {
      const swapped = typed.slice(0, at) + typed.charAt(at + 1) + typed.charAt(at) + typed.slice(at + 2);
      const id = this.#numbers.get(swapped);
      if (id !== undefined) numbers.push(id);
    }
    return numbers;
  }
}

function likenessOf(word: string, typed: string, looksInside: boolean): number {
  if (!word.includes(typed)) return likeness.not;
  if (word.startsWith(typed)) return word.length === typed.length ? likeness.whole : likeness.begins;
  return looksInside ? likeness.inside : likeness.not;
}
