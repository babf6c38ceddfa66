/** The app's own fonts, loaded for printing or taken into a file. */
import { coded } from '#core/base';
import { type Face, faces } from '#core/wall';
import { fontOf } from './wall-canvas.ts';

export interface EmbeddedFont {
  readonly family: string;
  readonly weight: string;
  readonly style: string;
  readonly range: string;
  /** data: address of the font file. */
  readonly data: string;
}

const serifFallbacks = ['Noto Sans JP', 'Noto Naskh Arabic', 'Noto Emoji'];

/** Waits until every face that these characters need is there; the page would print without it otherwise. */
export async function loadFonts(text: ReadonlyMap<Face, ReadonlySet<string>>): Promise<void> {
  await Promise.all(
    [...text].map(([face, characters]) => document.fonts.load(fontOf(face, 16), [...characters].join(''))),
  );
}

/** `U+26, U+0-7F, U+4??` as pairs of code points. */
function rangesOf(unicodeRange: string): (readonly [number, number])[] {
  return unicodeRange.split(',').map((part) => {
    const [from = '', to = from] = part.trim().replace(/^u\+/i, '').split('-');
    return [parseInt(from.replaceAll('?', '0'), 16), parseInt(to.replaceAll('?', 'f'), 16)] as const;
  });
}

function fontRules(): CSSFontFaceRule[] {
  return [...document.styleSheets].flatMap((sheet) =>
    [...sheet.cssRules].filter((rule): rule is CSSFontFaceRule => rule instanceof CSSFontFaceRule),
  );
}

const unquoted = (name: string) => name.replace(/^["']|["']$/g, '');

type Ranges = readonly (readonly [number, number])[];

const within = (ranges: Ranges, code: number) => ranges.some(([from, to]) => code >= from && code <= to);
const rangesIn = ({ style }: CSSFontFaceRule) => rangesOf(style.getPropertyValue('unicode-range') || 'U+0-10FFFF');
const nameOf = ({ style }: CSSFontFaceRule) => unquoted(style.getPropertyValue('font-family'));

/** Whether a face asks this font for any of its characters. Fallbacks have but one weight, and serve what `own` does not. */
function serves(rule: CSSFontFaceRule, face: Face, characters: ReadonlySet<string>, own: Ranges): boolean {
  const { family, weight, italic } = faces[face];
  const codes = [...characters].map((character) => character.codePointAt(0) ?? 0);
  const ranges = rangesIn(rule);
  if (family === 'serif' && serifFallbacks.includes(nameOf(rule))) {
    return codes.some((code) => !within(own, code) && within(ranges, code));
  }
  return (
    nameOf(rule) === (family === 'typed' ? 'Courier Prime' : 'Newsreader') &&
    rule.style.getPropertyValue('font-weight') === String(weight) &&
    (rule.style.getPropertyValue('font-style') === 'italic') === italic &&
    codes.some((code) => within(ranges, code))
  );
}

async function embedded(rule: CSSFontFaceRule): Promise<EmbeddedFont> {
  const value = (name: string) => rule.style.getPropertyValue(name);
  const address = /url\(["']?([^"')]+\.woff2)["']?\)/.exec(value('src'))?.[1];
  if (!address) throw coded('bug', { what: 'font' });
  const base = rule.parentStyleSheet?.href ?? document.baseURI;
  const response = await fetch(new URL(address, base));
  if (!response.ok) throw coded('host/unavailable', { what: 'font' });
  const bytes = new Uint8Array(await response.arrayBuffer());
  let binary = '';
  for (let at = 0; at < bytes.length; at += 8192) binary += String.fromCharCode(...bytes.subarray(at, at + 8192));
  return {
    family: unquoted(value('font-family')),
    weight: value('font-weight') || '400',
    style: value('font-style') || 'normal',
    range: value('unicode-range') || 'U+0-10FFFF',
    data: `data:font/woff2;base64,${btoa(binary)}`,
  };
}

/** The font files that these characters need. Throws `host/unavailable` when one cannot be had. */
export function fontsFor(text: ReadonlyMap<Face, ReadonlySet<string>>): Promise<EmbeddedFont[]> {
  const rules = fontRules();
  const own = rules.filter((rule) => nameOf(rule) === 'Newsreader').flatMap(rangesIn);
  const needed = rules.filter((rule) => [...text].some(([face, characters]) => serves(rule, face, characters, own)));
  return Promise.all(needed.map(embedded));
}

/** `@font-face` rules with the fonts in them, for a file that needs nothing else. */
export function fontFaces(fonts: readonly EmbeddedFont[]): string {
  return fonts
    .map(
      ({ family, weight, style, range, data }) =>
        `@font-face{font-family:'${family}';font-weight:${weight};font-style:${style};unicode-range:${range};src:url(${data}) format('woff2')}`,
    )
    .join('');
}
