/** What a figure shows as rows: for the table beside it and for a CSV file. */
import { type Bytes, fromDayNumber } from '#core/base';
import type { Day } from '#core/insights';
import { writeCsv } from '#core/transfer';

/** Null: there is no such value. */
export type Cell = string | number | { readonly day: Day } | null;

export interface FigureTable {
  readonly head: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
}

/** Numbers with a point and six digits, days as 2026-11-23. */
export function tableCsv({ head, rows }: FigureTable): Bytes {
  return writeCsv([head, ...rows.map((cells) => cells.map(csvCell))]);
}

function csvCell(cell: Cell): string | number {
  if (cell === null) return '';
  if (typeof cell === 'number') return Number(cell.toPrecision(6));
  return typeof cell === 'string' ? cell : fromDayNumber(cell.day);
}
