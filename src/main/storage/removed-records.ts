/**
 * Records that an update took out of the vault's log, kept for a while: a wipe that was passed on while the journal was
 * locked can then be healed. Ciphertext like everything else here.
 */
import { addDays, type Bytes, bytesToHex, type CalendarDate, isCalendarDate } from '#core/base';
import { sha256 } from '@noble/hashes/sha2.js';
import { removedPrefix } from './keys.ts';
import type { Level } from './level.ts';
import { decodeRow, encodeRow } from './row.ts';
import { readRange } from './stored-updates.ts';

/** Days for which a removed record is kept at least. */
export const keepRemovedDays = 30;

export interface RemovedRecord {
  readonly removedOn: CalendarDate;
  readonly record: Bytes;
}

export function removedRow(record: Bytes, today: CalendarDate): { key: string; value: Bytes } {
  const key = `${removedPrefix}${today}/${bytesToHex(sha256(record).subarray(0, 16))}`;
  return { key, value: encodeRow(key, 0, record) };
}

function dateOf(key: string): CalendarDate | null {
  const date = key.slice(removedPrefix.length, removedPrefix.length + 10);
  return isCalendarDate(date) ? date : null;
}

/** Every readable removed record, oldest first. */
export async function readRemoved(db: Level): Promise<RemovedRecord[]> {
  const { entries } = await readRange(db, removedPrefix);
  return entries.flatMap(([key, value]) => {
    const row = decodeRow(key, value);
    const removedOn = dateOf(key);
    return row.state === 'good' && removedOn !== null ? [{ removedOn, record: row.payload }] : [];
  });
}

/** Lets go of what was removed more than {@link keepRemovedDays} days before `today`. */
export async function purgeRemoved(db: Level, today: CalendarDate): Promise<void> {
  const oldestKept = addDays(today, -keepRemovedDays);
  await db.clear({ gte: removedPrefix, lt: removedPrefix + oldestKept });
}
