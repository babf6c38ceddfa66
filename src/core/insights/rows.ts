/**
 * What the statistics need of the journal, as plain rows: no names, no words of letters, days as numbers. They are cheap
 * to send to a worker, and a worker that knows no names can lose none.
 */
import { toDayNumber } from '#core/base';
import type {
  Answer,
  Attempt,
  AttemptId,
  CheckIn,
  EntryId,
  KindId,
  Pulse,
  Pursuit,
  PursuitId,
  Rating,
  Ratings,
  Stretch,
  Wish,
} from '#core/journal';

/** Days since 1970-01-01. */
export type Day = number;

export interface AttemptRow {
  readonly id: AttemptId;
  readonly pursuit: PursuitId | null;
  readonly kind: KindId;
  readonly tags: readonly string[];
  readonly sent: Day | null;
  readonly answer: Answer;
  /** Day of the answer, or of closing; null while waiting, and when it was not noted. */
  readonly answered: Day | null;
  readonly stretch: Stretch | null;
  readonly ratings: Ratings;
  readonly rated: Day | null;
}

export interface PursuitRow {
  readonly id: PursuitId;
  readonly wish: Wish | null;
  /** 0-10. */
  readonly matters: Rating | null;
}

export interface CheckInRow {
  readonly id: EntryId;
  readonly attempt: AttemptId;
  readonly on: Day;
  readonly sting: Rating | null;
  readonly selfWorth: Rating | null;
}

export const measures = ['hope', 'purpose', 'selfWorth'] as const;
export type Measure = (typeof measures)[number];

export interface PulseRow extends Readonly<Record<Measure, Rating | null>> {
  readonly id: EntryId;
  readonly on: Day;
}

/** Everything that the statistics rest on; what lies in the bin is not in it. */
export interface Rows {
  readonly attempts: readonly AttemptRow[];
  readonly pursuits: readonly PursuitRow[];
  readonly checkIns: readonly CheckInRow[];
  readonly pulses: readonly PulseRow[];
  readonly today: Day;
  /** Days of silence after which the person takes an attempt for unanswered, while too few answers are known. */
  readonly quietAfterDays: number;
}

export function attemptRow(attempt: Attempt): AttemptRow {
  const { id, pursuit, kind, tags, sentOn, answer, answeredOn, stretch, ratings, ratedOn } = attempt;
  return {
    id,
    pursuit,
    kind,
    tags,
    sent: sentOn && toDayNumber(sentOn),
    answer,
    answered: answeredOn && toDayNumber(answeredOn),
    stretch,
    ratings,
    rated: ratedOn && toDayNumber(ratedOn),
  };
}

export function pursuitRow({ id, wish, matters }: Pursuit): PursuitRow {
  return { id, wish, matters };
}

/** Null for one that was skipped: it says nothing. */
export function checkInRow({ id, attempt, on, sting, selfWorth, skipped }: CheckIn): CheckInRow | null {
  return skipped ? null : { id, attempt, on: toDayNumber(on), sting, selfWorth };
}

export function pulseRow({ id, on, hope, purpose, selfWorth }: Pulse): PulseRow {
  return { id, on: toDayNumber(on), hope, purpose, selfWorth };
}
