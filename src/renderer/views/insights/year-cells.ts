import { fromDayNumber } from '#core/base';
import { type Day, yearDays } from '#core/insights';

/** A day's place in a year whose rows are months and whose columns are days of the month, both from 0. */
export interface Cell {
  readonly day: Day;
  readonly month: number;
  readonly column: number;
}

/** The upper left corner of a day's field, px. */
export type CornerOf = (cell: Pick<Cell, 'month' | 'column'>) => { readonly x: number; readonly y: number };

export function cellsOf(year: number): readonly Cell[] {
  const [first, last] = yearDays(year);
  return Array.from({ length: last - first + 1 }, (_, i) => cellOf(first + i));
}

export function cellOf(day: Day): Cell {
  const date = fromDayNumber(day);
  return { day, month: Number(date.slice(5, 7)) - 1, column: Number(date.slice(8, 10)) - 1 };
}
