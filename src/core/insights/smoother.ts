/**
 * Local linear regression with Gaussian weights. Source: Fan, Gijbels, Local Polynomial Modelling and Its Applications
 * (1996), ch. 2-3; degrees of freedom of the residuals by Hastie, Tibshirani, Generalized Additive Models (1990), 3.5.
 */
import { bandShare } from './figure.ts';
import { tFactor } from './numbers.ts';

/** Weights further away than this many bandwidths are below 1e-13 and left out. */
const reach = 8;
/** Below this spread, relative to the bandwidth, the points near x lie on one day and have no slope. */
const flat = 1e-6;

export interface SmoothAt {
  readonly fit: number;
  /** Standard error of the fit. */
  readonly error: number;
  readonly lower: number;
  readonly upper: number;
  /** How many equally weighted points the fit rests on: (sum w)^2 / sum w^2. */
  readonly points: number;
}

interface Row {
  /** Index of the first point that has a weight. */
  readonly from: number;
  /** What each point from there on counts for in the fit. */
  readonly l: readonly number[];
  readonly points: number;
}

export class Smoother {
  readonly #t: readonly number[];
  readonly #y: readonly number[];
  readonly #bandwidth: number;
  readonly #sigma: number;
  readonly #factor: number;
  /** tr L, the parameters that the curve uses up. */
  readonly trace: number;
  /** Degrees of freedom of the residuals: n - 2 tr L + tr L'L. */
  readonly df: number;
  /** Mean square of the errors when each point is predicted from all others. */
  readonly leaveOneOut: number;

  /** `t` in days, rising; `y` as many values; `bandwidth` in days; `share` is what the band is to hold. */
  constructor(t: readonly number[], y: readonly number[], bandwidth: number, share: number = bandShare) {
    this.#t = t;
    this.#y = y;
    this.#bandwidth = bandwidth;
    let [trace, squares, residuals, left] = [0, 0, 0, 0];
    for (let i = 0; i < t.length; i++) {
      const row = this.#row(t[i] ?? 0);
      const own = row.l[i - row.from] ?? 0;
      const residual = (y[i] ?? 0) - this.#apply(row);
      trace += own;
      squares += squareOf(row.l);
      residuals += residual ** 2;
      left += (residual / (1 - own)) ** 2;
    }
    this.trace = trace;
    this.df = t.length - 2 * trace + squares;
    this.leaveOneOut = left / t.length;
    this.#sigma = Math.sqrt(residuals / this.df);
    this.#factor = tFactor(this.df, share);
  }

  /** The curve at day `x`: fit +- t sigma ||l(x)||. */
  at(x: number): SmoothAt {
    const row = this.#row(x);
    const fit = this.#apply(row);
    const error = this.#sigma * Math.sqrt(squareOf(row.l));
    const half = this.#factor * error;
    return { fit, error, lower: fit - half, upper: fit + half, points: row.points };
  }

  #row(x: number): Row {
    const h = this.#bandwidth;
    const from = firstNotBelow(this.#t, x - reach * h);
    const weights: number[] = [];
    let [s0, s1, s2, square] = [0, 0, 0, 0];
    for (let i = from; i < this.#t.length; i++) {
      const away = (this.#t[i] ?? 0) - x;
      if (away > reach * h) break;
      const w = Math.exp(-0.5 * (away / h) ** 2);
      weights.push(w);
      s0 += w;
      s1 += w * away;
      s2 += w * away * away;
      square += w * w;
    }
    const determinant = s0 * s2 - s1 * s1;
    const sloped = determinant > flat * (s0 * h) ** 2;
    const l = weights.map((w, i) => (sloped ? (w * (s2 - ((this.#t[from + i] ?? 0) - x) * s1)) / determinant : w / s0));
    return { from, l, points: square === 0 ? 0 : s0 ** 2 / square };
  }

  #apply({ from, l }: Row): number {
    return l.reduce((sum, weight, i) => sum + weight * (this.#y[from + i] ?? 0), 0);
  }
}

function squareOf(l: readonly number[]): number {
  return l.reduce((sum, weight) => sum + weight * weight, 0);
}

function firstNotBelow(sorted: readonly number[], bound: number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? 0) < bound) low = middle + 1;
    else high = middle;
  }
  return low;
}
