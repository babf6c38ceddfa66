/** What wall and poster say; its shape is the one that `#core/wall` asks for. */
import type { CalendarDate } from '#core/base';
import { dayAndMonth, monthAndYear, shortDate } from './format.ts';
import { m } from './sentences.ts';
import { language } from './language.svelte.ts';

function month(on: CalendarDate): string {
  const name = new Intl.DateTimeFormat(language(), { month: 'short', timeZone: 'UTC' });
  return narrow(name.format(Date.UTC(2000, Number(on.slice(5, 7)) - 1, 1)));
}

/** British English alone has a month of four letters, and a strip has room for three. */
const narrow = (date: string): string => date.replace('Sept', 'Sep');

/** Two years as people write them: 2025–26, 1999–2001. */
export function yearSpan(from: number, to: number): string {
  if (from === to) return String(from);
  const short = Math.floor(from / 100) === Math.floor(to / 100);
  return `${String(from)}–${short ? String(to).slice(-2) : String(to)}`;
}

export function wallWords() {
  return {
    date: (on: CalendarDate) => narrow(dayAndMonth(on)),
    fullDate: (on: CalendarDate) => narrow(shortDate(on)),
    month,
    monthYear: (on: CalendarDate) => narrow(monthAndYear(on)),
    years: yearSpan,
    undated: m.undated(),
    count: (slips: number) => String(slips),
    yes: m.wall_yes(),
    yeses: (count: number) => m.wall_yeses({ count }),
    noAnswer: m.wall_no_answer(),
    quote: (words: string) => m.wall_quote({ words }),
    nailGave: (on: CalendarDate | null) => (on ? [m.wall_nail_gave(), shortDate(on)] : [m.wall_nail_gave()]),
  };
}
