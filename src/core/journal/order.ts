import type { CalendarDate } from '#core/base';

/** Compares by UTF-16 code units: the same on every device, whatever its language. */
export function byText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Newest first; what has no date stands before everything dated, so that it is seen and can be given one. */
export function newestFirst(a: CalendarDate | null, b: CalendarDate | null): number {
  if (a === null || b === null) return (a === null ? 0 : 1) - (b === null ? 0 : 1);
  return byText(b, a);
}

/** Oldest first; what has no date stands last. */
export function oldestFirst(a: CalendarDate | null, b: CalendarDate | null): number {
  return newestFirst(b, a);
}
