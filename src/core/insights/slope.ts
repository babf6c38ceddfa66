import { claimShare, type Interval } from './figure.ts';
import { meanOf, sumOf, tFactor } from './numbers.ts';

export interface Slope extends Interval {
  /** Change per step of order, with its 95 % interval. */
  readonly slope: number;
  /** Standard error, widened by {@link autocorrelation}. */
  readonly error: number;
  /** The autocorrelation it was widened for, 0-0.6. */
  readonly autocorrelation: number;
}

/**
 * The least-squares slope of `y` on its order 0, 1, ..., when `z` is given with `z` held equal. Neighbours in time are
 * alike, so the standard error is widened by sqrt((1 + r) / (1 - r)), r = (r1 + 2/n) / (1 - 4/n) held within 0-0.6.
 * Sources: Bayley, Hammersley, J. R. Statist. Soc. Suppl. 8 (1946) for the widening; Kendall, Biometrika 41 (1954) for
 * the bias of r1. Null when `z` is the order itself in disguise, so that nothing can be told apart.
 */
export function slopeOf(y: readonly number[], z?: readonly number[]): Slope | null {
  const n = y.length;
  const order = centred(y.map((_, i) => i));
  const others = z ? [centred(z)].filter((one) => product(one, one) > 1e-9) : [];
  // Frisch-Waugh-Lovell: what of the order `z` does not explain carries the adjusted slope.
  const free = others.reduce<readonly number[]>((x, other) => without(x, other), order);
  const sum = product(free, free);
  if (sum < 1e-9) return null;
  const level = others.reduce<readonly number[]>((x, other) => without(x, other), centred(y));
  const slope = product(free, level) / sum;
  const residuals = level.map((value, i) => value - slope * (free[i] ?? 0));
  const df = n - 2 - others.length;
  const autocorrelation = correlationOf(residuals);
  const widening = Math.sqrt((1 + autocorrelation) / (1 - autocorrelation));
  const error = Math.sqrt(product(residuals, residuals) / df / sum) * widening;
  const half = tFactor(df, claimShare) * error;
  return { slope, error, autocorrelation, lower: slope - half, upper: slope + half };
}

/** r1 of the residuals, corrected for its bias and held within 0-0.6. */
function correlationOf(residuals: readonly number[]): number {
  const n = residuals.length;
  const all = product(residuals, residuals);
  if (all < 1e-18) return 0;
  const r1 = sumOf(residuals.slice(1).map((value, i) => value * (residuals[i] ?? 0))) / all;
  return Math.min(0.6, Math.max(0, (r1 + 2 / n) / (1 - 4 / n)));
}

function centred(values: readonly number[]): readonly number[] {
  const mean = meanOf(values);
  return values.map((value) => value - mean);
}

function product(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, value, i) => sum + value * (b[i] ?? 0), 0);
}

/** What is left of `x` when the part that `other` explains is taken out. */
function without(x: readonly number[], other: readonly number[]): readonly number[] {
  const share = product(x, other) / product(other, other);
  return x.map((value, i) => value - share * (other[i] ?? 0));
}
