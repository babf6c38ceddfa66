/**
 * The few shapes that wall and poster are drawn of. Whoever draws (SVG elements, a canvas, SVG text) reads these, so that
 * all of them draw the same. Lengths in u, angles in degrees clockwise.
 */

/** Colours over the box of the shape they fill, as SVG's objectBoundingBox has it: 0 to 1 each way. */
export interface Gradient {
  /** Unique within one drawing. */
  readonly id: string;
  /** From (x1, y1) to (x2, y2); or round (x1, y1) with this radius. */
  readonly x1: number;
  readonly y1: number;
  readonly x2: number;
  readonly y2: number;
  readonly radius?: number;
  readonly stops: readonly { readonly at: number; readonly colour: string; readonly opacity?: number }[];
}

export type Face = 'text' | 'bold' | 'italic' | 'medium-italic' | 'typed';

export interface PathMark {
  readonly kind: 'path';
  /** SVG path data. */
  readonly d: string;
  readonly fill: string;
  readonly opacity?: number;
  readonly stroke?: string;
  readonly line?: number;
  readonly dash?: readonly [number, number];
}

export interface BoxMark {
  readonly kind: 'box' | 'disc';
  /** Of the box, or of the box around the disc. */
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly fill: string | Gradient;
  readonly opacity?: number;
  readonly stroke?: string;
  readonly line?: number;
}

export interface TextMark {
  readonly kind: 'text';
  readonly x: number;
  /** Of the baseline. */
  readonly y: number;
  readonly text: string;
  readonly face: Face;
  readonly size: number;
  readonly anchor: 'start' | 'middle' | 'end';
  readonly fill: string;
  readonly opacity?: number;
}

/** Its marks, moved so that `pivot` comes to lie at (x, y), then turned and scaled around it. */
export interface GroupMark {
  readonly kind: 'group';
  readonly x: number;
  readonly y: number;
  readonly angle: number;
  readonly scale: number;
  readonly pivot: { readonly x: number; readonly y: number };
  readonly marks: readonly Mark[];
}

/** A part of a larger drawing, seen through a box: nothing of it shows outside. */
export interface WindowMark {
  readonly kind: 'window';
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** The part that is seen, in the drawing's own units; of the same proportions as the box. */
  readonly view: { readonly x: number; readonly y: number; readonly width: number; readonly height: number };
  readonly marks: readonly Mark[];
}

export type Mark = PathMark | BoxMark | TextMark | GroupMark | WindowMark;

export const box = (
  x: number,
  y: number,
  width: number,
  height: number,
  fill: BoxMark['fill'],
  opacity = 1,
): BoxMark => ({
  kind: 'box',
  x,
  y,
  width,
  height,
  fill,
  opacity,
});

export const path = (d: string, fill: string, opacity = 1): PathMark => ({ kind: 'path', d, fill, opacity });

export const text = (
  words: string,
  x: number,
  y: number,
  look: Pick<TextMark, 'face' | 'size' | 'fill'> & Partial<Pick<TextMark, 'anchor' | 'opacity'>>,
): TextMark => ({ kind: 'text', text: words, x, y, anchor: 'start', ...look });

export const group = (
  x: number,
  y: number,
  marks: readonly Mark[],
  { angle = 0, scale = 1, pivot = { x: 0, y: 0 } } = {},
): GroupMark => ({
  kind: 'group',
  x,
  y,
  angle,
  scale,
  pivot,
  marks,
});
