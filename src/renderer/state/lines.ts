import { type CalendarDate, toDayNumber } from '#core/base';
import type { Attempt, AttemptId, Pulse } from '#core/journal';

export const measures = ['hope', 'purpose', 'selfWorth'] as const;
export type Measure = (typeof measures)[number];

/** One moment at which something was rated. */
export interface Moment {
  readonly on: CalendarDate;
  /** Days since 1970-01-01. */
  readonly day: number;
  readonly from: 'pulse' | 'no' | 'yes';
  readonly values: Readonly<Record<Measure, number | null>>;
  /** The attempt that was answered then. */
  readonly attempt: AttemptId | null;
}

export interface Mark {
  readonly day: number;
  readonly toWhom: string;
}

export interface Lines {
  /** Oldest first. */
  readonly moments: readonly Moment[];
  readonly noes: readonly Mark[];
  readonly yeses: readonly Mark[];
}

/** Below this many rated moments a chart would show more than there is. */
export const fewestMoments = 5;
/** From this many pulses on their median says something. */
export const fewestForMedian = 5;

export function linesOf(pulses: readonly Pulse[], attempts: readonly Attempt[]): Lines {
  const moments = [...pulses.map(ofPulse), ...attempts.map(ofAttempt)].filter((moment) => moment !== null);
  moments.sort((a, b) => a.day - b.day);
  const marks = (answer: 'no' | 'yes') =>
    attempts.flatMap(({ answer: one, answeredOn, toWhom }) =>
      one === answer && answeredOn ? [{ day: toDayNumber(answeredOn), toWhom }] : [],
    );
  return { moments, noes: marks('no'), yeses: marks('yes') };
}

function ofPulse({ on, hope, purpose, selfWorth }: Pulse): Moment | null {
  if (hope === null && purpose === null && selfWorth === null) return null;
  return { on, day: toDayNumber(on), from: 'pulse', values: { hope, purpose, selfWorth }, attempt: null };
}

function ofAttempt({ id, answer, ratings, ratedOn }: Attempt): Moment | null {
  const { hope = null, purpose = null, selfWorth = null } = ratings;
  if (!ratedOn || (answer !== 'no' && answer !== 'yes')) return null;
  if (hope === null && purpose === null && selfWorth === null) return null;
  return { on: ratedOn, day: toDayNumber(ratedOn), from: answer, values: { hope, purpose, selfWorth }, attempt: id };
}

/** The middle of a measure's pulses; null while there are too few. Ratings at a no are chosen low moments and do not count. */
export function pulseMedian(moments: readonly Moment[], measure: Measure): number | null {
  const values = moments
    .filter((moment) => moment.from === 'pulse')
    .flatMap((moment) => moment.values[measure] ?? [])
    .sort((a, b) => a - b);
  if (values.length < fewestForMedian) return null;
  const middle = values.length >> 1;
  const upper = values[middle] ?? 0;
  return values.length % 2 === 1 ? upper : ((values[middle - 1] ?? upper) + upper) / 2;
}
