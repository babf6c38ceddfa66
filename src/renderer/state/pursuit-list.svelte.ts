import { asCoded, type NailwallError } from '#core/base';
import { type Pursuit, type PursuitId, type PursuitState, pursuitStates } from '#core/journal';
import type { JournalStore } from './journal-store.svelte.ts';
import type { Route } from './route.svelte.ts';

const shelfName = 'pursuit';

export interface PursuitEntry {
  readonly pursuit: Pursuit;
  /** How many of its attempts wait for an answer. */
  readonly waiting: number;
}

export interface PursuitGroup {
  readonly state: PursuitState;
  readonly entries: readonly PursuitEntry[];
}

/** The list of pursuits, and a new one being named. */
export class PursuitList {
  readonly #store: JournalStore;
  readonly #route: Route;
  #title = $state('');
  /** The one that was begun last, here and now. */
  justBegun: PursuitId | null = $state(null);
  error: NailwallError | null = $state.raw(null);

  constructor(store: JournalStore, route: Route) {
    this.#store = store;
    this.#route = route;
    this.#title = store.shelf.read(shelfName) ?? '';
  }

  readonly openId: PursuitId | null = $derived.by(() =>
    this.#route.address.place === 'pursuits' ? this.#route.address.id : null,
  );
  readonly #waiting: ReadonlyMap<PursuitId, number> = $derived.by(() => {
    const counts = new Map<PursuitId, number>();
    for (const { pursuit, answer, archived } of this.#store.attempts) {
      if (pursuit !== null && answer === 'waiting' && !archived) counts.set(pursuit, (counts.get(pursuit) ?? 0) + 1);
    }
    return counts;
  });
  /** By where they stand; only those that have any. */
  readonly groups: readonly PursuitGroup[] = $derived.by(() =>
    pursuitStates
      .map((state) => ({
        state,
        entries: this.#store.pursuits
          .filter((pursuit) => pursuit.state === state)
          .map((pursuit) => ({ pursuit, waiting: this.#waiting.get(pursuit.id) ?? 0 })),
      }))
      .filter(({ entries }) => entries.length > 0),
  );

  get title(): string {
    return this.#title;
  }

  type(title: string): void {
    this.#title = title;
    this.error = null;
    this.#store.pending.later(shelfName, () => this.#store.shelf.write(shelfName, title === '' ? null : title));
  }

  /** Begins the pursuit that was named and opens it; false when nothing was named. */
  begin(): boolean {
    if (this.#title.trim() === '') return false;
    try {
      const id = this.#store.journal.addPursuit({ title: this.#title });
      this.#store.pending.drop(shelfName);
      this.#store.shelf.write(shelfName, null);
      this.#title = '';
      this.justBegun = id;
      this.open(id);
      return true;
    } catch (error) {
      this.error = asCoded(error);
      return false;
    }
  }

  open(id: PursuitId | null): void {
    this.#route.go({ place: 'pursuits', id });
  }
}
