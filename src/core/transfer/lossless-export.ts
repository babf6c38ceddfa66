import { type Bytes, type CalendarDate, coded, utf8ToBytes } from '#core/base';
import { copyJournal, type Journal, type JournalCopy, type LetterId } from '#core/journal';

/** Names the file; see docs/formats.md. */
export const losslessFormat = 'nailwall-journal';
/** Version 2 may say which files beside it are the letters'; without those a file is written as version 1. */
export const losslessVersion = 2;

/**
 * The whole journal as one JSON file, UTF-8: ids, reflections, what lies in the bin, settings, and what newer versions
 * wrote. Keys are sorted, so equal journals give equal files but for `exportedOn`. Letters' own files are not in it, only
 * what the journal knows of them. Throws `transfer/not-exported` with the place of the first thing that cannot be taken
 * along, and how many there are.
 */
export function exportJournal(journal: Journal, on: CalendarDate): Bytes {
  return losslessFile(copyWhole(journal), on);
}

/** The journal as plain data. Throws as {@link exportJournal} does. */
export function copyWhole(journal: Journal): JournalCopy {
  const { copy, uncopied } = copyJournal(journal.doc);
  const [first] = uncopied;
  if (first) throw coded('transfer/not-exported', { ...first, count: uncopied.length });
  return copy;
}

/** `letters` maps letters to the digests by which their files are named beside this one. */
export function losslessFile(
  copy: JournalCopy,
  on: CalendarDate,
  letters: Readonly<Record<LetterId, string>> | null = null,
): Bytes {
  const head = { format: losslessFormat, version: letters ? losslessVersion : 1, exportedOn: on };
  const file = { ...head, journal: copy, ...(letters ? { letters } : {}) };
  return utf8ToBytes(`${JSON.stringify(sorted(file), null, 1)}\n`);
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  return Object.fromEntries(entries.map(([key, inner]) => [key, sorted(inner)]));
}
