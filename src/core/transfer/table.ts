import { coded } from '#core/base';
import { type CsvRecord, readCsv } from './csv-reader.ts';
import { possibleOrders } from './date-reading.ts';

export const delimiters = [',', ';', '\t', '|'] as const;
export type Delimiter = (typeof delimiters)[number];

/** Delimited text as rows under named columns. */
export interface Table {
  readonly delimiter: Delimiter;
  /** Whether the first row names the columns. */
  readonly headed: boolean;
  /** Names of the columns; empty ones where the file gives none. */
  readonly columns: readonly string[];
  readonly rows: readonly CsvRecord[];
}

export interface TableChoices {
  readonly delimiter?: Delimiter;
  readonly headed?: boolean;
}

/**
 * Reads delimited text as a table. The delimiter and whether there is a header are found out unless chosen. Throws
 * `transfer/unreadable` (also with `cause` `empty`) and `transfer/too-large`.
 */
export function readTable(text: string, choices: TableChoices = {}): Table {
  const { said, rest } = splitSaidDelimiter(text);
  const delimiter = choices.delimiter ?? said ?? detectDelimiter(rest);
  const records = [...readCsv(rest, delimiter)];
  const [first] = records;
  if (!first) throw coded('transfer/unreadable', { cause: 'empty' });
  const headed = choices.headed ?? looksLikeHeader(first.cells, records.length);
  const rows = headed ? records.slice(1) : records;
  const width = records.reduce((most, { cells }) => Math.max(most, cells.length), 0);
  const columns = Array.from({ length: width }, (_, i) => (headed ? (first.cells[i] ?? '').trim() : ''));
  return { delimiter, headed, columns, rows };
}

/** Excel lets a file say its delimiter in a first line `sep=;`. */
function splitSaidDelimiter(text: string): { said: Delimiter | undefined; rest: string } {
  const line = /^sep=([,;\t|])(?:\r\n|\r|\n)/i.exec(text);
  if (!line) return { said: undefined, rest: text };
  // The line's break stays, so that rows keep the numbers that a spreadsheet shows.
  return { said: line[1] as Delimiter, rest: text.slice(5) };
}

const sampledRecords = 40;

/** The delimiter under which the most of the first rows have the same number of cells, and more than one. */
export function detectDelimiter(text: string): Delimiter {
  let best: Delimiter = ',';
  let bestScore = 0;
  for (const delimiter of delimiters) {
    const score = scoreOf(sampleWidths(text, delimiter));
    if (score > bestScore) [best, bestScore] = [delimiter, score];
  }
  return best;
}

function sampleWidths(text: string, delimiter: Delimiter): number[] {
  const widths: number[] = [];
  try {
    for (const { cells } of readCsv(text, delimiter)) {
      widths.push(cells.length);
      if (widths.length === sampledRecords) break;
    }
  } catch {
    // This delimiter does not make sense of the text; the reading itself will say what is wrong with it.
  }
  return widths;
}

function scoreOf(widths: readonly number[]): number {
  const counts = new Map<number, number>();
  for (const width of widths) counts.set(width, (counts.get(width) ?? 0) + 1);
  let best = 0;
  for (const [width, count] of counts) {
    if (width > 1) best = Math.max(best, count / widths.length + Math.min(width, 50) / 1000);
  }
  return best;
}

/** A header names every column, each differently, with words rather than numbers or dates. */
function looksLikeHeader(cells: readonly string[], records: number): boolean {
  const names = cells.map((cell) => cell.trim().toLowerCase());
  const isName = (name: string) => name.length > 0 && name.length <= 80 && !/^[-+]?[\d.,]+$/.test(name);
  const filled = names.filter((name) => name !== '');
  return (
    records > 1 &&
    filled.length > 0 &&
    filled.length >= names.length - 1 &&
    filled.every((name) => isName(name) && possibleOrders(name).length === 0) &&
    new Set(filled).size === filled.length
  );
}
