import { spellings, wordsIn } from '../fold.ts';
import { likeness, Vocabulary } from './vocabulary.ts';

/** What is looked through of one attempt. */
export interface SearchText {
  /** A number that the asking side gave it. */
  readonly id: number;
  /** What it is called by: to whom, what, tags, its pursuit. */
  readonly names: string;
  /** Everything else. */
  readonly text: string;
}

export type ToSearch =
  | { readonly type: 'put'; readonly texts: readonly SearchText[] }
  | { readonly type: 'drop'; readonly ids: readonly number[] }
  | { readonly type: 'ask'; readonly text: string };

/** How well each attempt fits, by its number. */
export interface Found {
  /** What was asked. */
  readonly text: string;
  /** 0 best; {@link notFound} for those that do not fit. Within one level the asking side decides. */
  readonly levels: Uint8Array;
  /** Words that were taken for what was typed although they are spelled otherwise. */
  readonly similar: readonly string[];
}

export const notFound = 255;
/** From this level on, what was found is only like what was typed. */
export const firstSimilar = 6;
/** When this many fit as typed, a slip of the pen is unlikely, and words that are only similar would be in the way. */
const plenty = 10;

/** Levels by likeness: whole words before their beginnings, names before the rest, what stands inside words after both. */
const levelOfName = { [likeness.whole]: 0, [likeness.begins]: 1, [likeness.inside]: 4, [likeness.similar]: 6 };
const levelOfText = { [likeness.whole]: 2, [likeness.begins]: 3, [likeness.inside]: 5, [likeness.similar]: 7 };
const levels = (of: Readonly<Record<number, number>>) =>
  Uint8Array.from({ length: 256 }, (_, like) => of[like] ?? notFound);
const nameLevels = levels(levelOfName);
const textLevels = levels(levelOfText);

interface Entry {
  readonly names: Uint32Array;
  readonly text: Uint32Array;
}

/**
 * Finds attempts by all their words. Each is kept as the numbers of its words, so that a question costs one look at
 * every word of the vocabulary and one at every number. The worker's inside, apart from it so that it can be run anywhere.
 */
export class SearchEngine {
  readonly #vocabulary = new Vocabulary();
  readonly #entries: (Entry | undefined)[] = [];

  /** Takes a message in; returns the answer to a question, else null. */
  take(message: ToSearch): Found | null {
    if (message.type === 'ask') return this.#find(message.text);
    if (message.type === 'put') for (const text of message.texts) this.#put(text);
    else for (const id of message.ids) this.#drop(id);
    return null;
  }

  #put({ id, names, text }: SearchText): void {
    const before = this.#entries[id];
    const inNames = new Set(wordsIn(names).flatMap((word) => spellings(word.text)));
    const inText = new Set(wordsIn(text).flatMap((word) => spellings(word.text)));
    const numbers = (words: ReadonlySet<string>) => Uint32Array.from(words, (word) => this.#vocabulary.take(word));
    this.#entries[id] = { names: numbers(inNames), text: numbers(inText) };
    // Released only now, so that words that stay are not forgotten and learnt again.
    this.#release(before);
  }

  #drop(id: number): void {
    this.#release(this.#entries[id]);
    this.#entries[id] = undefined;
  }

  #release(entry: Entry | undefined): void {
    if (!entry) return;
    for (const id of entry.names) this.#vocabulary.release(id);
    for (const id of entry.text) this.#vocabulary.release(id);
  }

  #find(text: string): Found {
    const typed = wordsIn(text).map((word) => spellings(word.text));
    const tables = typed.map((forms) => this.#vocabulary.like(forms));
    const asTyped = this.#levels(tables);
    if (asTyped.found >= plenty) return { text, levels: asTyped.levels, similar: [] };
    const similar = typed.flatMap((forms, i) => this.#vocabulary.addSimilar(tables[i] as Uint8Array, forms));
    return { text, levels: similar.length > 0 ? this.#levels(tables).levels : asTyped.levels, similar };
  }

  #levels(tables: readonly Uint8Array[]): { levels: Uint8Array; found: number } {
    const found = new Uint8Array(this.#entries.length).fill(notFound);
    let count = 0;
    this.#entries.forEach((entry, id) => {
      if (!entry) return;
      // As good as the word that fits worst.
      let worst = 0;
      for (const table of tables) {
        worst = Math.max(worst, bestOf(entry, table));
        if (worst === notFound) return;
      }
      found[id] = worst;
      count++;
    });
    return { levels: found, found: count };
  }
}

function bestOf({ names, text }: Entry, table: Uint8Array): number {
  let best = notFound;
  for (const word of names) {
    const level = nameLevels[table[word] as number] as number;
    if (level < best) best = level;
  }
  if (best <= 1) return best;
  for (const word of text) {
    const level = textLevels[table[word] as number] as number;
    if (level < best) best = level;
  }
  return best;
}
