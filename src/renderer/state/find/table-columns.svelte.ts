import type { DraftShelf } from '../drafts.ts';
import { type Column, columns } from './sorting.ts';

const shelfName = 'table-columns';
const usual: readonly Column[] = ['toWhom', 'what', 'kind', 'pursuit', 'sentOn', 'answer', 'answeredOn', 'days'];

/** Which columns the table shows. Kept on the shelf of drafts, sealed with the journal; whom was asked always shows. */
export class TableColumns {
  readonly #shelf: DraftShelf;
  #shown: readonly Column[] = $state.raw([]);

  constructor(shelf: DraftShelf) {
    this.#shelf = shelf;
    const kept = shelf.read(shelfName)?.split(' ');
    this.#shown = kept ? columns.filter((one) => one === 'toWhom' || kept.includes(one)) : usual;
  }

  /** In the order of the table. */
  get shown(): readonly Column[] {
    return this.#shown;
  }

  show(column: Column, on: boolean): void {
    this.#shown = columns.filter((one) => one === 'toWhom' || (one === column ? on : this.#shown.includes(one)));
    this.#shelf.write(shelfName, this.#shown.join(' '));
  }
}
