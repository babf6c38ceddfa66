/**
 * Plays a journal's records again, one after another, as far as they are still kept: those in the log, and those that
 * left it within the last weeks, which the host keeps. Merging and snapshots forget what was deleted; the single changes
 * that they replaced still hold it.
 *
 * Records carry no time, and their order in the log says nothing across devices. They are played in the order of the days
 * on which they left the log, small ones before those that sum them up, and none before what it builds on is there.
 */
import type { Bytes, CalendarDate } from '#core/base';
import * as Y from 'yjs';
import type { Keyring } from './keyring.ts';
import { readFrame, snapshotTier } from './record.ts';
import { openRecord, type Update } from './seal.ts';

export interface KeptRecord {
  readonly record: unknown;
  /** The day on which it left the log; null while it stands there. */
  readonly removedOn: CalendarDate | null;
}

/** One change as it was played. */
export interface ReplayStep {
  /** The journal held what it holds now on this day or before; null: still as the log says it. */
  readonly removedOn: CalendarDate | null;
  readonly done: number;
  readonly all: number;
}

interface Waiting {
  readonly removedOn: CalendarDate | null;
  readonly rank: string;
  readonly update: Update;
  /** Client -> how many of its changes must be there before. */
  readonly needs: ReadonlyMap<number, number>;
}

/**
 * Plays `records` into `doc`, which is empty, made with `gc: false`, and is to be destroyed afterwards; yields after each
 * one. What does not open is left out. Runs in slices: whoever iterates decides how long each takes.
 */
export function* replay(records: readonly KeptRecord[], keyring: Keyring, doc: Y.Doc): Generator<ReplayStep> {
  const waiting: Waiting[] = [];
  let done = 0;
  const all = 2 * records.length;
  for (const kept of records) {
    const each = open(kept, keyring);
    if (each) waiting.push(each);
    done += 1;
    if (each === null) done += 1;
    yield { removedOn: null, done, all };
  }
  waiting.sort((a, b) => (a.rank < b.rank ? -1 : 1));
  while (waiting.length > 0) {
    const ready = waiting.findIndex(({ needs }) => isThere(needs, doc));
    // Where something is missing for good, Yjs keeps what builds on it until the end.
    const [next] = waiting.splice(Math.max(0, ready), 1);
    if (!next) return;
    apply(doc, next.update);
    done += 1;
    yield { removedOn: next.removedOn, done, all };
  }
}

function open({ record, removedOn }: KeptRecord, keyring: Keyring): Waiting | null {
  const frame = readFrame(record);
  const opened = frame && openRecord(record, keyring);
  if (!opened || typeof opened === 'string') return null;
  const { tier, update, name } = opened;
  // A day sorts before the absence of one; within a day by size, then in the order of one opening.
  const rank = [removedOn ?? '~', String(tier).padStart(2, '0'), name.writer, String(name.seq).padStart(10, '0')];
  return { removedOn, rank: rank.join('/'), update, needs: tier === snapshotTier ? new Map() : needsOf(update) };
}

/** What must be there before an update: the changes of others that it builds on, and its own author's earlier ones. */
function needsOf({ format, bytes }: Update): ReadonlyMap<number, number> {
  const needs = new Map<number, number>();
  const own = new Set<number>();
  const need = (client: number, clock: number): void => {
    if (clock > (needs.get(client) ?? 0)) needs.set(client, clock);
  };
  const { structs, ds } = format === 1 ? Y.decodeUpdate(bytes) : Y.decodeUpdateV2(bytes);
  for (const { id } of structs) {
    if (!own.has(id.client)) need(id.client, id.clock);
    own.add(id.client);
  }
  for (const struct of structs) {
    if (!(struct instanceof Y.Item)) continue;
    for (const on of [struct.origin, struct.rightOrigin, struct.parent]) {
      // What it says itself, or its author said before, is asked for above.
      if (on instanceof Y.ID && !own.has(on.client)) need(on.client, on.clock + 1);
    }
  }
  // Whoever deleted something had it: played before it, the deletion would take it away unseen.
  for (const [client, ranges] of ds.clients) {
    if (!own.has(client)) for (const { clock, len } of ranges) need(client, clock + len);
  }
  return needs;
}

function isThere(needs: ReadonlyMap<number, number>, doc: Y.Doc): boolean {
  for (const [client, clock] of needs) if (Y.getState(doc.store, client) < clock) return false;
  return true;
}

function apply(doc: Y.Doc, { format, bytes }: { readonly format: 1 | 2; readonly bytes: Bytes }): void {
  try {
    if (format === 1) Y.applyUpdate(doc, bytes, 'replay');
    else Y.applyUpdateV2(doc, bytes, 'replay');
  } catch {
    // An authentic record that does not apply is unreadable in the open journal as well, and counted there.
  }
}
