/**
 * When "Talk to someone" may come by itself: after self-worth of 1 or less in three check-ins running. No text is looked
 * at, and nothing is said about the person.
 */
import { type CalendarDate, daysBetween, isCalendarDate } from '#core/base';
import type { Book } from './book.ts';
import type { CheckIn } from './model.ts';

const low = 1;
const running = 3;
/** A run that ended longer ago, in days, is left alone: an import must not bring back an old time. */
const recentDays = 7;
const key = 'talkShown';

/** The days of check-ins, first and last, on which self-worth was rated low without a break. */
export interface LowRun {
  readonly first: CalendarDate;
  readonly last: CalendarDate;
}

/**
 * The run of low check-ins that still goes on, if it is three days of check-ins long or longer and its last is no more
 * than a week before `today`; else null. Several check-ins of one day share one answer and count as one, by the lowest.
 * `checkIns` come oldest first.
 */
function lowRunOf(checkIns: readonly CheckIn[], today: CalendarDate): LowRun | null {
  const byDay = new Map<CalendarDate, number>();
  for (const { on, selfWorth } of checkIns) {
    if (selfWorth !== null) byDay.set(on, Math.min(selfWorth, byDay.get(on) ?? selfWorth));
  }
  const days = [...byDay.keys()];
  const last = days.at(-1);
  if (!last || daysBetween(last, today) > recentDays) return null;
  const before = days.findLastIndex((on) => (byDay.get(on) ?? low) > low);
  const first = days[before + 1];
  return first && days.length - 1 - before >= running ? { first, last } : null;
}

function wasShown(book: Book, run: LowRun): boolean {
  const shown = book.settings.get(key);
  return isCalendarDate(shown) && shown >= run.first;
}

/** The run that goes on today, unless the card was shown for it before, on any device. */
export function unshownRun(book: Book, today: CalendarDate): LowRun | null {
  const run = lowRunOf(book.checkIns.live(), today);
  return run && !wasShown(book, run) ? run : null;
}

/** Remembers that the card was shown for this run. No step of undo takes that back. */
export function noteTalkShown(book: Book, run: LowRun): void {
  if (!wasShown(book, run)) book.writeForGood(() => book.settings.set(key, run.last));
}
