import { chanceGreater, jeffreys, type Share } from './beta.ts';
import { type Figure, restsOn, silent } from './figure.ts';
import { byDay } from './numbers.ts';
import { isResolved } from './odds.ts';
import type { AttemptRow } from './rows.ts';

const fewestForShare = 3;
const fewestToCompare = 5;

export const reaches = ['near', 'middle', 'far'] as const;
/** Stretch 1-2, 3, 4-5. */
export type Reach = (typeof reaches)[number];

export interface ReachShare {
  readonly reach: Reach;
  /** Resolved attempts and the yes's among them. */
  readonly of: number;
  readonly hits: number;
  readonly share: Figure<Share>;
}

export interface ReachComparison {
  readonly nearer: Reach;
  readonly farther: Reach;
  /** The probability, 0-1, that the nearer of the two is answered yes more often. */
  readonly chance: number;
}

export interface Reaches {
  readonly shares: readonly ReachShare[];
  /** Each pair of which both have at least 5. */
  readonly comparisons: readonly ReachComparison[];
  /** The five, when the last five resolved attempts were all answered yes; they lead to a question, nothing else. */
  readonly fiveYeses: readonly string[] | null;
}

export function reachOf(stretch: number): Reach {
  return stretch <= 2 ? 'near' : stretch === 3 ? 'middle' : 'far';
}

/** Yes's by how far out of reach the ask had felt. No rate is a target. Source: {@link jeffreys}. */
export function reachesOf(attempts: readonly AttemptRow[]): Reaches {
  const resolved = attempts.filter(isResolved);
  const shares = reaches.map((reach) => {
    const rows = resolved.filter(({ stretch }) => stretch !== null && reachOf(stretch) === reach);
    const hits = rows.filter(({ answer }) => answer === 'yes').length;
    const rests = restsOn(rows);
    const share: Figure<Share> =
      rows.length < fewestForShare
        ? silent(rests, fewestForShare)
        : { shown: true, rests, ...jeffreys(hits, rows.length) };
    return { reach, of: rows.length, hits, share };
  });
  return { shares, comparisons: compared(shares), fiveYeses: fiveYeses(resolved) };
}

function compared(shares: readonly ReachShare[]): readonly ReachComparison[] {
  const full = shares.filter(({ of }) => of >= fewestToCompare);
  return full.flatMap((near, i) =>
    full.slice(i + 1).map((far) => ({ nearer: near.reach, farther: far.reach, chance: chanceGreater(near, far) })),
  );
}

/** Only dated answers have an order; of one day's answers none is the last, so ties are broken by id. */
function fiveYeses(resolved: readonly AttemptRow[]): readonly string[] | null {
  const last = resolved
    .flatMap(({ id, answer, answered }) => (answered === null ? [] : [{ id, answer, day: answered }]))
    .sort(byDay(({ day }) => day))
    .slice(-5);
  return last.length === 5 && last.every(({ answer }) => answer === 'yes') ? last.map(({ id }) => id) : null;
}
