import { attemptRow, checkInRow, pulseRow, pursuitRow } from '#core/insights';
import type { Change, Journal } from '#core/journal';
import type { Patch, RowsPatch } from './engine.ts';

type Source = Pick<Journal, 'attempt' | 'attempts' | 'pursuit' | 'pursuits' | 'checkIns' | 'pulses'>;

/** Every row of a journal. */
export function allRows(journal: Source): RowsPatch {
  return {
    attempts: { put: journal.attempts().map(attemptRow), drop: [] },
    pursuits: { put: journal.pursuits().map(pursuitRow), drop: [] },
    checkIns: { put: journal.checkIns().flatMap((one) => checkInRow(one) ?? []), drop: [] },
    pulses: { put: journal.pulses().map(pulseRow), drop: [] },
  };
}

/** The rows of the entries that a change touched. What is in the bin, skipped or gone is dropped. */
export function changedRows(journal: Source, change: Change): RowsPatch {
  return {
    ...(change.attempts.size > 0 && {
      attempts: patchOf(change.attempts, (id) => live(journal.attempt(id)), attemptRow),
    }),
    ...(change.pursuits.size > 0 && {
      pursuits: patchOf(change.pursuits, (id) => live(journal.pursuit(id)), pursuitRow),
    }),
    ...(change.checkIns.size > 0 && { checkIns: patchOf(change.checkIns, among(journal.checkIns()), checkInRow) }),
    ...(change.pulses.size > 0 && { pulses: patchOf(change.pulses, among(journal.pulses()), pulseRow) }),
  };
}

function live<T extends { readonly deletedAt: number | null }>(entry: T | null): T | null {
  return entry?.deletedAt === null ? entry : null;
}

function among<T extends { readonly id: string }>(entries: readonly T[]): (id: string) => T | null {
  const byId = new Map(entries.map((entry) => [entry.id, entry]));
  return (id) => byId.get(id) ?? null;
}

function patchOf<Entry, Row>(
  ids: ReadonlySet<string>,
  entryOf: (id: string) => Entry | null,
  rowOf: (entry: Entry) => Row | null,
): Patch<Row> {
  const put: Row[] = [];
  const drop: string[] = [];
  for (const id of ids) {
    const entry = entryOf(id);
    const row = entry && rowOf(entry);
    if (row) put.push(row);
    else drop.push(id);
  }
  return { put, drop };
}
