/**
 * Gives every row of a long list a place in the page. A row that stays keeps its own; one that comes gets that of one
 * that went, since writing other words into what stands there costs a fraction of making it anew.
 */
export class RowSlots {
  /** By a row's key, in the order of the page. */
  #slots: ReadonlyMap<string, number> = new Map();
  #next = 0;

  /**
   * The place of each row that is to stand in the page, in their order. `held` is a place that must not be given to
   * another row: the focus is in it, and would be on something else without anybody having moved it.
   */
  place(keys: readonly string[], held: number | null): readonly number[] {
    const staying = new Set(keys);
    const free: number[] = [];
    for (const [key, slot] of this.#slots) if (slot !== held && !staying.has(key)) free.push(slot);
    let taken = 0;
    const slots = new Map<string, number>();
    for (const key of keys) slots.set(key, this.#slots.get(key) ?? free[taken++] ?? this.#next++);
    this.#slots = slots;
    return [...slots.values()];
  }
}
