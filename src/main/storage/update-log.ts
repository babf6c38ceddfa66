/**
 * The durable list of vault updates: one row for each, under a counter. Nothing is ever deleted but rows whose content
 * a newer row holds.
 */
import { type Bytes, type CalendarDate, coded, type Random } from '#core/base';
import { basename, dirname, join } from 'node:path';
import { damagedName, removeLeftovers } from './database-files.ts';
import { updateKey } from './keys.ts';
import { type Level, openLevel } from './level.ts';
import { purgeRemoved, readRemoved, type RemovedRecord, removedRow } from './removed-records.ts';
import { encodeRow } from './row.ts';
import { readNumber, writeNumber } from './small-file.ts';
import { type Damage, isDamaged, quarantine, readUpdates, type Reading, type StoredUpdate } from './stored-updates.ts';
import { asStorageError, explainFailure } from './system-errors.ts';

/** Left free after unreadable files, whose last counter nobody knows: their rows must not be written over. */
const safetyGap = 1_000_000;

export interface OpenedLog {
  readonly log: UpdateLog;
  readonly updates: readonly StoredUpdate[];
  readonly damage: Damage;
}

type Operation = { type: 'put'; key: string; value: Bytes } | { type: 'del'; key: string };

export class UpdateLog {
  readonly #db: Level;
  readonly #folder: string;
  readonly #random: Random;
  /** Counters of the readable rows, ascending. */
  #counters: number[];
  #highest: number;
  readonly #mayErase: boolean;

  private constructor(db: Level, folder: string, random: Random, reading: Reading) {
    this.#db = db;
    this.#folder = folder;
    this.#random = random;
    this.#counters = reading.updates.map((stored) => stored.counter);
    this.#highest = reading.highest + (reading.damage.unreadable ? safetyGap : 0);
    this.#mayErase = !reading.damage.unreadable;
  }

  /**
   * Opens or makes the database in `folder` and reads every update. Throws storage/busy, storage/newer-version,
   * storage/damaged when nothing can be read (all is left as it is), storage/full, storage/read-only, storage/failed.
   */
  static async open(folder: string, random: Random): Promise<OpenedLog> {
    const mark = await readNumber(dirname(folder), UpdateLog.#markName(folder));
    const { db, existed, brokenLogs, before } = await openLevel(folder, random);
    try {
      const reading = await readUpdates(db, typeof mark === 'number' ? mark : 0, existed);
      const damage: Damage = { ...reading.damage, brokenLogs, keptAs: null };
      const log = new UpdateLog(db, folder, random, reading);
      if (isDamaged(damage)) {
        const keptAs = await before.store(join(dirname(folder), damagedName));
        return { log, updates: reading.updates, damage: { ...damage, keptAs } };
      }
      await before.letGo();
      await removeLeftovers(folder);
      return { log, updates: reading.updates, damage };
    } catch (error) {
      const failure = await explainFailure(error, folder);
      await db.close();
      await before.putBack();
      throw failure;
    }
  }

  /** Beside the database: a counter that was certainly written, so that a lost end of the list is noticed. */
  static #markName(folder: string): string {
    return `${basename(folder)}.mark`;
  }

  /** Number of rows that opening has to read. */
  get length(): number {
    return this.#counters.length;
  }

  /**
   * Resolves when the update, and the records it takes out, are on disk by one synchronous, atomic write. After a
   * failure the log must be closed and opened again: LevelDB's own file may end in half a row.
   */
  async append(update: Bytes, removed: readonly Bytes[], today: CalendarDate): Promise<void> {
    const counter = this.#highest + 1;
    const key = updateKey(counter);
    const value = encodeRow(key, this.#counters.at(-1) ?? 0, update);
    const kept = removed.map((record) => ({ type: 'put' as const, ...removedRow(record, today) }));
    await this.#write([...kept, { type: 'put', key, value }]);
    this.#counters.push(counter);
    this.#highest = counter;
  }

  /**
   * Puts `state`, which must hold everything the rows hold, in their place: one atomic write. Does nothing while parts
   * of the database cannot be read, since rows that come back later would contradict it.
   */
  async squash(state: Bytes): Promise<void> {
    if (!this.#mayErase) return;
    const counter = this.#highest + 1;
    const key = updateKey(counter);
    const erased = this.#counters.map((each) => ({ type: 'del' as const, key: updateKey(each) }));
    await this.#write([{ type: 'put', key, value: encodeRow(key, 0, state) }, ...erased]);
    this.#counters = [counter];
    this.#highest = counter;
    await this.#writeMark();
  }

  /** Moves one row aside that reads well but makes no sense. */
  async setAside(counter: number): Promise<void> {
    const key = updateKey(counter);
    const value = await this.#db.get(key);
    if (value !== undefined) await quarantine(this.#db, [[key, value]]);
    this.#counters = this.#counters.filter((each) => each !== counter);
  }

  async removed(): Promise<RemovedRecord[]> {
    return this.#guarded(() => readRemoved(this.#db));
  }

  async purgeRemoved(today: CalendarDate): Promise<void> {
    await this.#guarded(() => purgeRemoved(this.#db, today));
  }

  /** Closes the database; a disk that no longer takes the mark does not keep it from closing. */
  async close(): Promise<void> {
    try {
      if (this.#db.status === 'open') await this.#writeMark();
    } finally {
      await this.#db.close();
    }
  }

  /** Closes without a last word, after a failed write. */
  async abandon(): Promise<void> {
    await this.#db.close();
  }

  async #writeMark(): Promise<void> {
    const last = this.#counters.at(-1);
    if (last !== undefined)
      await writeNumber(dirname(this.#folder), UpdateLog.#markName(this.#folder), last, this.#random);
  }

  async #write(operations: Operation[]): Promise<void> {
    await this.#guarded(() => this.#db.batch(operations, { sync: true }));
  }

  async #guarded<T>(action: () => Promise<T>): Promise<T> {
    if (this.#db.status !== 'open') throw coded('storage/closed');
    try {
      return await action();
    } catch (error) {
      throw asStorageError(await explainFailure(error, this.#folder));
    }
  }
}
