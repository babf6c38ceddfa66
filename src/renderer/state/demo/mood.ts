import { addDays, type CalendarDate, daysBetween } from '#core/base';
import type { Rating } from '#core/journal';
import type { Chance } from './chance.ts';

const lines = ['hope', 'purpose', 'selfWorth'] as const;
export type Line = (typeof lines)[number];

interface Temper {
  /** Where the line comes back to. */
  readonly level: number;
  /** How much of a dip reaches it. */
  readonly dip: number;
}
const tempers: Readonly<Record<Line, Temper>> = {
  hope: { level: 6.6, dip: 1 },
  purpose: { level: 7, dip: 0.45 },
  selfWorth: { level: 6.3, dip: 0.75 },
};

/** What is left of a no's weight after a day. */
const fading = 0.86;
/** However many no's come, no line sinks by more than this. */
const deepest = 3.2;

/** A whole number 0-10. */
export const asRating = (value: number): Rating => Math.min(10, Math.max(0, Math.round(value)));

/** How somebody may feel day by day: lines that wander slowly, and dip after no's that come close together. */
export class Mood {
  readonly #chance: Chance;
  readonly #first: CalendarDate;
  readonly #days: readonly Readonly<Record<Line, number>>[];

  /** From `first` to `last`; `nos` holds the day of every no. */
  constructor(chance: Chance, first: CalendarDate, last: CalendarDate, nos: readonly CalendarDate[]) {
    this.#chance = chance;
    this.#first = first;
    const wander = { hope: 0, purpose: 0, selfWorth: 0 };
    let weight = 0;
    this.#days = Array.from({ length: daysBetween(first, last) + 1 }, (_, day) => {
      const date = addDays(first, day);
      weight = weight * fading + 0.42 * nos.filter((no) => no === date).length;
      const dip = weight / (1 + weight / deepest);
      return this.#step(wander, dip);
    });
  }

  /** Carries every line one day on. */
  #step(wander: Record<Line, number>, dip: number): Readonly<Record<Line, number>> {
    const today = { hope: 0, purpose: 0, selfWorth: 0 };
    for (const line of lines) {
      wander[line] = wander[line] * 0.97 + this.#chance.noise(0.16);
      today[line] = tempers[line].level + wander[line] - tempers[line].dip * dip;
    }
    return today;
  }

  /** What the person would say on `date`, which must lie between first and last day. */
  rate(line: Line, date: CalendarDate, spread = 0.6): Rating {
    const level = this.#days[daysBetween(this.#first, date)]?.[line] ?? tempers[line].level;
    return asRating(level + this.#chance.noise(spread));
  }
}
