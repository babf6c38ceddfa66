import { fromDayNumber, type CalendarDate, toDayNumber } from '#core/base';
import type { Answer } from '#core/journal';
import { grouped, meanOf } from './numbers.ts';
import { type AttemptRow, type Day, type Measure, measures, type PulseRow } from './rows.ts';

/** What happened on one day. */
export interface DayCount {
  readonly day: Day;
  readonly sent: number;
  readonly answers: Readonly<Record<Exclude<Answer, 'waiting'>, number>>;
  /** The attempts behind the counts, each once. */
  readonly ids: readonly string[];
}

/** The calendar of asks and answers: every day of `year` on which something was sent or answered, by day. */
export function calendarOf(attempts: readonly AttemptRow[], year: number): readonly DayCount[] {
  const [first, last] = yearDays(year);
  const within = (day: Day | null): day is Day => day !== null && day >= first && day <= last;
  const counts = new Map<Day, { day: Day; sent: number; answers: Record<string, number>; ids: Set<string> }>();
  const at = (day: Day) => {
    let one = counts.get(day);
    if (!one)
      counts.set(day, (one = { day, sent: 0, answers: { yes: 0, no: 0, quiet: 0, withdrawn: 0 }, ids: new Set() }));
    return one;
  };
  for (const { id, sent, answer, answered } of attempts) {
    if (within(sent)) {
      at(sent).sent++;
      at(sent).ids.add(id);
    }
    if (within(answered) && answer !== 'waiting') {
      const { answers, ids } = at(answered);
      answers[answer] = (answers[answer] ?? 0) + 1;
      ids.add(id);
    }
  }
  return [...counts.values()]
    .sort((a, b) => a.day - b.day)
    .map(({ ids, answers, ...one }) => ({ ...one, answers: answers as DayCount['answers'], ids: [...ids].sort() }));
}

export interface Pixel {
  readonly day: Day;
  /** The mean of the day's ratings, 0-10. */
  readonly value: number;
  readonly from: 'pulse' | 'answer';
  /** The pulses or attempts it rests on. */
  readonly ids: readonly string[];
}

/**
 * A year in pixels: each day of `year` that has a rating of `measure`. A day's pulses come before its ratings at
 * answers, which are chosen moments.
 */
export function pixelsOf(
  pulses: readonly PulseRow[],
  attempts: readonly AttemptRow[],
  measure: Measure,
  year: number,
): readonly Pixel[] {
  const [first, last] = yearDays(year);
  const within = ({ day }: { day: Day }) => day >= first && day <= last;
  const rated = pulses.flatMap(({ id, on, [measure]: value }) => (value === null ? [] : [{ id, day: on, value }]));
  const answered = attempts.flatMap(({ id, ratings, rated: day }) => {
    const value = ratings[measure];
    return day === null || value === undefined ? [] : [{ id, day, value }];
  });
  const pixels = new Map<Day, Pixel>();
  for (const [from, ratings] of [
    ['answer', answered],
    ['pulse', rated],
  ] as const) {
    for (const [day, values] of grouped(ratings.filter(within), (one) => [one.day])) {
      const ids = values.map(({ id }) => id).sort();
      pixels.set(day, { day, value: meanOf(values.map(({ value }) => value)), from, ids });
    }
  }
  return [...pixels.values()].sort((a, b) => a.day - b.day);
}

/** The years, newest first, in which anything was sent, answered or rated; this year is always one of them. */
export function yearsOf(attempts: readonly AttemptRow[], pulses: readonly PulseRow[], today: Day): readonly number[] {
  const days = new Set([today]);
  for (const { sent, answered, rated } of attempts) {
    for (const day of [sent, answered, rated]) if (day !== null) days.add(day);
  }
  for (const pulse of pulses) if (measures.some((measure) => pulse[measure] !== null)) days.add(pulse.on);
  // Few days are many rows': a day's year is looked up once.
  return [...new Set([...days].map(yearOf))].sort((a, b) => b - a);
}

export function yearOf(day: Day): number {
  return Number(fromDayNumber(day).slice(0, 4));
}

/** The first and the last day of a year. */
export function yearDays(year: number): readonly [first: Day, last: Day] {
  const text = String(year).padStart(4, '0');
  return [toDayNumber(`${text}-01-01` as CalendarDate), toDayNumber(`${text}-12-31` as CalendarDate)];
}
