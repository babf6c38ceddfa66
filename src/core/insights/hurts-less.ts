import { type Figure, type Interval, restsOn, silent } from './figure.ts';
import { noesOf } from './noes.ts';
import type { AttemptRow, PursuitRow } from './rows.ts';
import { slopeOf } from './slope.ts';

const fewest = 12;

/** A change under one point is noise, whatever its interval says. */
const point = 1;

export type HurtsVerdict = 'less' | 'more' | 'same' | 'cannot-tell';

export interface Total extends Interval {
  /** Points of sting from the first no to the last, with its 95 % interval. */
  readonly total: number;
}

export interface HurtsLess extends Total {
  readonly verdict: HurtsVerdict;
  /** How often, 0-1, a true fall of 3 points would be seen with so many no's; for at least `with` no's. */
  readonly seen: { readonly with: number; readonly share: number };
  /** The same among no's of known weight, with that weight held equal; null when too few have one. */
  readonly adjusted: (Total & { readonly count: number }) | null;
  /** The stings in their order, oldest first. */
  readonly stings: readonly { readonly id: string; readonly sting: number }[];
}

/** Found by simulation: a 3-point fall, standard deviation 1.8 around the line. */
const power = [
  { with: 12, share: 0.29 },
  { with: 20, share: 0.46 },
  { with: 30, share: 0.68 },
] as const;

/**
 * Whether the sting at the answer fell from one no to the next: the slope over their order, from 12 on. "Less" is said
 * when the 95 % interval lies below 0 and the whole fall is at least a point, "more" likewise; "the same" when the
 * interval lies within a point on either side; else nothing can be told yet. Source: see {@link slopeOf}.
 */
export function hurtsLess(
  attempts: readonly AttemptRow[],
  pursuits: readonly PursuitRow[],
): Figure<HurtsLess, { readonly stings: HurtsLess['stings'] }> {
  const matters = new Map(pursuits.map((pursuit) => [pursuit.id, pursuit.matters]));
  const rated = noesOf(attempts).flatMap(({ id, row }) => {
    const { sting } = row.ratings;
    const weight = row.pursuit === null ? null : (matters.get(row.pursuit) ?? null);
    return sting === undefined ? [] : [{ id, sting, weight }];
  });
  const stings = rated.map(({ id, sting }) => ({ id, sting }));
  const total = rated.length < fewest ? null : totalOf(stings.map(({ sting }) => sting));
  if (!total) return { ...silent(restsOn(rated), fewest), stings };
  const seen = power.findLast((row) => row.with <= rated.length) ?? power[0];
  const known = rated.flatMap(({ sting, weight }) => (weight === null ? [] : [{ sting, weight }]));
  return {
    shown: true,
    rests: restsOn(rated),
    ...total,
    verdict: verdictOf(total),
    seen,
    adjusted: adjust(known),
    stings,
  };
}

function totalOf(y: readonly number[], z?: readonly number[]): Total | null {
  const slope = slopeOf(y, z);
  if (!slope) return null;
  const steps = y.length - 1;
  return { total: slope.slope * steps, lower: slope.lower * steps, upper: slope.upper * steps };
}

function adjust(known: readonly { readonly sting: number; readonly weight: number }[]): HurtsLess['adjusted'] {
  const weights = known.map(({ weight }) => weight);
  if (known.length < fewest || new Set(weights).size < 2) return null;
  const total = totalOf(
    known.map(({ sting }) => sting),
    weights,
  );
  return total && { ...total, count: known.length };
}

export function verdictOf({ total, lower, upper }: Total): HurtsVerdict {
  if (upper < 0 && total <= -point) return 'less';
  if (lower > 0 && total >= point) return 'more';
  return lower >= -point && upper <= point ? 'same' : 'cannot-tell';
}
