import type { CalendarDate } from '#core/base';
import type { AttemptId, EventKind } from '#core/journal';
import type { JournalStore } from './journal-store.svelte.ts';

/** A dated event about to be added to an attempt. */
export class EventDraft {
  readonly #store: JournalStore;
  readonly #attempt: AttemptId;
  open = $state(false);
  kind: EventKind = $state('nudged');
  on: CalendarDate | null = $state(null);
  note = $state('');

  constructor(store: JournalStore, attempt: AttemptId) {
    this.#store = store;
    this.#attempt = attempt;
    this.on = store.today;
  }

  add(): void {
    this.#store.journal.addEvent(this.#attempt, { kind: this.kind, on: this.on ?? this.#store.today, note: this.note });
    this.note = '';
    this.open = false;
  }
}
