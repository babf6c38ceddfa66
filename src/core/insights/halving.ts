import { bandChiSquare } from './numbers.ts';

/** Halved after `after` and by `by`, days; `by` is Infinity when it had not when last asked. */
export interface Halved {
  readonly after: number;
  readonly by: number;
}

export interface HalfLife {
  /** Per day. */
  readonly rate: number;
  /** Days until half of such no's have halved, with its 80 % interval. */
  readonly days: number;
  readonly lower: number;
  readonly upper: number;
}

/** A span, and how many there are of it. */
interface Counted extends Halved {
  count: number;
}

/** Days are whole and few, so thousands of spans are a handful of different ones. */
function counted(spans: readonly Halved[]): readonly Counted[] {
  const different = new Map<string, Counted>();
  for (const { after, by } of spans) {
    const key = `${after} ${by}`;
    const one = different.get(key);
    if (one) one.count++;
    else different.set(key, { after, by, count: 1 });
  }
  return [...different.values()];
}

/** log L(rate) = sum log(exp(-rate after) - exp(-rate by)), by the log of the rate, in which it has one peak. */
function logLikelihood(spans: readonly Counted[], logRate: number): number {
  const rate = Math.exp(logRate);
  let sum = 0;
  for (const { after, by, count } of spans) {
    sum -= count * rate * after;
    if (by !== Infinity) sum += count * Math.log(-Math.expm1(-rate * (by - after)));
  }
  return sum;
}

const rounds = 200;
/** Rates from one halving in 100,000 days to a hundred a day. */
const [slowest, fastest] = [Math.log(1e-5), Math.log(100)];

/**
 * Time to halving as an exponential time that was only looked at now and then (interval-censored), by maximum
 * likelihood, with the profile likelihood interval. Needs at least one that halved and a span in which one could.
 * Source: Lindsey, Ryan, "Tutorial in Biostatistics: Methods for Interval-Censored Data", Statist. Med. 17 (1998).
 */
export function halfLife(spans: readonly Halved[]): HalfLife {
  const different = counted(spans);
  const at = (logRate: number) => logLikelihood(different, logRate);
  const peak = highest(at);
  const top = at(peak);
  const level = (logRate: number) => 2 * (top - at(logRate)) - bandChiSquare;
  const days = (logRate: number) => Math.LN2 / Math.exp(logRate);
  return {
    rate: Math.exp(peak),
    days: days(peak),
    lower: days(crossing(level, peak, fastest)),
    upper: days(crossing(level, peak, slowest)),
  };
}

/** The peak of a function with one, by golden sections. */
function highest(f: (x: number) => number): number {
  const golden = (Math.sqrt(5) - 1) / 2;
  let [low, high] = [slowest, fastest];
  for (let round = 0; round < rounds && high - low > 1e-12; round++) {
    const [a, b] = [high - golden * (high - low), low + golden * (high - low)];
    if (f(a) < f(b)) low = a;
    else high = b;
  }
  return (low + high) / 2;
}

/** Where `f` turns from negative at `inside` to positive towards `outside`, by halving; `outside` when it never does. */
function crossing(f: (x: number) => number, inside: number, outside: number): number {
  if (f(outside) <= 0) return outside;
  for (let round = 0; round < rounds; round++) {
    const middle = (inside + outside) / 2;
    if (f(middle) > 0) outside = middle;
    else inside = middle;
  }
  return (inside + outside) / 2;
}
