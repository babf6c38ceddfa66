import { meanOf, sumOf } from './numbers.ts';

export interface Pooled {
  /** Variance within groups, pooled. */
  readonly within: number;
  /** Variance between groups. */
  readonly between: number;
  readonly mean: number;
  /** Each group's mean, drawn towards the common one the more, the fewer values it has. */
  readonly estimates: readonly number[];
}

/**
 * Partial pooling of groups of numbers: estimate_k = B mu + (1 - B) mean_k, B = (s2 / n_k) / (s2 / n_k + tau2). Needs
 * two groups and a value more than groups.
 * Source: DerSimonian, Laird, "Meta-Analysis in Clinical Trials", Controlled Clinical Trials 7 (1986), for tau2.
 */
export function pool(groups: readonly (readonly number[])[]): Pooled {
  const means = groups.map(meanOf);
  const squares = sumOf(groups.map((group, k) => sumOf(group.map((value) => (value - (means[k] ?? 0)) ** 2))));
  const within = squares / (sumOf(groups.map(({ length }) => length)) - groups.length);
  if (within === 0) return { within, between: 0, mean: meanOf(means), estimates: means };
  const fixed = groups.map(({ length }) => length / within);
  const all = sumOf(fixed);
  const centre = sumOf(fixed.map((w, k) => w * (means[k] ?? 0))) / all;
  const q = sumOf(fixed.map((w, k) => w * ((means[k] ?? 0) - centre) ** 2));
  const between = Math.max(0, (q - (groups.length - 1)) / (all - sumOf(fixed.map((w) => w * w)) / all));
  const random = groups.map(({ length }) => 1 / (within / length + between));
  const mean = sumOf(random.map((w, k) => w * (means[k] ?? 0))) / sumOf(random);
  const estimates = groups.map(({ length }, k) => {
    const drawn = within / length / (within / length + between);
    return drawn * mean + (1 - drawn) * (means[k] ?? 0);
  });
  return { within, between, mean, estimates };
}

/**
 * Adjusted p-values, in the order given: the smallest false discovery rate at which each would be called.
 * Source: Benjamini, Hochberg, J. R. Statist. Soc. B 57 (1995).
 */
export function benjaminiHochberg(ps: readonly number[]): readonly number[] {
  const order = ps.map((p, i) => ({ p, i })).sort((a, b) => b.p - a.p);
  const qs = new Array<number>(ps.length).fill(1);
  let least = 1;
  order.forEach(({ p, i }, rank) => {
    least = Math.min(least, (p * ps.length) / (ps.length - rank));
    qs[i] = least;
  });
  return qs;
}
