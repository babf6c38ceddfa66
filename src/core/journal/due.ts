/** What may be asked today. Nothing is owed: whatever is not answered in its window is never asked again. */
import { addDays, type CalendarDate, daysBetween, toDayNumber } from '#core/base';
import { type Attempt, type AttemptId, type CheckIn, type CheckInDay, checkInDays, type Pulse } from './model.ts';
import { byText } from './order.ts';

/** The days after a no, first and last, on which each check-in may be made. */
export const checkInWindows: Readonly<Record<CheckInDay, readonly [number, number]>> = {
  1: [1, 2],
  7: [5, 9],
  30: [23, 37],
};

/**
 * A day has one card with never more questions than this: how much each no hurts is one each, self-worth is asked once
 * for all of them, and a pulse adds hope and purpose.
 */
export const questionsPerDay = 4;

const daysBetweenPulses = 7;

/** The part of a journal that these questions need. */
export interface DueSource {
  attempts(): readonly Attempt[];
  checkIns(): readonly CheckIn[];
  pulses(): readonly Pulse[];
}

export interface CheckInQuestion {
  readonly attempt: AttemptId;
  readonly day: CheckInDay;
  /** What was answered or skipped today; null while it is open. */
  readonly made: CheckIn | null;
  /** The last day on which it may be made, in days since 1970-01-01. */
  readonly until: number;
}

/** The questions of one day, those answered or skipped on it included. */
export interface DayQuestions {
  /** Hope and purpose; null when they are not asked. */
  readonly pulse: { readonly made: Pulse | null } | null;
  /** Those whose window closes first come first, ties by day and id. */
  readonly checkIns: readonly CheckInQuestion[];
}

/** What was neither rated nor skipped is no check-in: its rating was taken back. */
function isEmpty({ sting, selfWorth, skipped }: CheckIn): boolean {
  return sting === null && selfWorth === null && !skipped;
}

const keyOf = (attempt: AttemptId, day: CheckInDay): string => `${String(day)} ${attempt}`;

/**
 * What one card asks today, at most {@link questionsPerDay} questions: the weekly pulse first, for it carries the lines,
 * then check-ins. A check-in is asked after a dated no that is neither archived nor in the bin nor rated today, inside
 * its window, unless it was made or skipped before. What found no room today may find it tomorrow, inside its window.
 */
export function questionsOf(
  journal: DueSource,
  today: CalendarDate,
  wanted: { readonly checkIns: boolean; readonly pulse: boolean } = { checkIns: true, pulse: true },
): DayQuestions {
  const made = madeOn(journal, today);
  const pulseMade = journal.pulses().findLast(({ on }) => on === today) ?? null;
  let left = questionsPerDay - made.length - (pulseMade ? 2 : 0) - (made.length > 0 || pulseMade ? 1 : 0);
  const offersPulse = !pulseMade && wanted.pulse && pulseDue(journal, today) && left >= (made.length > 0 ? 2 : 3);
  if (offersPulse) left -= made.length > 0 ? 2 : 3;
  const asksSelfWorth = made.length > 0 || pulseMade !== null || offersPulse;
  const room = Math.max(0, asksSelfWorth ? left : left - 1);
  const open = wanted.checkIns ? openOn(journal, today).slice(0, room) : [];
  const checkIns = [...made, ...open].sort(closingFirst);
  return { pulse: pulseMade || offersPulse ? { made: pulseMade } : null, checkIns };
}

function closingFirst(a: CheckInQuestion, b: CheckInQuestion): number {
  return a.until - b.until || a.day - b.day || byText(a.attempt, b.attempt);
}

function lastDayOf(answeredOn: CalendarDate, day: CheckInDay): number {
  return toDayNumber(answeredOn) + checkInWindows[day][1];
}

function madeOn(journal: DueSource, today: CalendarDate): CheckInQuestion[] {
  const ofToday = journal.checkIns().filter(({ on }) => on === today);
  const named = new Set(ofToday.map(({ attempt }) => attempt));
  const attempts = new Map<AttemptId, Attempt>();
  for (const attempt of named.size > 0 ? journal.attempts() : []) {
    if (named.has(attempt.id)) attempts.set(attempt.id, attempt);
  }
  const made = new Map<string, CheckInQuestion>();
  for (const checkIn of ofToday) {
    const { attempt, day } = checkIn;
    const asked = attempts.get(attempt);
    if (!asked) continue;
    const key = keyOf(attempt, day);
    // Two devices may have made the same one; the one that says something counts.
    if (made.has(key) && isEmpty(checkIn)) continue;
    const until = asked.answeredOn ? lastDayOf(asked.answeredOn, day) : 0;
    made.set(key, { attempt, day, made: checkIn, until });
  }
  return [...made.values()];
}

/** Asked after every change, and nearly all of thousands lie outside of every window: dates compare as text. */
function openOn(journal: DueSource, today: CalendarDate): CheckInQuestion[] {
  const [earliest, latest] = [addDays(today, -checkInWindows[30][1]), addDays(today, -checkInWindows[1][0])];
  const done = new Set<string>();
  for (const checkIn of journal.checkIns()) {
    if (checkIn.on === today || !isEmpty(checkIn)) done.add(keyOf(checkIn.attempt, checkIn.day));
  }
  return journal
    .attempts()
    .filter(({ answeredOn }) => answeredOn !== null && answeredOn >= earliest && answeredOn <= latest)
    .flatMap((attempt) => windowOf(attempt, today))
    .filter(({ attempt, day }) => !done.has(keyOf(attempt, day)))
    .sort(closingFirst);
}

function windowOf({ id, answer, answeredOn, ratedOn, archived }: Attempt, today: CalendarDate): CheckInQuestion[] {
  if (answer !== 'no' || !answeredOn || archived || ratedOn === today) return [];
  const days = daysBetween(answeredOn, today);
  const day = checkInDays.find((one) => days >= checkInWindows[one][0] && days <= checkInWindows[one][1]);
  return day ? [{ attempt: id, day, made: null, until: lastDayOf(answeredOn, day) }] : [];
}

/**
 * Whether a pulse may be offered: none yet, or the last one is at least a week old. One dated tomorrow was made before
 * a journey west and counts as well.
 */
export function pulseDue(journal: Pick<DueSource, 'pulses'>, today: CalendarDate): boolean {
  const last = journal.pulses().findLast(({ on }) => daysBetween(today, on) <= 1);
  return !last || daysBetween(last.on, today) >= daysBetweenPulses;
}
