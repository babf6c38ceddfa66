import { type Bytes, type CalendarDate, coded, utf8ToBytes } from '#core/base';
import { copyJournal, type Journal } from '#core/journal';

/** Names the file; see docs/formats.md. */
export const losslessFormat = 'nailwall-journal';
export const losslessVersion = 1;

/**
 * The whole journal as one JSON file, UTF-8: ids, reflections, what lies in the bin, settings, and what newer versions
 * wrote. Keys are sorted, so equal journals give equal files but for `exportedOn`. Letters' own files are not in it, only
 * what the journal knows of them. Throws `transfer/not-exported` with the place of the first thing that cannot be taken
 * along, and how many there are.
 */
export function exportJournal(journal: Journal, on: CalendarDate): Bytes {
  const { copy, uncopied } = copyJournal(journal.doc);
  const [first] = uncopied;
  if (first) throw coded('transfer/not-exported', { ...first, count: uncopied.length });
  const file = { format: losslessFormat, version: losslessVersion, exportedOn: on, journal: copy };
  return utf8ToBytes(`${JSON.stringify(sorted(file), null, 1)}\n`);
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  return Object.fromEntries(entries.map(([key, inner]) => [key, sorted(inner)]));
}
