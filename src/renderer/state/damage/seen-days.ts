import { type CalendarDate, isCalendarDate } from '#core/base';
import type { RecordsFinding } from '../damage-view.ts';
import type { DraftShelf } from '../drafts.ts';

type Kind = RecordsFinding['kind'];
const kinds: readonly Kind[] = ['records', 'keyless', 'newer'];
const nameOf = (kind: Kind): string => `damage-${kind}`;

/** Notes on which day each kind was first seen; forgets it once there is nothing of that kind any more. */
export function noteSeen(shelf: DraftShelf, counts: Readonly<Record<Kind, number>>, today: CalendarDate): void {
  for (const kind of kinds) {
    if (counts[kind] === 0) shelf.write(nameOf(kind), null);
    else if (daySeen(shelf, kind) === null) shelf.write(nameOf(kind), today);
  }
}

export function daySeen(shelf: DraftShelf, kind: Kind): CalendarDate | null {
  const day = shelf.read(nameOf(kind));
  return day !== null && isCalendarDate(day) ? day : null;
}
