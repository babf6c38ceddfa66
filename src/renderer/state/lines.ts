import { type CalendarDate, toDayNumber } from '#core/base';
import type { Measure } from '#core/insights';
import type { Attempt, AttemptId, Pulse } from '#core/journal';

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

/** Below this many rated moments a chart would show more than there is. */
export const fewestMoments = 5;

/** Everything that was rated in a pulse or at a yes or no, oldest first. */
export function momentsOf(pulses: readonly Pulse[], attempts: readonly Attempt[]): readonly Moment[] {
  const moments = [...pulses.map(ofPulse), ...attempts.map(remembered)].filter((moment) => moment !== null);
  return moments.sort((a, b) => a.day - b.day);
}

/** An attempt stays the same object until it changes, and so does its moment. */
const known = new WeakMap<Attempt, Moment | null>();

function remembered(attempt: Attempt): Moment | null {
  let moment = known.get(attempt);
  if (moment === undefined) known.set(attempt, (moment = ofAttempt(attempt)));
  return moment;
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

/** The place of a moment among others; where it is not there (any more), of the one nearest in time. Null for none. */
export function nearestTo(moment: Moment, moments: readonly Moment[]): number | null {
  const itself = moments.indexOf(moment);
  if (itself >= 0) return itself;
  const { day, from, attempt } = moment;
  let best: number | null = null;
  let least = Infinity;
  moments.forEach((other, index) => {
    const isOther = other.from !== from || other.attempt !== attempt;
    const distance = Math.abs(other.day - day) + (isOther ? 0.5 : 0);
    if (distance < least) [best, least] = [index, distance];
  });
  return best;
}
