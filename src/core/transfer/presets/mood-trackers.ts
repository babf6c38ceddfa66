/** Mood trackers: each row becomes a pulse. A mood is no answer to our questions unless the person says so. */
import type { PulseInput } from '#core/journal';
import { readDate } from '../date-reading.ts';
import { type Draft, excerpt, type Note } from '../draft.ts';
import type { Table } from '../table.ts';
import { fold } from '../words.ts';
import { hasColumns, type Measure, type PulsePreset } from './preset.ts';

type Cells = Readonly<Record<string, string>>;

function cellsByName(table: Table, cells: readonly string[]): Cells {
  return Object.fromEntries(table.columns.map((name, i) => [name.toLowerCase(), (cells[i] ?? '').trim()]));
}

/** Daylio's five moods, by name and from best to worst; people can rename them and add more. */
const moods: Readonly<Record<string, number>> = { rad: 9, good: 7, meh: 5, bad: 3, awful: 1 };

/** The one thing that Daylio measures. */
export const daylioMood = 'mood';

/**
 * Daylio: full_date, date, weekday, time, mood, activities, note_title, note; an older form begins with year and lacks
 * full_date and note_title, so that its day is `date` ("January 15") with `year`. Activities are parted by `|`.
 */
export const daylio: PulsePreset = {
  id: 'daylio',
  type: 'pulses',
  confirmed: 'fully',
  fits: (columns) =>
    hasColumns(columns, 'mood', 'activities', 'note', 'weekday') &&
    (hasColumns(columns, 'full_date') || hasColumns(columns, 'year', 'date')),
  features: () => [daylioMood],
  drafts: (table, measures) =>
    table.rows.map(({ row, cells }) => daylioDraft(row, cellsByName(table, cells), measures[daylioMood] ?? null)),
};

function daylioDraft(row: number, cells: Cells, measure: Measure): Draft {
  const { full_date: full = '', year = '', date = '', time = '', mood = '', activities = '' } = cells;
  const written = full !== '' ? full : `${date.replace(/,?\s*\d{4}$/, '').replace(/\.$/, '')} ${year}`;
  const notes: Note[] = [];
  const done = activities.split('|').map((one) => one.trim());
  const head = [mood, done.filter((one) => one !== '').join(', ')].filter((one) => one !== '').join(' · ');
  const rated = measure && (moods[fold(mood)] ?? null);
  if (measure && rated === null) notes.push({ cause: 'no-rating', field: measure, text: excerpt(mood) });
  const note = [time === '' ? head : `${time} ${head}`, cells['note_title'], cells['note']];
  return pulseDraft(row, written, measure && rated !== null ? { [measure]: rated } : {}, note, notes);
}

/** Track & Graph: FeatureName, Timestamp, Value, Note. A value may carry a label behind a colon. */
export const trackAndGraph: PulsePreset = {
  id: 'track-and-graph',
  type: 'pulses',
  confirmed: 'fully',
  fits: (columns) => hasColumns(columns, 'FeatureName', 'Timestamp', 'Value', 'Note'),
  features: (table) => {
    const names = new Set<string>();
    for (const { cells } of table.rows) {
      const { featurename = '' } = cellsByName(table, cells);
      if (names.size < 200 && featurename !== '') names.add(featurename);
    }
    return [...names];
  },
  drafts: (table, measures) => table.rows.map(({ row, cells }) => trackDraft(row, cellsByName(table, cells), measures)),
};

function trackDraft(row: number, cells: Cells, measures: Readonly<Record<string, Measure>>): Draft {
  const { featurename: feature = '', timestamp = '', value = '', note = '' } = cells;
  const measure = Object.hasOwn(measures, feature) ? (measures[feature] ?? null) : null;
  const rating = measure && wholeRating(value);
  if (measure && rating !== null) return pulseDraft(row, timestamp, { [measure]: rating }, [note], []);
  const notes: Note[] = measure ? [{ cause: 'no-rating', field: measure, text: excerpt(value) }] : [];
  return pulseDraft(row, timestamp, {}, [`${feature}: ${value}`, note], notes);
}

function wholeRating(value: string): number | null {
  const number = /^(\d{1,2})(?:\.0+)?(?::.*)?$/s.exec(value)?.[1];
  return number !== undefined && Number(number) <= 10 ? Number(number) : null;
}

/** Days in both programs' files are written year first, or with the month's name. */
function pulseDraft(
  row: number,
  written: string,
  rated: Partial<Pick<PulseInput, 'hope' | 'purpose' | 'selfWorth'>>,
  lines: readonly (string | undefined)[],
  notes: readonly Note[],
): Draft {
  const on = readDate(written, 'YMD');
  if (!on)
    return { row, entry: null, notes: [{ cause: 'rule', field: 'on', detail: 'not-a-date', text: excerpt(written) }] };
  const note = lines.filter((line) => line !== undefined && line !== '').join('\n');
  return { row, entry: { type: 'pulse', input: { on, note, ...rated } }, notes };
}
