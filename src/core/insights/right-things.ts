import { type Wish, wishes } from '#core/journal';
import { type Figure, restsOn, silent } from './figure.ts';
import { sumOf } from './numbers.ts';
import type { AttemptRow, PursuitRow } from './rows.ts';

const fewest = 5;

export interface WishCount {
  readonly wish: Wish;
  readonly count: number;
  readonly ids: readonly string[];
}

export interface WishCounts {
  readonly counts: readonly WishCount[];
  /** Attempts whose pursuit does not say, or that have none. */
  readonly unknown: number;
}

export interface RightThings extends WishCounts {
  /** The share, 0-1, of attempts for each wish, in the order of `counts`. */
  readonly shares: readonly number[];
  /** The share, 0-1, of all the weight that lay on wishes of the person's own: sum(w own) / sum(w); null when no weight is known. */
  readonly weightedOwn: number | null;
}

/** Whose wish the attempts were for. There is no interval: it is the whole log, not a sample. */
export function rightThings(
  attempts: readonly AttemptRow[],
  pursuits: readonly PursuitRow[],
): Figure<RightThings, WishCounts> {
  const pursuitOf = new Map(pursuits.map((pursuit) => [pursuit.id, pursuit]));
  const known = attempts.flatMap(({ id, pursuit }) => {
    const { wish = null, matters = null } = pursuitOf.get(pursuit ?? '') ?? {};
    return wish === null ? [] : [{ id, wish, matters }];
  });
  const counts = wishes.map((wish) => {
    const ids = known.filter((one) => one.wish === wish).map(({ id }) => id);
    return { wish, count: ids.length, ids };
  });
  const unknown = attempts.length - known.length;
  const rests = restsOn(known);
  if (known.length < fewest) return { ...silent(rests, fewest), counts, unknown };
  const shares = counts.map(({ count }) => count / known.length);
  const weight = sumOf(known.map(({ matters }) => matters ?? 0));
  const own = sumOf(known.map(({ wish, matters }) => (wish === 'mine' ? (matters ?? 0) : 0)));
  return { shown: true, rests, counts, unknown, shares, weightedOwn: weight === 0 ? null : own / weight };
}
