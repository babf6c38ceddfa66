import tQuantile from '@stdlib/stats-base-dists-t-quantile';
import { bandShare, type Interval } from './figure.ts';

/** Two-sided normal quantile for the 80 % band. */
export const bandZ = 1.2815515655446004;
/** The 80 % quantile of chi-square with one degree of freedom: {@link bandZ} squared. */
export const bandChiSquare = bandZ ** 2;
/** Sums that should be equal may differ by this much in floating point. */
export const hair = 1e-12;

export function sumOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}

/** NaN for an empty list. */
export function meanOf(values: readonly number[]): number {
  return sumOf(values) / values.length;
}

/** The middle value, or the mean of the two in the middle; NaN for an empty list. */
export function medianOf(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? NaN) + upper) / 2;
}

/** The factor of a standard error at the ends of a two-sided t interval. */
export function tFactor(df: number, share: number = bandShare): number {
  return tQuantile((1 + share) / 2, df);
}

export interface Mean extends Interval {
  readonly count: number;
  readonly mean: number;
}

/** The mean of at least two values with Student's t interval (n - 1 degrees of freedom). */
export function meanWithBand(values: readonly number[], share: number = bandShare): Mean {
  const count = values.length;
  const mean = meanOf(values);
  const squares = sumOf(values.map((value) => (value - mean) ** 2));
  const half = tFactor(count - 1, share) * Math.sqrt(squares / (count - 1) / count);
  return { count, mean, lower: mean - half, upper: mean + half };
}

/** Orders rows by day, ties by id, so that no result depends on the order they came in. */
export function byDay<T extends { readonly id: string }>(dayOf: (row: T) => number): (a: T, b: T) => number {
  return (a, b) => dayOf(a) - dayOf(b) || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);
}

/** The rows under each key, keys in the order they first come up. */
export function grouped<K, T>(rows: readonly T[], keysOf: (row: T) => readonly K[]): Map<K, T[]> {
  const groups = new Map<K, T[]>();
  for (const row of rows) {
    for (const key of keysOf(row)) {
      const group = groups.get(key);
      if (group) group.push(row);
      else groups.set(key, [row]);
    }
  }
  return groups;
}
