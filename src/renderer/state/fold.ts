/** How words are compared when something is looked for: without case, without accents, without the choice of spelling. */

/** Letters that do not fall apart into a letter and a mark. */
const plain: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ħ: 'h',
  ı: 'i',
};

/** Marks that people leave out when they type: accents, and the points of Hebrew and Arabic. */
const marks = /[\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0670]+/g;

/** Folds case and accents, so that "ubersetzer" finds "Übersetzer", and "strasse" finds "Straße". */
export function folded(text: string): string {
  const low = text.toLowerCase();
  if (/^[\x20-\x7e\n]*$/.test(low)) return low;
  return low
    .normalize('NFKD')
    .replace(marks, '')
    .replace(/[ßæœøłđðþħı]/g, (letter) => plain[letter] ?? letter);
}

/** {@link folded}, remembered for as long as whatever has the text. */
export function foldedOnce<T extends object>(of: (one: T) => string): (one: T) => string {
  const known = new WeakMap<T, string>();
  return (one) => {
    const before = known.get(one);
    if (before !== undefined) return before;
    const text = folded(of(one));
    known.set(one, text);
    return text;
  };
}

const word = /[\p{L}\p{N}\p{M}]+(?:['’][\p{L}\p{N}\p{M}]+)*/gu;

export interface Word {
  /** As it stands in the text. */
  readonly text: string;
  /** Where it begins there. */
  readonly at: number;
}

/** The words of a text, with their places, as far as somebody wants them. */
export function* eachWord(text: string): Generator<Word> {
  for (const match of text.matchAll(word)) yield { text: match[0], at: match.index };
}

export function wordsIn(text: string): readonly Word[] {
  return [...eachWord(text)];
}

/** Where there are no accents on the keys, these are written out instead. */
const writtenOut: Readonly<Record<string, string>> = { ä: 'ae', ö: 'oe', ü: 'ue', å: 'aa', ø: 'oe' };

/** The forms a word is found by: folded, and where it has umlauts also with them written out ("ueber"). */
export function spellings(one: string): readonly string[] {
  const bare = one.replace(/['’]/g, '');
  const first = folded(bare);
  if (/^[\x20-\x7e]*$/.test(bare)) return [first];
  const composed = bare.normalize('NFC').toLowerCase();
  const second = folded(composed.replace(/[äöüåø]/g, (letter) => writtenOut[letter] ?? letter));
  return second === first ? [first] : [first, second];
}
