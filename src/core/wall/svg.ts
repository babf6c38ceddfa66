/** Marks as SVG text: for files and for printing. */
import type { Face, Gradient, GroupMark, Mark, WindowMark } from './marks.ts';

/** Family, weight and style of each face, as CSS and SVG name them. */
export const faces: Readonly<Record<Face, { family: 'serif' | 'typed'; weight: number; italic: boolean }>> = {
  text: { family: 'serif', weight: 400, italic: false },
  bold: { family: 'serif', weight: 600, italic: false },
  italic: { family: 'serif', weight: 400, italic: true },
  'medium-italic': { family: 'serif', weight: 500, italic: true },
  typed: { family: 'typed', weight: 400, italic: false },
};

/** What XML 1.0 does not allow at all, escaped or not. */
const forbidden = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;
const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text fit for XML, as content or as an attribute's value. */
export function escapeXml(words: string): string {
  return words.replace(forbidden, '\ufffd').replace(/[&<>"']/g, (one) => entities[one] ?? one);
}

/** A number with at most three decimals, u. */
export const short = (value: number): string => String(Math.round(value * 1000) / 1000);

/**
 * The attribute that makes a mark translucent. Of what has only a fill, or only a line, that one alone: the same to look
 * at, and no layer of its own for whoever draws it.
 */
export function translucent(
  mark: Exclude<Mark, GroupMark | WindowMark>,
): 'opacity' | 'fill-opacity' | 'stroke-opacity' {
  if (mark.kind === 'text' || mark.stroke === undefined) return 'fill-opacity';
  return mark.fill === 'none' ? 'stroke-opacity' : 'opacity';
}

const visible = (mark: Exclude<Mark, GroupMark | WindowMark>) =>
  mark.opacity === undefined || mark.opacity === 1 ? '' : ` ${translucent(mark)}="${short(mark.opacity)}"`;
const stroked = (mark: { stroke?: string; line?: number; dash?: readonly number[] }) =>
  mark.stroke === undefined
    ? ''
    : ` stroke="${mark.stroke}" stroke-width="${short(mark.line ?? 1)}"${mark.dash ? ` stroke-dasharray="${mark.dash.join(' ')}"` : ''}`;

/** The `transform` of a group. */
export function transformOf({ x, y, angle, scale, pivot }: Extract<Mark, { kind: 'group' }>): string {
  const parts = [`translate(${short(x)} ${short(y)})`];
  if (angle !== 0) parts.push(`rotate(${short(angle)})`);
  if (scale !== 1) parts.push(`scale(${short(scale)})`);
  if (pivot.x !== 0 || pivot.y !== 0) parts.push(`translate(${short(-pivot.x)} ${short(-pivot.y)})`);
  return parts.join(' ');
}

/** All gradients used in marks, each once. */
export function gradientsOf(marks: readonly Mark[], found = new Map<string, Gradient>()): Map<string, Gradient> {
  for (const mark of marks) {
    if (mark.kind === 'group' || mark.kind === 'window') gradientsOf(mark.marks, found);
    else if ((mark.kind === 'box' || mark.kind === 'disc') && typeof mark.fill !== 'string')
      found.set(mark.fill.id, mark.fill);
  }
  return found;
}

function gradientText({ id, x1, y1, x2, y2, radius, stops }: Gradient): string {
  const inside = stops
    .map(
      ({ at, colour, opacity = 1 }) =>
        `<stop offset="${short(at)}" stop-color="${colour}"${opacity === 1 ? '' : ` stop-opacity="${short(opacity)}"`}/>`,
    )
    .join('');
  return radius === undefined
    ? `<linearGradient id="${id}" x1="${short(x1)}" y1="${short(y1)}" x2="${short(x2)}" y2="${short(y2)}">${inside}</linearGradient>`
    : `<radialGradient id="${id}" cx="${short(x1)}" cy="${short(y1)}" r="${short(radius)}">${inside}</radialGradient>`;
}

/** Marks as SVG elements. Text carries a class per face (`text`, `bold`, ...), for the sheet's own style. */
export function marksText(marks: readonly Mark[]): string {
  return marks.map(markText).join('');
}

function markText(mark: Mark): string {
  switch (mark.kind) {
    case 'group':
      return `<g transform="${transformOf(mark)}">${marksText(mark.marks)}</g>`;
    case 'window': {
      const { x, y, width, height, view } = mark;
      const part = [view.x, view.y, view.width, view.height].map(short).join(' ');
      const place = `x="${short(x)}" y="${short(y)}" width="${short(width)}" height="${short(height)}"`;
      return `<svg ${place} viewBox="${part}" overflow="hidden">${marksText(mark.marks)}</svg>`;
    }
    case 'path':
      return `<path d="${mark.d}" fill="${mark.fill}"${visible(mark)}${stroked(mark)}/>`;
    case 'box':
    case 'disc': {
      const fill = typeof mark.fill === 'string' ? mark.fill : `url(#${mark.fill.id})`;
      const look = ` fill="${fill}"${visible(mark)}${stroked(mark)}/>`;
      const { x, y, width, height } = mark;
      return mark.kind === 'box'
        ? `<rect x="${short(x)}" y="${short(y)}" width="${short(width)}" height="${short(height)}"${look}`
        : `<ellipse cx="${short(x + width / 2)}" cy="${short(y + height / 2)}" rx="${short(width / 2)}" ry="${short(height / 2)}"${look}`;
    }
    case 'text': {
      const anchor = mark.anchor === 'start' ? '' : ` text-anchor="${mark.anchor}"`;
      return `<text class="${mark.face}" x="${short(mark.x)}" y="${short(mark.y)}" font-size="${short(mark.size)}" fill="${mark.fill}"${anchor}${visible(mark)}>${escapeXml(mark.text)}</text>`;
    }
  }
}

/** A page of marks as an SVG file, in mm unless told otherwise; `head` goes before everything else (its style). */
export function svgFile(
  width: number,
  height: number,
  marks: readonly Mark[],
  head = '',
  unit: 'mm' | 'px' = 'mm',
): string {
  const [w, h] = [short(width), short(height)];
  const defs = [...gradientsOf(marks).values()].map(gradientText).join('');
  const root = `width="${w}${unit}" height="${h}${unit}" viewBox="0 0 ${w} ${h}" text-rendering="geometricPrecision"`;
  return `<svg xmlns="http://www.w3.org/2000/svg" ${root}>${head}<defs>${defs}</defs>${marksText(marks)}</svg>`;
}
