import { type Mapping, targets, type Target } from './mapping.ts';
import type { DateOrder } from './date-reading.ts';
import type { Table } from './table.ts';
import { fold } from './words.ts';

const none: readonly number[] = [];
const rememberedCells = 10_000;

/** A mapping made ready for reading many rows. */
export class ColumnLayout {
  readonly mapping: Mapping;
  readonly order: DateOrder;
  /** Names of the columns, for those that need one. */
  readonly names: readonly string[];
  /** How many columns the header names. */
  readonly named: number;
  readonly #columns: ReadonlyMap<Target, readonly number[]>;
  readonly #blanks: ReadonlySet<string>;
  readonly #longestBlank: number;
  readonly #seen = new Map<string, boolean>();

  constructor(table: Table, mapping: Mapping, order: DateOrder) {
    this.mapping = mapping;
    this.order = order;
    this.names = table.columns;
    this.named = table.headed ? table.columns.findLastIndex((column) => column !== '') + 1 : 0;
    this.#columns = new Map(
      targets.map((target) => [target, mapping.targets.flatMap((one, i) => (one === target ? [i] : []))]),
    );
    this.#blanks = new Set(mapping.blanks);
    this.#longestBlank = mapping.blanks.reduce((most, word) => Math.max(most, word.length), 0) + 2;
  }

  /** The places of the columns that fill a target. */
  columns(target: Target): readonly number[] {
    return this.#columns.get(target) ?? none;
  }

  /** Whether a cell stands for nothing. */
  isBlank(cell: string): boolean {
    if (cell === '') return true;
    if (cell.length > this.#longestBlank) return false;
    const known = this.#seen.get(cell);
    if (known !== undefined) return known;
    const blank = this.#blanks.has(fold(cell));
    if (this.#seen.size < rememberedCells) this.#seen.set(cell, blank);
    return blank;
  }
}
