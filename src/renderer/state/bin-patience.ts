import type { CalendarDate } from '#core/base';
import { binDays, type Binned } from '#core/journal';
import type { DraftShelf } from './drafts.ts';

const msPerDay = 86_400_000;
const shelfName = 'bin-due-since';

/**
 * Whether what has lain in the bin for its time may go for good. A clock that jumps makes everything in it look old at
 * once; so it goes only when a day has passed, by the same clock, since something was first seen to be due.
 */
export function mayEmptyBin(binned: Binned, shelf: DraftShelf, now: number, today: CalendarDate): boolean {
  const before = now - binDays * msPerDay;
  const due = Object.values(binned)
    .flat()
    .some(({ deletedAt }) => deletedAt !== null && deletedAt <= before);
  const since = due ? shelf.read(shelfName) : null;
  if (due && since !== null && since < today) return true;
  // A day in the future was noted by a clock that was ahead.
  shelf.write(shelfName, due ? today : null);
  return false;
}
