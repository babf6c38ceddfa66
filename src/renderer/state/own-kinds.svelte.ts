import type { Kind, Paper } from '#core/journal';
import type { JournalStore } from './journal-store.svelte.ts';
import { folded } from './fold.ts';

/** The person's own kinds: added, renamed, given a paper, taken off the list and put back. */
export class OwnKinds {
  readonly #store: JournalStore;
  name = $state('');
  paper: Paper = $state('other');
  /** Set once adding was tried. */
  #tried = $state('');
  /** The one that was taken off the list last, until it is put back. */
  removed: Kind | null = $state.raw(null);
  /** Names that are being typed, by kind. */
  #typed: Readonly<Record<string, string>> = $state.raw({});

  constructor(store: JournalStore) {
    this.#store = store;
  }

  readonly list: readonly Kind[] = $derived.by(() => this.#store.kinds.filter(({ builtIn }) => !builtIn));

  /** Why what was typed could not be added; null while it is being typed on. */
  readonly problem: 'empty' | 'known' | null = $derived.by(() => {
    if (this.#tried === '' || this.#tried !== `tried ${this.name}`) return null;
    return this.name.trim() === '' ? 'empty' : 'known';
  });

  add(): void {
    this.#tried = `tried ${this.name}`;
    const name = this.name.trim();
    if (name === '' || this.list.some((kind) => folded(kind.name) === folded(name))) return;
    this.#store.journal.addKind({ name, paper: this.paper });
    this.name = '';
    this.#tried = '';
  }

  nameOf(kind: Kind): string {
    return this.#typed[kind.id] ?? kind.name;
  }

  /** A kind cannot be without a name; until one stands there again, the old one is kept. */
  isMissing(kind: Kind): boolean {
    return this.nameOf(kind).trim() === '';
  }

  rename(kind: Kind, text: string): void {
    this.#typed = { ...this.#typed, [kind.id]: text };
    this.#store.pending.later(`kind/${kind.id}`, () => this.#write(kind));
  }

  leave(kind: Kind): void {
    this.#store.pending.now(`kind/${kind.id}`);
    const { [kind.id]: _typed, ...rest } = this.#typed;
    if (!this.isMissing(kind)) this.#typed = rest;
  }

  remove(kind: Kind): void {
    this.#store.journal.removeKind(kind.id);
    this.removed = kind;
  }

  putBack(): void {
    if (this.removed) this.#store.journal.restoreKind(this.removed.id);
    this.removed = null;
  }

  #write(kind: Kind): void {
    const text = this.#typed[kind.id]?.trim();
    if (text && text !== kind.name) this.#store.journal.changeKind(kind.id, { name: text });
  }
}
