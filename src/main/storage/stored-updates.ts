/** Reads the list of updates as far as it can be read, and says what is wrong with it. */
import { type Bytes, coded } from '#core/base';
import { counterOf, endOf, quarantinePrefix, updateKey, updatePrefix } from './keys.ts';
import type { Level } from './level.ts';
import { decodeRow } from './row.ts';
import { asStorageError } from './system-errors.ts';

/** What was found wrong on opening; zero, false and empty when the database is sound. */
export interface Damage {
  /** Rows that failed their check and were moved aside just now. */
  readonly rows: number;
  /** Rows moved aside now or earlier and still kept. */
  readonly quarantined: number;
  /** Places where a row must have been and is not. */
  readonly missing: number;
  /** Some of LevelDB's files could not be read to the end. */
  readonly unreadable: boolean;
  /** Write-ahead logs with stretches that could not be read. */
  readonly brokenLogs: number;
  /** Where in the folder `damaged` the database's files are kept as they were found; null when all is sound. */
  readonly keptAs: string | null;
}

export function isDamaged(damage: Damage): boolean {
  return damage.rows > 0 || damage.missing > 0 || damage.unreadable || damage.brokenLogs > 0;
}

export interface StoredUpdate {
  readonly counter: number;
  readonly update: Bytes;
}

type Entry = readonly [key: string, value: Bytes];

/** Everything under a prefix; LevelDB reads past what it cannot read and says so at the end. */
export async function readRange(db: Level, prefix: string): Promise<{ entries: Entry[]; unreadable: boolean }> {
  const entries: Entry[] = [];
  const iterator = db.iterator({ gte: prefix, lt: endOf(prefix), fillCache: false });
  try {
    for (;;) {
      const batch = await iterator.nextv(64);
      if (batch.length === 0) return { entries, unreadable: false };
      entries.push(...batch);
    }
  } catch (error) {
    const { code } = asStorageError(error);
    if (code !== 'storage/damaged' && code !== 'storage/failed') throw error;
    return { entries, unreadable: true };
  } finally {
    await iterator.close();
  }
}

type GoodRow = StoredUpdate & { readonly previous: number };

function sortRows(entries: readonly Entry[]) {
  const good: GoodRow[] = [];
  const bad: Entry[] = [];
  for (const entry of entries) {
    const [key, value] = entry;
    const row = decodeRow(key, value);
    if (row.state === 'newer') throw coded('storage/newer-version', { what: 'row' });
    if (row.state === 'damaged' || Number.isNaN(counterOf(key))) bad.push(entry);
    else good.push({ counter: counterOf(key), update: row.payload, previous: row.previous });
  }
  return { good, bad };
}

/** Breaks in the chain of rows that no quarantined row explains. */
function countMissing(good: readonly GoodRow[], quarantined: readonly string[], mark: number): number {
  const known = new Set(quarantined);
  let missing = 0;
  let last = 0;
  for (const { counter, previous } of good) {
    if (previous !== last && !known.has(updateKey(previous))) missing++;
    last = counter;
  }
  return last < mark && !known.has(updateKey(mark)) ? missing + 1 : missing;
}

export interface Reading {
  readonly updates: readonly StoredUpdate[];
  readonly damage: Omit<Damage, 'brokenLogs' | 'keptAs'>;
  /** The highest counter in use under any name, 0 when there is none. */
  readonly highest: number;
}

/** Moves rows aside in one atomic write; they keep their bytes and their name. */
export async function quarantine(db: Level, rows: readonly Entry[]): Promise<void> {
  const operations = rows.flatMap(([key, value]) => [
    { type: 'put' as const, key: quarantinePrefix + key, value },
    { type: 'del' as const, key },
  ]);
  await db.batch(operations, { sync: true });
}

/**
 * Reads every update; `mark` is a counter that is known to have been written. Damaged rows are moved aside. Throws
 * storage/newer-version before anything is touched, and storage/damaged, leaving all as it is, when there must be
 * updates and none can be read. Where the whole database is gone (`existed` false) there is nothing to protect: it
 * begins anew, the loss is reported as missing rows, and a window's copy may fill it again.
 */
export async function readUpdates(db: Level, mark: number, existed: boolean): Promise<Reading> {
  const { entries, unreadable } = await readRange(db, updatePrefix);
  const { good, bad } = sortRows(entries);
  if (good.length === 0 && (unreadable || bad.length > 0 || (mark > 0 && existed))) {
    throw coded('storage/damaged', { rows: bad.length, written: mark });
  }
  if (bad.length > 0) await quarantine(db, bad);
  const aside = await readRange(db, quarantinePrefix);
  const names = aside.entries.map(([key]) => key.slice(quarantinePrefix.length));
  const counters = [...good.map((row) => row.counter), ...names.map(counterOf)].filter((each) => !Number.isNaN(each));
  return {
    updates: good,
    damage: {
      rows: bad.length,
      quarantined: names.length,
      missing: countMissing(good, names, mark),
      unreadable: unreadable || aside.unreadable,
    },
    highest: counters.reduce((a, b) => Math.max(a, b), mark),
  };
}
