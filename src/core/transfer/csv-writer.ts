import { type Bytes, utf8ToBytes } from '#core/base';
import { guardCell } from './formula-guard.ts';

/**
 * Rows as CSV: UTF-8 with a byte order mark (spreadsheets need it), commas, CRLF. Text that a spreadsheet would run gets
 * an apostrophe in front, see {@link guardCell}; numbers are written as they are, with a point.
 */
export function writeCsv(rows: readonly (readonly (string | number)[])[]): Bytes {
  const lines = rows.map((cells) => cells.map(written).join(','));
  return utf8ToBytes(`\uFEFF${lines.join('\r\n')}\r\n`);
}

function written(cell: string | number): string {
  return typeof cell === 'number' ? String(cell) : quoted(guardCell(cell));
}

function quoted(cell: string): string {
  return /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
