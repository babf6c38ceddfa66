import { type CalendarDate, isCalendarDate } from '#core/base';

/** Which part of a date stands where: year first, day first, month first. */
export const dateOrders = ['YMD', 'DMY', 'MDY'] as const;
export type DateOrder = (typeof dateOrders)[number];

/** What the dates of a file allow. */
export interface DateOrderFinding {
  /** The one order that fits every date; null when several do, or none. */
  readonly order: DateOrder | null;
  /** All orders that fit the most dates. */
  readonly candidates: readonly DateOrder[];
  /** A date of the file that can be read in more than one way, to show to the person. */
  readonly example: string | null;
  /** No single order fits every date. */
  readonly mixed: boolean;
}

/** What may follow a date in one cell: a time of day, which says nothing about which day is meant. */
const time =
  '(?:(?:T|,?\\s)\\s?\\d{1,2}[:.]\\d{2}(?:[:.]\\d{2}(?:[.,]\\d{1,9})?)?(?:\\s?[ap]\\.?m\\.?)?' +
  '(?:\\s?(?:Z|UTC|GMT|[+-]\\d{2}:?\\d{2})(?:\\s?\\([^()]{1,40}\\))?)?)?';
const numeric = new RegExp(`^(\\d{1,4})([./-])(\\d{1,2})\\2(\\d{1,4})${time}$`, 'iu');
const compact = /^(\d{4})(\d{2})(\d{2})$/;
const weekday = '(?:\\p{L}{2,12}\\.?,?\\s)?';
const dayName = new RegExp(
  `^${weekday}(\\d{1,2})(?:\\.|st|nd|rd|th)?[\\s-](\\p{L}{3,12})\\.?,?[\\s-](\\d{4})${time}$`,
  'iu',
);
const nameDay = new RegExp(`^${weekday}(\\p{L}{3,12})\\.?\\s(\\d{1,2})(?:st|nd|rd|th)?,?\\s(\\d{4})${time}$`, 'iu');
/** Longer than any date: not even looked at. */
const maxLength = 90;

/** English and German; a name may be cut to three or more letters. */
const months = [
  ['january', 'januar', 'jänner'],
  ['february', 'februar', 'feber'],
  ['march', 'märz', 'maerz', 'mrz'],
  ['april'],
  ['may', 'mai'],
  ['june', 'juni'],
  ['july', 'juli'],
  ['august'],
  ['september', 'sept'],
  ['october', 'oktober'],
  ['november'],
  ['december', 'dezember'],
] as const;

/** 1-12, or null when it is no month's name. */
export function monthOf(name: string): number | null {
  const word = name.toLowerCase().normalize('NFC');
  if (word.length < 3) return null;
  const index = months.findIndex((names) => names.some((month) => month === word || month.startsWith(word)));
  return index < 0 ? null : index + 1;
}

/**
 * The calendar date that a text means, in the given order; with a month's name or a year of four digits in front the
 * order does not matter. A time of day behind it is dropped and nothing is ever moved to another time zone: the day
 * written is the day meant. Null when the text is no date, or not in this order.
 */
export function readDate(text: string, order: DateOrder): CalendarDate | null {
  const trimmed = text.trim();
  return readNamed(trimmed) ?? readNumeric(trimmed, order);
}

/** The orders in which a text is a date; all three when the order does not matter. Empty when it is none. */
export function possibleOrders(text: string): readonly DateOrder[] {
  const trimmed = text.trim();
  if (readNamed(trimmed)) return dateOrders;
  return dateOrders.filter((order) => readNumeric(trimmed, order) !== null);
}

/** Which order the dates of a file are in, as far as they tell; texts that are no dates say nothing. */
export function findDateOrder(texts: Iterable<string>): DateOrderFinding {
  const fits: Record<DateOrder, number> = { YMD: 0, DMY: 0, MDY: 0 };
  let dates = 0;
  let example: string | null = null;
  for (const text of texts) {
    const possible = possibleOrders(text);
    if (possible.length === 0 || possible.length === dateOrders.length) continue;
    dates++;
    for (const order of possible) fits[order]++;
    if (possible.length > 1) example ??= text.trim();
  }
  const most = Math.max(fits.YMD, fits.DMY, fits.MDY);
  const candidates = dateOrders.filter((order) => fits[order] === most);
  const mixed = most < dates;
  // Without any telling date there is nothing to decide.
  if (dates === 0) return { order: 'YMD', candidates: ['YMD'], example: null, mixed: false };
  const [only] = candidates;
  return { order: candidates.length === 1 && !mixed && only ? only : null, candidates, example, mixed };
}

function readNamed(text: string): CalendarDate | null {
  if (text.length > maxLength) return null;
  const first = dayName.exec(text);
  if (first) return dateOf(first[3], monthOf(first[2] ?? ''), first[1]);
  const second = nameDay.exec(text);
  return second && dateOf(second[3], monthOf(second[1] ?? ''), second[2]);
}

function readNumeric(text: string, order: DateOrder): CalendarDate | null {
  if (text.length > maxLength) return null;
  const dense = compact.exec(text);
  if (dense) return order === 'YMD' ? dateOf(dense[1], Number(dense[2]), dense[3]) : null;
  const parts = numeric.exec(text);
  if (!parts) return null;
  const [, a = '', , b = '', c = ''] = parts;
  // A year of four digits in front leaves no doubt, whatever the others in the file do.
  if (a.length === 4) return c.length <= 2 ? dateOf(a, Number(b), c) : null;
  if (order === 'YMD') return a.length === 2 && c.length <= 2 ? dateOf(a, Number(b), c) : null;
  if (a.length > 2 || (c.length !== 4 && c.length !== 2)) return null;
  return order === 'DMY' ? dateOf(c, Number(b), a) : dateOf(c, Number(a), b);
}

/** Years of two digits are 1970 to 2069. */
function dateOf(year: string | undefined, month: number | null, day: string | undefined): CalendarDate | null {
  if (!year || !day || month === null) return null;
  const full = year.length > 2 ? Number(year) : Number(year) + (Number(year) < 70 ? 2000 : 1900);
  const date = `${String(full).padStart(4, '0')}-${String(month).padStart(2, '0')}-${day.padStart(2, '0')}`;
  return isCalendarDate(date) ? date : null;
}
