/** How wide words will be, without a font at hand: the same on every device, a little too wide rather than too narrow. */
import type { Face } from './marks.ts';

/** Advances of U+0020 to U+007E in Newsreader 600, thousandths of an em (measured; 400 and 400 italic are narrower). */
const advances = [
  219, 284, 392, 611, 611, 838, 743, 211, 297, 297, 433, 512, 253, 362, 247, 405, 611, 611, 611, 611, 611, 611, 611,
  611, 611, 611, 269, 278, 512, 512, 512, 483, 896, 756, 689, 716, 785, 671, 621, 770, 835, 371, 476, 773, 637, 1024,
  781, 790, 651, 789, 700, 586, 700, 784, 729, 1028, 759, 723, 654, 328, 405, 329, 512, 411, 500, 490, 569, 461, 579,
  482, 378, 520, 588, 304, 277, 580, 292, 868, 600, 542, 584, 567, 430, 412, 381, 572, 551, 782, 533, 553, 460, 323,
  246, 323, 512,
] as const;

/** The other faces against the bold one. Courier Prime is 0.6 em throughout. */
const narrower: Readonly<Record<Exclude<Face, 'typed'>, number>> = {
  bold: 1,
  text: 0.955,
  italic: 0.92,
  'medium-italic': 0.94,
};

const wide =
  /[\u1100-\u115f\u2e80-\u9fff\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6]/u;
const pictures = /\p{Extended_Pictographic}/u;
const weightless = /\p{M}|[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/u;

function advance(character: string): number {
  const code = character.codePointAt(0) ?? 0;
  const known = advances[code - 32];
  if (known !== undefined) return known;
  if (weightless.test(character)) return 0;
  if (wide.test(character) || code > 0x1ffff) return 1000;
  if (pictures.test(character)) return 1300;
  return 640;
}

/** Width in the unit of `size`. */
export function textWidth(words: string, size: number, face: Face): number {
  let sum = 0;
  if (face === 'typed') {
    for (const character of words) sum += weightless.test(character) ? 0 : wide.test(character) ? 1000 : 600;
    return (sum * size) / 1000;
  }
  for (const character of words) sum += advance(character);
  return (sum * size * narrower[face]) / 1000;
}

const letters = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** `words` cut to `width` with an ellipsis, between letters as people see them; whole when they fit. */
export function fitText(words: string, width: number, size: number, face: Face): string {
  if (textWidth(words, size, face) <= width) return words;
  const room = width - 0.72 * size;
  let kept = '';
  let used = 0;
  for (const { segment } of letters.segment(words)) {
    used += textWidth(segment, size, face);
    if (used > room) break;
    kept += segment;
  }
  return `${kept.trimEnd()}…`;
}

/** `words` in at most two lines of `width`, the second cut if need be. */
export function twoLines(words: string, width: number, size: number, face: Face): string[] {
  if (textWidth(words, size, face) <= width) return [words];
  const parts = words.split(' ');
  let first = parts.shift() ?? '';
  while (parts.length > 0 && textWidth(`${first} ${parts[0] ?? ''}`, size, face) <= width) {
    first += ` ${parts.shift() ?? ''}`;
  }
  if (parts.length === 0) return [fitText(first, width, size, face)];
  return [fitText(first, width, size, face), fitText(parts.join(' '), width, size, face)];
}

/** Whether some letters are in no face of the wall's own and come from a fallback, which looks larger. */
export function needsFallback(words: string): boolean {
  return /[^\u0020-\u024f\u1e00-\u1eff\u2000-\u206f\u20a0-\u20cf\u2100-\u218f]/u.test(words);
}
