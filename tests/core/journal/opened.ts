import type { CalendarDate, Clock, ErrorCode, ErrorData, Random } from '#core/base';
import { defaultSettings, Journal, type JournalPorts, type Settings } from '#core/journal';
import { expect } from 'vitest';
import * as Y from 'yjs';

export const day = (text: string) => text as CalendarDate;

/** A clock that stands still until told otherwise. */
export class SetClock implements Clock {
  ms = Date.UTC(2024, 0, 15, 12);
  now(): number {
    return this.ms;
  }
  today(): CalendarDate {
    return new Date(this.ms).toISOString().slice(0, 10) as CalendarDate;
  }
  passDays(days: number): void {
    this.ms += days * 86_400_000;
  }
}

/** Ids that differ between seeds and are the same in every run. */
export function countingRandom(seed = 0): Random {
  let count = 0;
  return (length) => {
    const bytes = new Uint8Array(length);
    bytes[0] = seed;
    new DataView(bytes.buffer).setUint32(length - 4, ++count);
    return bytes;
  };
}

export interface Opened {
  readonly doc: Y.Doc;
  readonly clock: SetClock;
  readonly journal: Journal;
}

export function openJournal(seed = 0, doc = new Y.Doc(), more: Partial<JournalPorts> = {}): Opened {
  const clock = new SetClock();
  return { doc, clock, journal: Journal.open(doc, { clock, random: countingRandom(seed), ...more }) };
}

/** Brings all documents to the same state. */
export function exchange(...docs: Y.Doc[]): void {
  for (const from of docs) {
    for (const to of docs) {
      if (from !== to) Y.applyUpdate(to, Y.encodeStateAsUpdate(from, Y.encodeStateVector(to)), 'exchange');
    }
  }
}

/** What a command throws that refuses. */
export function refusal(code: ErrorCode, data?: ErrorData): Error {
  return expect.objectContaining(data ? { code, data } : { code }) as Error;
}

/** Two openings of one journal, on two devices. */
export function openTwo(): [Opened, Opened] {
  return [openJournal(1), openJournal(2)];
}

/** Everything the queries say, for comparing. */
export function everything({ journal }: Pick<Opened, 'journal'>): unknown {
  const attempts = journal.attempts();
  return {
    attempts,
    reflections: attempts.map(({ id }) => journal.reflectionText(id)),
    chains: attempts.map(({ id }) => journal.chainTo(id).map((one) => one.id)),
    pursuits: journal.pursuits(),
    pulses: journal.pulses(),
    checkIns: journal.checkIns(),
    letters: journal.letters(),
    kinds: journal.kinds(),
    binned: journal.binned(),
    settings: journal.settings(),
    searches: journal.searches(),
    oddities: journal.oddities(),
  };
}

/** What a golden file says the queries were, and the defaults of the settings that came after it was made. */
export function withLaterSettings(golden: unknown): unknown {
  const said = golden as { readonly settings: Partial<Settings> };
  return { ...said, settings: { ...defaultSettings, ...said.settings } };
}
