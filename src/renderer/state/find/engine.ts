import { spellings, wordsIn } from '../fold.ts';
import { type Found, notFound } from './found.ts';
import { likeness, Vocabulary } from './vocabulary.ts';

/** What is looked through of one attempt. */
export interface SearchText {
  /** A number of the asking side's own; numbers are dense. */
  readonly id: number;
  /** What it is called by: to whom, what, tags, its pursuit. */
  readonly names: string;
  /** Everything else. */
  readonly text: string;
}

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
 * every word of the vocabulary and one at every number: one or two ms for ten thousand attempts.
 */
export class SearchEngine {
  readonly #vocabulary = new Vocabulary();
  readonly #entries: (Entry | undefined)[] = [];

  /** Reads an attempt, or reads it again. */
  put({ id, names, text }: SearchText): void {
    const before = this.#entries[id];
    const inNames = new Set(wordsIn(names).flatMap((word) => spellings(word.text)));
    const inText = new Set(wordsIn(text).flatMap((word) => spellings(word.text)));
    const numbers = (words: ReadonlySet<string>) => Uint32Array.from(words, (word) => this.#vocabulary.take(word));
    this.#entries[id] = { names: numbers(inNames), text: numbers(inText) };
    // Released only now, so that words that stay are not forgotten and learnt again.
    this.#release(before);
  }

  drop(id: number): void {
    this.#release(this.#entries[id]);
    this.#entries[id] = undefined;
  }

  #release(entry: Entry | undefined): void {
    if (!entry) return;
    for (const id of entry.names) this.#vocabulary.release(id);
    for (const id of entry.text) this.#vocabulary.release(id);
  }

  find(text: string): Found {
    const typed = wordsIn(text).map((word) => spellings(word.text));
    const tables = typed.map((forms) => this.#vocabulary.like(forms));
    const asTyped = this.#levels(tables);
    if (asTyped.found >= plenty) return { levels: asTyped.levels, similar: [] };
    const similar = typed.flatMap((forms, i) => this.#vocabulary.addSimilar(tables[i] as Uint8Array, forms));
    return { levels: similar.length > 0 ? this.#levels(tables).levels : asTyped.levels, similar };
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
