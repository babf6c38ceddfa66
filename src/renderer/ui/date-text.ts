import { addDays, type CalendarDate, isCalendarDate, toDayNumber } from '#core/base';

/** The words and the order in which a person writes dates. */
export interface DateWriting {
  readonly order: 'dmy' | 'mdy';
  readonly today: string;
  readonly yesterday: string;
  /** Twelve names, as the language writes them; the first three letters are enough. */
  readonly months: readonly string[];
}

function dateOf(year: number, month: number, day: number): CalendarDate | null {
  const text = `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
  return isCalendarDate(text) ? text : null;
}

function yearOf(text: string | undefined, today: CalendarDate): number {
  if (text === undefined || text === '') return Number(today.slice(0, 4));
  return text.length <= 2 ? 2000 + Number(text) : Number(text);
}

/** Without a year the latest such day up to today is meant: what is written down here has mostly happened. */
function latest(year: string | undefined, month: number, day: number, today: CalendarDate): CalendarDate | null {
  const date = dateOf(yearOf(year, today), month, day);
  if (!date || year || toDayNumber(date) <= toDayNumber(today)) return date;
  return dateOf(Number(today.slice(0, 4)) - 1, month, day);
}

function monthNamed(name: string, months: readonly string[]): number {
  const start = name.toLocaleLowerCase().slice(0, 3);
  return months.findIndex((month) => month.toLocaleLowerCase().startsWith(start)) + 1;
}

/** Reads "2026-11-03", "3.11.", "3 Nov", "Nov 3, 2026", "yesterday", "-2"; null when it is no date. */
export function readDate(text: string, today: CalendarDate, writing: DateWriting): CalendarDate | null {
  const said = text.trim().toLocaleLowerCase();
  if (isCalendarDate(said)) return said;
  if (said !== '' && writing.today.toLocaleLowerCase().startsWith(said)) return today;
  if (said !== '' && writing.yesterday.toLocaleLowerCase().startsWith(said)) return addDays(today, -1);
  const back = /^-(\d{1,4})$/.exec(said);
  if (back) return addDays(today, -Number(back[1]));

  const digits = /^(\d{1,2})[./\s-]+(\d{1,2})(?:[./\s-]+(\d{2}|\d{4})?)?$/.exec(said);
  if (digits) {
    const [first, second] = [Number(digits[1]), Number(digits[2])];
    // A point is written only in day-first countries; so is anything whose "month" is above 12.
    const dayFirst = writing.order === 'dmy' || said.includes('.') || first > 12;
    return dayFirst ? latest(digits[3], second, first, today) : latest(digits[3], first, second, today);
  }
  const named = /^(?:(\d{1,2})\.?\s*([\p{L}]{3,})\.?|([\p{L}]{3,})\.?\s*(\d{1,2}),?)(?:\s+(\d{2}|\d{4}))?$/u.exec(said);
  if (!named) return null;
  const month = monthNamed(named[2] ?? named[3] ?? '', writing.months);
  return month === 0 ? null : latest(named[5], month, Number(named[1] ?? named[4]), today);
}
