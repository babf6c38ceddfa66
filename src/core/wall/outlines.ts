/**
 * The 24 shapes a slip's paper can have, as SVG path data in the slip's own units. All are straight above and at the
 * sides; the edge that shows in a sheaf is the lower one.
 */
import { movedPath } from './moved-path.ts';

export const slipWidth = 100;
export const slipHeight = 58;
/** Where a slip is pierced. */
export const pierce = { x: 50, y: 9 } as const;

export type EdgeKind = 'clean' | 'torn' | 'deckle' | 'dog-ear';

export interface Outline {
  readonly kind: EdgeKind;
  readonly path: string;
  /** The same, where its shadow falls. */
  readonly shadow: string;
  /** The turned-over corner of a dog-ear; empty for the others. */
  readonly fold: string;
  /** The furthest that the lower edge strays from y = 58, either way, u. */
  readonly over: number;
}

/** How far each kind of edge strays, u. */
const over: Readonly<Record<EdgeKind, number>> = { clean: 0.25, torn: 0.75, deckle: 1, 'dog-ear': 0.25 };

const kinds: readonly EdgeKind[] = [
  ...Array<EdgeKind>(9).fill('clean'),
  ...Array<EdgeKind>(6).fill('torn'),
  ...Array<EdgeKind>(4).fill('deckle'),
  ...Array<EdgeKind>(5).fill('dog-ear'),
];

/** Numbers for the n-th outline, 0 to below 1 (a linear congruential generator, Numerical Recipes). */
function numbers(outline: number): () => number {
  let state = Math.imul(outline + 7, 0x9e3779b1) >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return (state >>> 8) / 16777216;
  };
}

const n = (value: number): string => String(Math.round(value * 100) / 100);
const point = (x: number, y: number): string => `${n(x)} ${n(y)}`;

function makeOutline(kind: EdgeKind, index: number): Omit<Outline, 'shadow'> {
  const next = numbers(index);
  const stray = (): number => (2 * next() - 1) * over[kind];
  const inward = (): number => next() * 0.5;
  const left = inward();
  const right = slipWidth - inward();
  const start = `M${point(left, inward())}L${point(right, inward())}`;
  const low = slipHeight;
  const left2 = inward();
  const right2 = slipWidth - inward();
  if (kind === 'torn') return { kind, path: `${start}${torn(right2, left2, stray)}Z`, fold: '', over: over[kind] };
  if (kind === 'deckle') return { kind, path: `${start}${deckle(right2, left2, stray)}Z`, fold: '', over: over[kind] };
  // A curve stays between its ends and its control point, so the control point may stray as far as the edge may.
  const back = `Q${point(50 + 20 * stray(), low + stray())} ${point(left2, low + stray())}Z`;
  if (kind === 'clean') {
    return { kind, path: `${start}L${point(right2, low + stray())}${back}`, fold: '', over: over[kind] };
  }
  const ear = 3 + 1.2 * next();
  const path = `${start}L${point(right2, low - ear)}L${point(right2 - ear, low)}${back}`;
  const tip = point(right2 - ear * 0.86, low - ear * 0.92);
  const fold = `M${point(right2, low - ear)}L${point(right2 - ear, low)}L${tip}Z`;
  return { kind, path, fold, over: over[kind] };
}

/** 17 points from right to left. */
function torn(from: number, to: number, stray: () => number): string {
  let path = '';
  for (let i = 0; i < 17; i++) path += `L${point(from + ((to - from) * i) / 16, slipHeight + stray())}`;
  return path;
}

/** Six soft waves from right to left. */
function deckle(from: number, to: number, stray: () => number): string {
  const waves = 6;
  let path = `L${point(from, slipHeight + stray())}`;
  for (let i = 1; i <= waves; i++) {
    const at = (part: number) => from + ((to - from) * part) / waves;
    path += `Q${point(at(i - 0.5), slipHeight + stray())} ${point(at(i), slipHeight + stray())}`;
  }
  return path;
}

/** Where shadows of slips fall, u. */
const shade = { x: 0.8, y: 1.4 } as const;

export const outlines: readonly Outline[] = kinds.map((kind, index) => {
  const outline = makeOutline(kind, index);
  return { ...outline, shadow: movedPath(outline.path, shade.x, shade.y) };
});
