import type { EntryId } from '#core/journal';
import type { JournalStore } from './journal-store.svelte.ts';

export const pulseRatings = ['hope', 'purpose', 'selfWorth'] as const;
type PulseRating = (typeof pulseRatings)[number];
type Values = Readonly<Record<PulseRating, number | null>>;

/** This week's pulse, written with the first rating and changed with the others. */
export class PulseEntry {
  readonly #store: JournalStore;
  #id: EntryId | null = null;
  #values: Values = $state.raw({ hope: null, purpose: null, selfWorth: null });

  constructor(store: JournalStore) {
    this.#store = store;
  }

  get values(): Values {
    return this.#values;
  }

  readonly rated: boolean = $derived.by(() => Object.values(this.#values).some((value) => value !== null));

  rate(name: PulseRating, value: number | null): void {
    this.#values = { ...this.#values, [name]: value };
    const { journal, today } = this.#store;
    if (this.#id === null) this.#id = journal.addPulse({ on: today, [name]: value });
    else journal.changePulse(this.#id, { [name]: value });
  }
}
