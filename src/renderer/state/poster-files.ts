/** A poster as a file of its own: SVG with its fonts inside, PNG at 300 dpi. */
import { escapeXml, faces, type Face, type Mark, type Poster, svgFile, wholePage } from '#core/wall';
import { type EmbeddedFont, fontFaces, fontsFor } from './poster-fonts.ts';
import { encodePng } from './png.ts';
import { familyOf, paintMarks } from './wall-canvas.ts';

/** All text of marks by face; what fonts are needed follows from it. */
export function textByFace(marks: readonly Mark[], found = new Map<Face, Set<string>>()): Map<Face, Set<string>> {
  for (const mark of marks) {
    if (mark.kind === 'group' || mark.kind === 'window') textByFace(mark.marks, found);
    else if (mark.kind === 'text') {
      const characters = found.get(mark.face) ?? new Set();
      for (const character of mark.text) characters.add(character);
      found.set(mark.face, characters);
    }
  }
  return found;
}

/** The style of an SVG file whose text carries a class per face. */
function faceStyle(fonts: readonly EmbeddedFont[]): string {
  const classes = Object.entries(faces).map(
    ([name, { family, weight, italic }]) =>
      `.${name}{font-family:${familyOf(family)};font-weight:${String(weight)};font-style:${italic ? 'italic' : 'normal'}}`,
  );
  return `<style>text{font-synthesis:none}${classes.join('')}${fontFaces(fonts)}</style>`;
}

/** Marks in px as the text of an SVG file that needs nothing else. Throws `host/unavailable` when a font cannot be had. */
export async function marksSvg(
  { width, height, marks }: { readonly width: number; readonly height: number; readonly marks: readonly Mark[] },
  title: string,
): Promise<string> {
  const head = `<title>${escapeXml(title)}</title>${faceStyle(await fontsFor(textByFace(marks)))}`;
  return svgFile(width, height, marks, head, 'px');
}

/** The poster on one sheet as an SVG file that needs nothing else. Throws `host/unavailable` when a font cannot be had. */
export async function posterSvg(poster: Poster): Promise<Blob> {
  const { size, marks } = wholePage(poster);
  const fonts = await fontsFor(textByFace(marks));
  return new Blob([svgFile(size.width, size.height, marks, faceStyle(fonts))], { type: 'image/svg+xml' });
}

const dotsPerInch = 300;
const dotsPerMm = dotsPerInch / 25.4;
/** Drawn in bands of this many rows, so that an A0 sheet (139 million dots) needs no canvas of its own size. */
const bandRows = 256;

/** The poster on one sheet as a PNG at 300 dpi. `told` hears which part of it is drawn, 0 to 1. */
export function posterPng(poster: Poster, told: (part: number) => void, signal: AbortSignal): Promise<Blob> {
  const width = Math.round(poster.size.width * dotsPerMm);
  const height = Math.round(poster.size.height * dotsPerMm);
  const dots = poster.unit * dotsPerMm;
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = Math.min(bandRows, height);
  const context = canvas.getContext('2d', { alpha: false, willReadFrequently: true });
  if (!context) throw new Error('This browser gives no canvas of that size.');
  const band = (from: number, rows: number): Uint8ClampedArray => {
    context.setTransform(dots, 0, 0, dots, 0, -from);
    const [top, bottom] = [from / dots, (from + rows) / dots];
    for (const { top: above, bottom: below, marks } of poster.pieces) {
      if (above < bottom && below > top) paintMarks(context, marks);
    }
    told(from / height);
    return context.getImageData(0, 0, width, rows).data;
  };
  return encodePng({ width, height, dotsPerInch, bandRows, band, signal });
}
