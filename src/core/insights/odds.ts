import { jeffreys, jeffreysShape, type Share } from './beta.ts';
import { claimShare, type Figure, type Interval, restsOn, silent } from './figure.ts';
import { grouped, hair } from './numbers.ts';
import type { AttemptRow } from './rows.ts';

/** Below this many resolved attempts there are counts only. */
export const fewestForOdds = 5;

/** Closed one way or the other: yes, no, or quiet by the person's own decision. Withdrawn ones were never decided. */
export function isResolved({ answer }: Pick<AttemptRow, 'answer'>): boolean {
  return answer === 'yes' || answer === 'no' || answer === 'quiet';
}

export interface Tries {
  /** The chance, 0-1, of at least one yes within that many further attempts. */
  readonly chance: number;
  /** Further attempts, from the whole posterior. */
  readonly tries: number;
  /** The same for a fixed chance at the upper and lower end of the 80 % interval. */
  readonly range: readonly [fewest: number, most: number];
}

export interface Odds extends Share {
  /** The 95 % interval. */
  readonly wide: Interval;
  /** For chances of .5, .8 and .95; null without a yes, for then the prior would decide. */
  readonly tries: readonly [Tries, Tries, Tries] | null;
}

/** The counts are there in any case. */
export interface Counts {
  readonly hits: number;
  readonly of: number;
}

/** The probability, 0-1, of no yes in the next `tries` attempts: prod (b + i) / (a + b + i) (beta-binomial). */
export function chanceOfNone(hits: number, of: number, tries: number): number {
  const [a, b] = jeffreysShape(hits, of);
  let none = 1;
  for (let i = 0; i < tries; i++) none *= (b + i) / (a + b + i);
  return none;
}

/** The smallest number of further attempts with at least `chance` (0-1) of a yes among them. */
export function triesFor(hits: number, of: number, chance: number): number {
  const [a, b] = jeffreysShape(hits, of);
  let none = 1;
  let tries = 0;
  while (1 - none < chance - hair) {
    none *= (b + tries) / (a + b + tries);
    tries++;
  }
  return tries;
}

/** The smallest number of attempts with at least `chance` of a yes, were the chance of each exactly `p` (0-1]. */
function triesAt(p: number, chance: number): number {
  return p >= 1 ? 1 : Math.max(1, Math.ceil(Math.log(1 - chance) / Math.log(1 - p) - hair));
}

/**
 * How likely a yes is, from attempts of one sort (a pursuit, a kind, all). Attempts that are not resolved are left out.
 * Source: Jeffreys posterior, see {@link jeffreys}; further attempts by its beta-binomial prediction.
 */
export function oddsOf(attempts: readonly AttemptRow[]): Figure<Odds, Counts> {
  const resolved = attempts.filter(isResolved);
  const hits = resolved.filter(({ answer }) => answer === 'yes').length;
  const of = resolved.length;
  const rests = restsOn(resolved);
  if (of < fewestForOdds) return { ...silent(rests, fewestForOdds), hits, of };
  const share = jeffreys(hits, of);
  const { lower, upper } = jeffreys(hits, of, claimShare);
  const triesWith = (chance: number): Tries => ({
    chance,
    tries: triesFor(hits, of, chance),
    range: [triesAt(share.upper, chance), triesAt(share.lower, chance)],
  });
  const tries = hits === 0 ? null : ([triesWith(0.5), triesWith(0.8), triesWith(0.95)] as const);
  return { shown: true, rests, ...share, wide: { lower, upper }, tries };
}

export interface OddsBy {
  readonly key: string;
  readonly odds: Figure<Odds, Counts>;
}

/** One figure per kind or pursuit that has a resolved attempt, the fullest first, ties by key. */
export function oddsBy(attempts: readonly AttemptRow[], what: 'kind' | 'pursuit'): readonly OddsBy[] {
  const groups = grouped(attempts.filter(isResolved), (row) => (row[what] === null ? [] : [row[what]]));
  return [...groups]
    .map(([key, rows]) => ({ key, odds: oddsOf(rows) }))
    .sort((a, b) => b.odds.of - a.odds.of || (a.key < b.key ? -1 : 1));
}
