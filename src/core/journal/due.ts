/** What may be asked today. Nothing is owed: whatever is not answered in its window is never asked again. */
import { addDays, type CalendarDate, daysBetween } from '#core/base';
import { type Attempt, type AttemptId, type CheckIn, type CheckInDay, checkInDays, type Pulse } from './model.ts';
import { byText } from './order.ts';

/** The days after a no, first and last, on which each check-in may be made. */
export const checkInWindows: Readonly<Record<CheckInDay, readonly [number, number]>> = {
  1: [1, 2],
  7: [5, 9],
  30: [23, 37],
};

/** All check-ins of a day are asked together, and never more than this many. */
export const checkInsPerDay = 4;

const daysBetweenPulses = 7;

export interface DueCheckIn {
  readonly attempt: AttemptId;
  readonly day: CheckInDay;
  /** The last day on which it may be made. */
  readonly until: CalendarDate;
}

/** The part of a journal that these questions need. */
export interface DueSource {
  attempts(): readonly Attempt[];
  checkIns(): readonly CheckIn[];
  pulses(): readonly Pulse[];
}

/**
 * The check-ins to offer together today: after a dated no that is neither archived nor in the bin, inside its window,
 * and neither made nor skipped yet. At most {@link checkInsPerDay} a day, those made or skipped today included; those
 * whose window closes first come first, ties by day and id.
 */
export function dueCheckIns(journal: DueSource, today: CalendarDate): readonly DueCheckIn[] {
  const made = new Set<string>();
  let left = checkInsPerDay;
  for (const { attempt, day, on } of journal.checkIns()) {
    made.add(`${String(day)} ${attempt}`);
    if (on === today) left--;
  }
  const due = journal
    .attempts()
    .flatMap((attempt) => dueOf(attempt, today))
    .filter(({ attempt, day }) => !made.has(`${String(day)} ${attempt}`));
  due.sort((a, b) => byText(a.until, b.until) || a.day - b.day || byText(a.attempt, b.attempt));
  return due.slice(0, Math.max(0, left));
}

function dueOf({ id, answer, answeredOn, archived }: Attempt, today: CalendarDate): DueCheckIn[] {
  if (answer !== 'no' || !answeredOn || archived) return [];
  const days = daysBetween(answeredOn, today);
  const day = checkInDays.find((one) => days >= checkInWindows[one][0] && days <= checkInWindows[one][1]);
  return day ? [{ attempt: id, day, until: addDays(answeredOn, checkInWindows[day][1]) }] : [];
}

/** Whether a pulse may be offered: none yet, or the last one up to today is at least a week old. */
export function pulseDue(journal: Pick<DueSource, 'pulses'>, today: CalendarDate): boolean {
  const last = journal.pulses().findLast(({ on }) => on <= today);
  return !last || daysBetween(last.on, today) >= daysBetweenPulses;
}
