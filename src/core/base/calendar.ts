import { coded } from './errors.ts';

declare const calendarDate: unique symbol;

/**
 * A day as people mean it, `YYYY-MM-DD` in the proleptic Gregorian calendar, 0001 to 9999. It belongs to no time
 * zone, so it is never turned into an instant: imported dates that went through UTC came back a day off elsewhere.
 */
export type CalendarDate = string & { readonly [calendarDate]: true };

const pattern = /^(\d{4})-(\d{2})-(\d{2})$/;
const msPerDay = 86_400_000;

/** Days since 1970-01-01, from the parts of a date; no range check. */
function dayNumberOf(year: number, month: number, day: number): number {
  // Date.UTC maps years 0-99 to 1900-1999, so the year is set apart.
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  return Math.round(date.getTime() / msPerDay);
}

/**
 * Days since 1970-01-01. Lists of thousands ask this of every date, so it is reckoned without a Date and a pattern:
 * years that begin in March, in eras of 400 (H. Hinnant, "chrono-Compatible Low-Level Date Algorithms").
 */
export function toDayNumber(date: CalendarDate): number {
  const [year, month, day] = [digits(date, 0, 4), digits(date, 5, 7), digits(date, 8, 10)];
  if (date.length !== 10 || Number.isNaN(year + month + day)) throw coded('input/invalid', { what: 'date' });
  const marchYear = month > 2 ? year : year - 1;
  const era = Math.floor(marchYear / 400);
  const yearOfEra = marchYear - era * 400;
  const dayOfYear = Math.floor((153 * ((month + 9) % 12) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}

/** The number that stands in `text` from `from` to `to`; NaN where there is anything but digits. */
function digits(text: string, from: number, to: number): number {
  let number = 0;
  for (let at = from; at < to; at++) {
    const digit = text.charCodeAt(at) - 48;
    number = digit >= 0 && digit <= 9 ? number * 10 + digit : NaN;
  }
  return number;
}

/** The inverse of {@link toDayNumber}. */
export function fromDayNumber(day: number): CalendarDate {
  const date = new Date(day * msPerDay);
  const year = date.getUTCFullYear();
  if (!Number.isInteger(day) || !(year >= 1 && year <= 9999)) throw coded('input/invalid', { what: 'date' });
  return date.toISOString().slice(0, 10) as CalendarDate;
}

export function isCalendarDate(value: unknown): value is CalendarDate {
  if (typeof value !== 'string') return false;
  const parts = pattern.exec(value);
  if (!parts || parts[1] === '0000') return false;
  const day = dayNumberOf(Number(parts[1]), Number(parts[2]), Number(parts[3]));
  return new Date(day * msPerDay).toISOString().slice(0, 10) === value;
}

/** Returns `value` as a date; throws `input/invalid` when it is none. */
export function parseCalendarDate(value: unknown): CalendarDate {
  if (!isCalendarDate(value)) throw coded('input/invalid', { what: 'date' });
  return value;
}

/** The date `days` days later (or earlier, when negative). */
export function addDays(date: CalendarDate, days: number): CalendarDate {
  return fromDayNumber(toDayNumber(date) + days);
}

/** Whole days from `from` to `to`; negative when `to` is earlier. */
export function daysBetween(from: CalendarDate, to: CalendarDate): number {
  return toDayNumber(to) - toDayNumber(from);
}
