import type { Attempt, Journal } from '#core/journal';
import { eachWord, folded, spellings, wordsIn } from '../fold.ts';
import { places, type TextPlace, textAt } from './attempt-texts.ts';

/** A run of text; `hit` where it holds what was looked for. */
export interface Piece {
  readonly text: string;
  readonly hit: boolean;
}

/** Where something was found: a place with its words, or, when they stay folded, the place alone. */
export interface Excerpt {
  readonly place: TextPlace;
  /** Empty for words that stay folded. */
  readonly pieces: readonly Piece[];
}

/** About this many letters are shown, some of them before what was found. */
const room = 110;
const roomBefore = 32;

interface Span {
  readonly from: number;
  readonly to: number;
}

/** Tells which words of a text are meant by what was typed. */
export class Marker {
  readonly #typed: readonly string[];
  readonly #similar: ReadonlySet<string>;

  constructor(text: string, similar: readonly string[]) {
    this.#typed = wordsIn(text).flatMap((word) => spellings(word.text));
    this.#similar = new Set(similar);
  }

  /** Those of them that begin no more than `reach` after the first. */
  spans(text: string, reach = Infinity): readonly Span[] {
    if (this.#typed.length === 0 || !this.#mayHold(text)) return [];
    const spans: Span[] = [];
    for (const word of eachWord(text)) {
      if (word.at > (spans[0]?.from ?? Infinity) + reach) break;
      if (!spellings(word.text).some((form) => this.#isMeant(form))) continue;
      spans.push({ from: word.at, to: word.at + word.text.length });
    }
    return spans;
  }

  /** The text in runs, marked ones among them. */
  pieces(text: string): readonly Piece[] {
    return cut(text, this.spans(text), 0, text.length);
  }

  #isMeant(form: string): boolean {
    return this.#similar.has(form) || this.#typed.some((typed) => form.includes(typed));
  }

  /** Spares most texts the look at every word. */
  #mayHold(text: string): boolean {
    if (this.#similar.size > 0 || /[^\x20-\x7e\n]/.test(text)) return true;
    const low = folded(text).replace(/'/g, '');
    return this.#typed.some((typed) => low.includes(typed));
  }
}

/** Where an attempt holds what was looked for, beyond its two lines; null when only those do. */
export function excerptOf(journal: Journal, attempt: Attempt, marker: Marker, foldWords: boolean): Excerpt | null {
  for (const place of places) {
    const text = textAt(journal, attempt, place);
    const spans = marker.spans(text, room);
    const [first] = spans;
    if (!first) continue;
    if (place === 'reason' && foldWords) return { place, pieces: [] };
    return { place, pieces: around(text, spans, first) };
  }
  return null;
}

function around(text: string, spans: readonly Span[], first: Span): readonly Piece[] {
  const from = first.from <= roomBefore ? 0 : afterSpace(text, first.from - roomBefore);
  const to = Math.min(text.length, Math.max(from + room, first.to));
  const pieces = cut(text, spans, from, to).map(({ text: run, hit }) => ({ text: run.replace(/\s+/g, ' '), hit }));
  if (from > 0) pieces.unshift({ text: '… ', hit: false });
  if (to < text.length) pieces.push({ text: ' …', hit: false });
  return pieces;
}

/** The start of the next word, so that none is cut in two; where there are no spaces, the place itself. */
function afterSpace(text: string, at: number): number {
  const space = text.slice(at, at + roomBefore).search(/\s/);
  return space < 0 ? at : at + space + 1;
}

function cut(text: string, spans: readonly Span[], from: number, to: number): Piece[] {
  const pieces: Piece[] = [];
  let at = from;
  for (const span of spans) {
    if (span.to <= from || span.from >= to) continue;
    if (span.from > at) pieces.push({ text: text.slice(at, span.from), hit: false });
    pieces.push({ text: text.slice(Math.max(at, span.from), span.to), hit: true });
    at = span.to;
  }
  if (at < to) pieces.push({ text: text.slice(at, to), hit: false });
  return pieces;
}
