import { type CalendarDate, toDayNumber } from '#core/base';
import { language, languagesOfBrowser } from './language.svelte.ts';

const msPerDay = 86_400_000;

/** A region is kept when the browser has one for the chosen language: 11/3 and 3/11 are different days. */
function tag(): string {
  const chosen = language();
  return languagesOfBrowser().find((one) => one.toLowerCase().split('-')[0] === chosen) ?? regional[chosen];
}
const regional = { en: 'en-GB', de: 'de-DE' } as const;

const formats = new Map<string, Intl.DateTimeFormat>();

function format(date: CalendarDate, name: string, options: Intl.DateTimeFormatOptions): string {
  // Month names follow the language, the order the region; a calendar date is shown in UTC, where it was never moved.
  const region = tag();
  const key = `${region} ${name}`;
  let made = formats.get(key);
  if (!made) formats.set(key, (made = new Intl.DateTimeFormat(region, { ...options, timeZone: 'UTC' })));
  return made.format(toDayNumber(date) * msPerDay);
}

/** "3 Nov 2026" */
export function shortDate(date: CalendarDate): string {
  return format(date, 'short', { day: 'numeric', month: 'short', year: 'numeric' });
}

/** "3 November 2026" */
export function longDate(date: CalendarDate): string {
  return format(date, 'long', { day: 'numeric', month: 'long', year: 'numeric' });
}

/** "3 Nov" */
export function dayAndMonth(date: CalendarDate): string {
  return format(date, 'day', { day: 'numeric', month: 'short' });
}

/** "Tuesday, 3 November" */
export function weekdayDate(date: CalendarDate): string {
  return format(date, 'weekday', { weekday: 'long', day: 'numeric', month: 'long' });
}

/** "Nov 2026" */
export function monthAndYear(date: CalendarDate): string {
  return format(date, 'month', { month: 'short', year: 'numeric' });
}

/** How the person writes dates: order of day and month, names of the months, words for today and yesterday. */
export function dateWriting(): {
  order: 'dmy' | 'mdy';
  today: string;
  yesterday: string;
  months: readonly string[];
} {
  const order =
    new Intl.DateTimeFormat(tag(), { timeZone: 'UTC' }).formatToParts(0)[0]?.type === 'month' ? 'mdy' : 'dmy';
  const relative = new Intl.RelativeTimeFormat(language(), { numeric: 'auto' });
  const name = new Intl.DateTimeFormat(language(), { month: 'long', timeZone: 'UTC' });
  const months = Array.from({ length: 12 }, (_, month) => name.format(Date.UTC(2000, month, 1)));
  return { order, today: relative.format(0, 'day'), yesterday: relative.format(-1, 'day'), months };
}

/** "3 November 2026, 14:05", where the person is. `ms` since 1970-01-01T00:00Z. */
export function instant(ms: number): string {
  return new Intl.DateTimeFormat(tag(), { dateStyle: 'long', timeStyle: 'short' }).format(ms);
}

/** "1.4 MB", "12 kB" or "340 byte" of `bytes` bytes; `base` is 1024 for limits that are counted so. */
export function fileSize(bytes: number, base: 1000 | 1024 = 1000): string {
  const units = ['byte', 'kilobyte', 'megabyte'] as const;
  const power = bytes < 1000 ? 0 : bytes < 999_500 ? 1 : 2;
  const unitDisplay = power === 0 ? 'long' : 'short';
  const options = {
    style: 'unit',
    unit: units[power],
    unitDisplay,
    maximumFractionDigits: power === 2 ? 1 : 0,
  } as const;
  return new Intl.NumberFormat(tag(), options).format(bytes / base ** power);
}

/** The days of the week, 1 Monday to 7 Sunday, in the order in which the person's region writes them. */
export function weekdays(): readonly { day: number; name: string; short: string }[] {
  const name = new Intl.DateTimeFormat(language(), { weekday: 'long', timeZone: 'UTC' });
  const short = new Intl.DateTimeFormat(language(), { weekday: 'short', timeZone: 'UTC' });
  const first = firstWeekday();
  return Array.from({ length: 7 }, (_, index) => {
    const day = ((first - 1 + index) % 7) + 1;
    // 2024-01-01 was a Monday.
    const at = Date.UTC(2024, 0, day);
    return { day, name: name.format(at), short: short.format(at) };
  });
}

/** Not every engine says it; where it does not, weeks begin on Monday. */
function firstWeekday(): number {
  const locale = new Intl.Locale(tag()) as Intl.Locale & { getWeekInfo?: () => { firstDay: number } };
  return locale.getWeekInfo?.().firstDay ?? 1;
}

const numberFormats = new Map<string, Intl.NumberFormat>();

export function number(value: number, digits = 0): string {
  const region = tag();
  const key = `${region} ${digits}`;
  let made = numberFormats.get(key);
  if (!made) numberFormats.set(key, (made = new Intl.NumberFormat(region, { maximumFractionDigits: digits })));
  return made.format(value);
}

export function listOf(parts: readonly string[]): string {
  return new Intl.ListFormat(language(), { type: 'conjunction' }).format(parts);
}

/** "apple, appear or approve" */
export function anyOf(parts: readonly string[]): string {
  return new Intl.ListFormat(language(), { type: 'disjunction' }).format(parts);
}
