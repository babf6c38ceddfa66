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

export interface YearGrid {
  readonly at: CornerOf;
  /** Of a field, px. */
  readonly wide: number;
  readonly tall: number;
  /** Of the whole, and of the baseline under it. */
  readonly height: number;
  readonly foot: number;
}

/** The fields of a year on so many px. Narrow ones stand upright, so that the months' names keep apart. */
export function gridFor(width: number): YearGrid {
  const left = 38;
  const pitch = Math.min(30, (width - left) / 31);
  const rise = Math.max(pitch, 17);
  const gap = (length: number) => (length > 14 ? 3 : 1.5);
  return {
    at: ({ month, column }) => ({ x: left + column * pitch, y: month * rise }),
    wide: pitch - gap(pitch),
    tall: rise - gap(rise),
    height: 12 * rise + 22,
    foot: 12 * rise + 15,
  };
}
