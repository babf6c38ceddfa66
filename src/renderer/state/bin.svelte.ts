import { daysBetween } from '#core/base';
import { type Binned, binDays, type BinPick, type Journal } from '#core/journal';
import type { JournalStore } from './journal-store.svelte.ts';

export type BinType = keyof Binned;
export const binTypes: readonly BinType[] = ['attempts', 'pursuits', 'letters', 'pulses', 'checkIns'];

/** Something in the bin. */
export type BinRow = {
  readonly [T in BinType]: {
    readonly type: T;
    readonly id: string;
    readonly entry: Binned[T][number];
    /** Until it is gone for good; 0: today. */
    readonly daysLeft: number;
  };
}[BinType];

const restore: Readonly<Record<BinType, (journal: Journal, id: string) => void>> = {
  attempts: (journal, id) => journal.restoreAttempt(id),
  pursuits: (journal, id) => journal.restorePursuit(id),
  letters: (journal, id) => journal.restoreLetter(id),
  pulses: (journal, id) => journal.restorePulse(id),
  checkIns: (journal, id) => journal.restoreCheckIn(id),
};

/** The bin's screen: what lies there, what of it is chosen, and the way out, either way. */
export class Bin {
  readonly #store: JournalStore;
  #ids: ReadonlySet<string> = $state.raw(new Set());

  constructor(store: JournalStore) {
    this.#store = store;
  }

  /** What was put there last comes first. */
  readonly rows: readonly BinRow[] = $derived.by(() => {
    const { binned, today } = this.#store;
    const rows = binTypes.flatMap((type) =>
      binned[type].map((entry) => {
        const since = entry.deletedAt ?? 0;
        const daysLeft = Math.max(0, binDays - Math.max(0, daysBetween(this.#store.dateOf(since), today)));
        return { row: { type, id: entry.id, entry, daysLeft } as BinRow, since };
      }),
    );
    rows.sort((a, b) => b.since - a.since);
    return rows.map(({ row }) => row);
  });
  readonly chosen: readonly BinRow[] = $derived.by(() => this.rows.filter(({ id }) => this.#ids.has(id)));
  readonly isAll: boolean = $derived.by(() => this.chosen.length > 0 && this.chosen.length === this.rows.length);

  has(id: string): boolean {
    return this.#ids.has(id);
  }

  toggle(id: string): void {
    const ids = new Set(this.#ids);
    if (!ids.delete(id)) ids.add(id);
    this.#ids = ids;
  }

  toggleAll(): void {
    this.#ids = this.isAll ? new Set() : new Set(this.rows.map(({ id }) => id));
  }

  /** Takes entries out, as one step. */
  restore(rows: readonly BinRow[]): void {
    const { journal } = this.#store;
    journal.together(() => {
      for (const { type, id } of rows) restore[type](journal, id);
    });
  }

  /** Removes entries for good. The person was asked. */
  remove(rows: readonly BinRow[]): void {
    const picked: Partial<Record<BinType, string[]>> = {};
    for (const { type, id } of rows) (picked[type] ??= []).push(id);
    this.#store.journal.removeForGood(picked satisfies BinPick);
  }
}
