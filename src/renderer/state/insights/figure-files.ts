/** A drawing on the screen as a file of its own: SVG with its fonts inside, PNG made of that. */
import { coded } from '#core/base';
import { type Face, faces } from '#core/wall';
import { fontFaces, fontsFor } from '../poster-fonts.ts';
import { familyOf } from '../wall-canvas.ts';

/** What style sheets give a drawing, with the value it would have without them. */
const looks: readonly (readonly [property: string, without: string])[] = [
  ['fill', 'rgb(0, 0, 0)'],
  ['fill-opacity', '1'],
  ['stroke', 'none'],
  ['stroke-width', '1px'],
  ['stroke-opacity', '1'],
  ['stroke-dasharray', 'none'],
  ['stroke-linejoin', 'miter'],
  ['stroke-linecap', 'butt'],
  ['opacity', '1'],
];

function faceOf(style: CSSStyleDeclaration): Face {
  if (style.fontFamily.includes('Courier')) return 'typed';
  if (style.fontStyle === 'italic') return 'italic';
  return Number(style.fontWeight) >= 600 ? 'bold' : 'text';
}

/** Writes the look of every element into the element itself; collects the characters of each face. */
function writeLooks(from: Element, to: Element, used: Map<Face, Set<string>>): void {
  const style = getComputedStyle(from);
  for (const name of ['class', 'role', 'aria-label', 'aria-hidden', 'style', 'tabindex']) to.removeAttribute(name);
  for (const [property, without] of looks) {
    const value = style.getPropertyValue(property);
    if (value === without) to.removeAttribute(property);
    else to.setAttribute(property, value);
  }
  if (from.tagName === 'text') {
    const face = faceOf(style);
    const { family, weight, italic } = faces[face];
    to.setAttribute('font-family', familyOf(family));
    to.setAttribute('font-size', style.fontSize);
    to.setAttribute('font-weight', String(weight));
    if (italic) to.setAttribute('font-style', 'italic');
    used.set(face, new Set([...(used.get(face) ?? []), ...from.textContent]));
  }
  for (const [index, child] of [...from.children].entries()) {
    const copy = to.children[index];
    if (copy && child.tagName !== 'title') writeLooks(child, copy, used);
  }
}

const namespace = 'http://www.w3.org/2000/svg';

function made(name: string, attributes: Readonly<Record<string, string>>, text = ''): Element {
  const element = document.createElementNS(namespace, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.textContent = text;
  return element;
}

/** Room around the drawing, px. */
const margin = 16;

/**
 * The text of an SVG file that looks as the drawing does now and needs nothing else; `ground` is painted behind it.
 * Throws `host/unavailable` when a font cannot be had.
 */
async function figureSvg(svg: SVGSVGElement, title: string, ground: string): Promise<string> {
  const [width, height] = [svg.width.baseVal.value + 2 * margin, svg.height.baseVal.value + 2 * margin];
  const copy = svg.cloneNode(true) as SVGSVGElement;
  const used = new Map<Face, Set<string>>();
  writeLooks(svg, copy, used);
  copy.setAttribute('viewBox', `${-margin} ${-margin} ${width} ${height}`);
  copy.setAttribute('width', String(width));
  copy.setAttribute('height', String(height));
  const box = { x: String(-margin), y: String(-margin), width: String(width), height: String(height) };
  const style = `text{font-synthesis:none}${fontFaces(await fontsFor(used))}`;
  copy.prepend(made('title', {}, title), made('style', {}, style), made('rect', { ...box, fill: ground }));
  return new XMLSerializer().serializeToString(copy);
}

/** No smaller than this, so that it can be printed. */
const leastWidth = 2000;

/** An SVG file's text as a PNG of 2,000 px and more. Throws `host/unsupported` when the browser draws none. */
async function pngOf(svgText: string): Promise<Blob> {
  const url = URL.createObjectURL(new Blob([svgText], { type: 'image/svg+xml' }));
  try {
    const picture = new Image();
    picture.src = url;
    await picture.decode();
    const scale = Math.max(2, leastWidth / picture.naturalWidth);
    const canvas = new OffscreenCanvas(
      Math.round(picture.naturalWidth * scale),
      Math.round(picture.naturalHeight * scale),
    );
    canvas.getContext('2d')?.drawImage(picture, 0, 0, canvas.width, canvas.height);
    return await canvas.convertToBlob({ type: 'image/png' });
  } finally {
    URL.revokeObjectURL(url);
  }
}

/**
 * The files of a drawing: an SVG with its fonts, and a PNG made of that. `svg` makes the text where what is `drawn` is
 * no SVG itself. Both throw as {@link figureSvg} and {@link pngOf} do.
 */
export function drawingFiles(
  drawn: () => HTMLElement | undefined,
  title: string,
  svg: () => Promise<string> = () => drawnSvg(drawn(), title),
): Record<'png' | 'svg', () => Promise<Blob>> {
  return {
    png: async () => pngOf(await svg()),
    svg: async () => new Blob([await svg()], { type: 'image/svg+xml' }),
  };
}

async function drawnSvg(drawn: HTMLElement | undefined, title: string): Promise<string> {
  const svg = drawn?.querySelector('svg');
  if (!drawn || !svg) throw coded('bug', { what: 'drawing' });
  const ground = drawn.closest('.ground') ?? drawn;
  return figureSvg(svg, title, getComputedStyle(ground).backgroundColor);
}
