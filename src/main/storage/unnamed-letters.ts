/** Letters that the vault no longer names: since when, and which of them have been so for long enough to go. */
import { type CalendarDate, daysBetween, isCalendarDate, type Random, utf8ToBytes } from '#core/base';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { writeFileAtomically } from './atomic-file.ts';
import type { Blobs } from './blobs.ts';
import { asStorageError, isAbsent } from './system-errors.ts';

/** Days for which a letter is kept after the vault has stopped naming it. */
export const keepUnnamedDays = 30;

const fileName = 'unnamed';
const linePattern = /^(\d{4}-\d{2}-\d{2}) ([0-9a-f]{64})$/;

/**
 * Removes the letters that `named` has lacked for {@link keepUnnamedDays} days; returns how many. Lost or damaged notes
 * of when that began only make them stay longer. Throws storage/full, storage/read-only, storage/failed.
 */
export async function removeUnnamed(
  blobs: Blobs,
  named: ReadonlyMap<string, unknown>,
  today: CalendarDate,
  random: Random,
): Promise<number> {
  const before = await readNotes(blobs.folder);
  const notes = new Map<string, CalendarDate>();
  let removed = 0;
  for (const hash of await blobs.hashes()) {
    if (named.has(hash)) continue;
    const noted = before.get(hash) ?? today;
    // A clock that was ahead once must not keep a letter for ever.
    const since = noted > today ? today : noted;
    if (daysBetween(since, today) < keepUnnamedDays) notes.set(hash, since);
    else {
      await blobs.remove(hash);
      removed++;
    }
  }
  if (!sameNotes(before, notes)) await writeNotes(blobs.folder, notes, random);
  return removed;
}

async function readNotes(folder: string): Promise<Map<string, CalendarDate>> {
  let text: string;
  try {
    text = await readFile(join(folder, fileName), 'utf8');
  } catch (error) {
    if (isAbsent(error)) return new Map();
    throw asStorageError(error);
  }
  const notes = new Map<string, CalendarDate>();
  for (const line of text.split('\n')) {
    const [, since, hash = ''] = linePattern.exec(line) ?? [];
    if (isCalendarDate(since)) notes.set(hash, since);
  }
  return notes;
}

function sameNotes(a: ReadonlyMap<string, string>, b: ReadonlyMap<string, string>): boolean {
  return a.size === b.size && [...a].every(([hash, since]) => b.get(hash) === since);
}

async function writeNotes(folder: string, notes: ReadonlyMap<string, string>, random: Random): Promise<void> {
  const lines = [...notes].map(([hash, since]) => `${since} ${hash}\n`);
  await writeFileAtomically(join(folder, fileName), utf8ToBytes(lines.join('')), random);
}
