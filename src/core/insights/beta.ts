import betaln from '@stdlib/math-base-special-betaln';
import betaCdf from '@stdlib/stats-base-dists-beta-cdf';
import betaQuantile from '@stdlib/stats-base-dists-beta-quantile';
import { bandShare, type Interval } from './figure.ts';

export interface Share extends Interval {
  /** How many of how many. */
  readonly hits: number;
  readonly of: number;
  readonly mean: number;
}

/**
 * The share behind `hits` of `of`, each 0-1: mean of the Beta(hits + 1/2, of - hits + 1/2) posterior and its equal-tailed
 * interval, whose lower end is 0 without a hit and whose upper end is 1 without a miss.
 * Source: Brown, Cai, DasGupta, "Interval Estimation for a Binomial Proportion", Statistical Science 16 (2001), 4.1.2
 * (the Jeffreys interval).
 */
export function jeffreys(hits: number, of: number, share: number = bandShare): Share {
  const [a, b] = jeffreysShape(hits, of);
  const tail = (1 - share) / 2;
  return {
    hits,
    of,
    mean: a / (a + b),
    lower: hits === 0 ? 0 : betaQuantile(tail, a, b),
    upper: hits === of ? 1 : betaQuantile(1 - tail, a, b),
  };
}

/** The two parameters of the Jeffreys posterior. */
export function jeffreysShape(hits: number, of: number): readonly [a: number, b: number] {
  return [hits + 0.5, of - hits + 0.5];
}

const slices = 2000;
/** The log of a density that no longer counts. */
const least = -700;

/**
 * The probability, 0-1, that the share behind `first` is larger than that behind `second`, under their Jeffreys
 * posteriors: the integral of f_first(p) F_second(p). With p = sin(u)^2 the density of a half-integer Beta has no poles
 * left, so Simpson's rule over u is right to 9 digits and more.
 */
export function chanceGreater(first: Pick<Share, 'hits' | 'of'>, second: Pick<Share, 'hits' | 'of'>): number {
  const [a, b] = jeffreysShape(first.hits, first.of);
  const [c, d] = jeffreysShape(second.hits, second.of);
  const scale = -betaln(a, b);
  const step = Math.PI / 2 / slices;
  let sum = 0;
  for (let i = 0; i <= slices; i++) {
    const [sine, cosine] = [Math.sin(i * step), Math.max(0, Math.cos(i * step))];
    const density = scale + times(2 * a - 1, Math.log(sine)) + times(2 * b - 1, Math.log(cosine));
    const weight = i === 0 || i === slices ? 1 : i % 2 === 1 ? 4 : 2;
    if (density > least) sum += weight * 2 * Math.exp(density) * betaCdf(sine ** 2, c, d);
  }
  return Math.min(1, (sum * step) / 3);
}

/** A product in which nothing times minus infinity is nothing: 0 to the power of 0 is 1. */
function times(power: number, log: number): number {
  return power === 0 ? 0 : power * log;
}
