import type { Attempt, AttemptId } from '#core/journal';

/** Which rows are chosen, to be changed together. Only what is in the list can be chosen. */
export class Selection {
  readonly #rows: () => readonly Attempt[];
  #ids: ReadonlySet<AttemptId> = $state.raw(new Set());
  /** Whether rows show that they can be chosen. */
  #on = $state(false);
  /** Where a range begins. */
  #anchor: AttemptId | null = null;

  constructor(rows: () => readonly Attempt[]) {
    this.#rows = rows;
  }

  /** The chosen rows, in the order of the list. */
  readonly chosen: readonly Attempt[] = $derived.by(() =>
    this.#ids.size === 0 ? [] : this.#rows().filter(({ id }) => this.#ids.has(id)),
  );
  readonly isAll: boolean = $derived.by(() => this.chosen.length > 0 && this.chosen.length === this.#rows().length);

  get on(): boolean {
    return this.#on;
  }

  has(id: AttemptId): boolean {
    return this.#ids.has(id);
  }

  start(): void {
    this.#on = true;
  }

  /** Chooses nothing, and stops choosing. */
  end(): void {
    this.#on = false;
    this.#ids = new Set();
    this.#anchor = null;
  }

  /** Chooses a row, or no longer; with `range`, everything from the row touched last to this one. */
  toggle(id: AttemptId, range = false): void {
    this.#on = true;
    const ids = new Set(this.#ids);
    const between = range ? this.#between(id) : null;
    if (between) for (const one of between) ids.add(one);
    else if (!ids.delete(id)) ids.add(id);
    this.#ids = ids;
    this.#anchor = id;
  }

  /** Everything in the list, or nothing. */
  toggleAll(): void {
    this.#on = true;
    this.#ids = this.isAll ? new Set() : new Set(this.#rows().map(({ id }) => id));
  }

  #between(id: AttemptId): readonly AttemptId[] | null {
    const rows = this.#rows();
    const [from, to] = [rows.findIndex((one) => one.id === this.#anchor), rows.findIndex((one) => one.id === id)];
    if (from < 0 || to < 0) return null;
    return rows.slice(Math.min(from, to), Math.max(from, to) + 1).map((one) => one.id);
  }
}
