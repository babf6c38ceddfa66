import { coded } from '#core/base';
import { transferLimits } from './limits.ts';

export interface CsvRecord {
  /** As a spreadsheet numbers it: the first line of the file is row 1, and a blank line counts. */
  readonly row: number;
  readonly cells: readonly string[];
}

const quote = 34;
const lineFeed = 10;
const carriageReturn = 13;

/**
 * Reads delimited text (RFC 4180; also with bare LF or CR, and leaving a quote inside an unquoted cell as it is),
 * record by record and in one pass, whatever the input. Blank lines are left out. Throws `transfer/unreadable` with the
 * `row` and `cause` `quote-not-closed`, and `transfer/too-large` with `what` and `limit`.
 */
export function* readCsv(text: string, delimiter: string): Generator<CsvRecord, void, undefined> {
  const reader = new CsvReader(text, delimiter);
  for (let record = reader.next(); record; record = reader.next()) {
    if (record.cells.length > 1 || record.cells[0] !== '') yield record;
  }
}

class CsvReader {
  readonly #text: string;
  readonly #delimiter: number;
  #at = 0;
  #row = 0;
  #cells = 0;

  constructor(text: string, delimiter: string) {
    this.#text = text;
    this.#delimiter = delimiter.charCodeAt(0);
  }

  next(): CsvRecord | null {
    if (this.#at >= this.#text.length) return null;
    if (++this.#row > transferLimits.rows) throw tooLarge('rows', transferLimits.rows);
    const cells: string[] = [];
    for (let more = true; more;) {
      cells.push(this.#cell());
      if (cells.length > transferLimits.columns) throw tooLarge('columns', transferLimits.columns, this.#row);
      if (++this.#cells > transferLimits.cells) throw tooLarge('cells', transferLimits.cells);
      more = this.#text.charCodeAt(this.#at) === this.#delimiter;
      if (more) this.#at++;
    }
    this.#endLine();
    return { row: this.#row, cells };
  }

  /** Leaves the reader at the delimiter, the line break or the end behind the cell. */
  #cell(): string {
    const value = this.#text.charCodeAt(this.#at) === quote ? this.#quoted() : this.#plain();
    if (value.length > transferLimits.cellLength) throw tooLarge('cell', transferLimits.cellLength, this.#row);
    return value;
  }

  #plain(): string {
    const from = this.#at;
    while (this.#at < this.#text.length) {
      const unit = this.#text.charCodeAt(this.#at);
      if (unit === this.#delimiter || unit === lineFeed || unit === carriageReturn) break;
      this.#at++;
    }
    return this.#text.slice(from, this.#at);
  }

  #quoted(): string {
    let value = '';
    for (let from = this.#at + 1; ;) {
      const end = this.#text.indexOf('"', from);
      if (end < 0) throw coded('transfer/unreadable', { cause: 'quote-not-closed', row: this.#row });
      value += this.#text.slice(from, end);
      if (value.length > transferLimits.cellLength) throw tooLarge('cell', transferLimits.cellLength, this.#row);
      this.#at = end + 1;
      if (this.#text.charCodeAt(this.#at) !== quote) break;
      value += '"';
      from = this.#at + 1;
    }
    // What some programs write behind a closing quote belongs to the cell rather than to nobody.
    return value + this.#plain();
  }

  #endLine(): void {
    if (this.#text.charCodeAt(this.#at) === carriageReturn) this.#at++;
    if (this.#text.charCodeAt(this.#at) === lineFeed) this.#at++;
  }
}

function tooLarge(what: string, limit: number, row?: number) {
  return coded('transfer/too-large', row === undefined ? { what, limit } : { what, limit, row });
}
