import type { DraftShelf } from './drafts.ts';

const shelfName = 'single-keys';

/** Whether single letters are shortcuts. Kept on the shelf of drafts, as the journal has no setting for it. */
export class SingleKeys {
  readonly #shelf: DraftShelf;
  #on = $state(true);

  constructor(shelf: DraftShelf) {
    this.#shelf = shelf;
    this.#on = shelf.read(shelfName) !== 'off';
  }

  get on(): boolean {
    return this.#on;
  }

  set on(on: boolean) {
    this.#on = on;
    this.#shelf.write(shelfName, on ? null : 'off');
  }
}
