import type { CalendarDate } from '#core/base';
import type { Attempt, AttemptEvent, Pulse } from '#core/journal';
import type { JournalStore } from './journal-store.svelte.ts';

/** Something that happened on the same day of an earlier year. */
export type Memory = {
  readonly key: string;
  readonly on: CalendarDate;
} & (
  | { readonly type: 'sent' | 'answer'; readonly attempt: Attempt }
  | { readonly type: 'event'; readonly attempt: Attempt; readonly event: AttemptEvent }
  | { readonly type: 'pulse'; readonly note: string }
);

/** What is looked back on; see `JournalStore`. */
export interface MemorySource {
  readonly attempts: readonly Attempt[];
  readonly pulses: readonly Pulse[];
  readonly today: CalendarDate;
  dateOf(instant: number): CalendarDate;
}

const sameDay = (on: CalendarDate | null, today: CalendarDate): on is CalendarDate =>
  on !== null && on.slice(4) === today.slice(4) && on < today;

/** What happened on this day in earlier years, the latest year first. */
export function memoriesOf({ attempts, pulses, today }: MemorySource): readonly Memory[] {
  const memories: Memory[] = [];
  for (const attempt of attempts) {
    const { id, sentOn, answeredOn, events } = attempt;
    if (sameDay(sentOn, today)) memories.push({ key: `${id} sent`, on: sentOn, type: 'sent', attempt });
    for (const event of events) {
      if (sameDay(event.on, today)) memories.push({ key: event.id, on: event.on, type: 'event', attempt, event });
    }
    if (sameDay(answeredOn, today)) memories.push({ key: `${id} answer`, on: answeredOn, type: 'answer', attempt });
  }
  for (const { id, on, note } of pulses) {
    if (note !== '' && sameDay(on, today)) memories.push({ key: id, on, type: 'pulse', note });
  }
  return memories.sort((a, b) => (a.on === b.on ? 0 : a.on < b.on ? 1 : -1));
}

/** What belongs to a no stays folded, whatever of it happened on this day. */
export const isFolded = (memory: Memory): boolean => memory.type !== 'pulse' && memory.attempt.answer === 'no';

/** A no came today, or was written down today: not a day to look back. */
function isFreshNo(source: MemorySource): boolean {
  const { attempts, today } = source;
  return attempts.some(
    ({ answer, answeredOn, createdAt }) =>
      answer === 'no' && (answeredOn === today || source.dateOf(createdAt) === today),
  );
}

const shelfName = 'on-this-day-skipped';

/** What Today may show: nothing unless it was asked for, nor on a day that was skipped, nor after a fresh no. */
export function memoriesToShow(store: JournalStore): readonly Memory[] {
  if (!store.settings.onThisDay || store.shelf.read(shelfName) === store.today || isFreshNo(store)) return [];
  return memoriesOf(store);
}

export function skipMemories(store: JournalStore): void {
  store.shelf.write(shelfName, store.today);
}
