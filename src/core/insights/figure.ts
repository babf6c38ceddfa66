/**
 * Every figure says what it rests on, and one that would show more than there is stays silent and says why. Bands are
 * 80 % ("4 in 5"); words that claim a change need 95 %.
 */

/** The share of cases in which a band holds what it is drawn for. */
export const bandShare = 0.8;
/** The share of cases that a claim in words has to hold in. */
export const claimShare = 0.95;

/** What a figure was computed from: ids of attempts, or of pulses for lines over time. */
export interface Rests {
  readonly count: number;
  readonly ids: readonly string[];
}

/** Why a figure is not shown. */
export type Silence =
  /** Fewer cases than it needs. */
  | 'too-few'
  /** Enough cases, but over too few days. */
  | 'too-short'
  /** Enough cases, but nowhere enough of them near one another. */
  | 'too-sparse'
  /** Enough no's, but too few of them have halved. */
  | 'too-few-halved'
  /** Fewer groups of enough cases than a comparison needs. */
  | 'too-few-groups';

export interface Silent {
  readonly shown: false;
  readonly because: Silence;
  /** What there is, in the unit of `need`: cases, days or groups. */
  readonly have: number;
  readonly need: number;
  readonly rests: Rests;
}

/** A figure with what it shows, or silent with what can be shown instead. */
export type Figure<Shown extends object, Instead extends object = object> =
  ({ readonly shown: true; readonly rests: Rests } & Shown) | (Silent & Instead);

export function restsOn(rows: readonly { readonly id: string }[]): Rests {
  return { count: rows.length, ids: rows.map(({ id }) => id) };
}

export function silent(rests: Rests, need: number, because: Silence = 'too-few', have = rests.count): Silent {
  return { shown: false, because, have, need, rests };
}

/** An estimate with the ends of its interval. */
export interface Interval {
  readonly lower: number;
  readonly upper: number;
}
