import { type CalendarDate, parseCalendarDate } from '#core/base';
import { Journal } from '#core/journal';
import { webcrypto } from 'node:crypto';
import * as Y from 'yjs';
import { JournalStore, type JournalStoreOptions } from '../../../src/renderer/state/journal-store.svelte.ts';

export const today: CalendarDate = parseCalendarDate('2026-11-23');
export const day = (text: string): CalendarDate => parseCalendarDate(text);

/** A store over a journal in memory; the same document can be opened again, as after a lock. */
export function openedStore(doc = new Y.Doc(), options: JournalStoreOptions = {}): JournalStore {
  const ports = {
    clock: { now: () => Date.UTC(2026, 10, 23, 12), today: () => today },
    random: (length: number) => webcrypto.getRandomValues(new Uint8Array(length)),
  };
  return new JournalStore(Journal.open(doc, ports), { today: () => today, ...options });
}
