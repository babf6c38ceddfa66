/**
 * Diaries: each entry becomes a pulse without ratings whose note is the entry. Reflections belong to an attempt, and a
 * file of a diary does not say to which.
 */
import { type CalendarDate, isCalendarDate } from '#core/base';
import * as v from 'valibot';
import type { Draft, Note } from '../draft.ts';
import { excerpt } from '../draft.ts';
import { htmlToText, looksLikeHtml } from '../html-text.ts';
import type { EntryPreset } from './preset.ts';

interface Written {
  readonly on: CalendarDate | null;
  /** The day as the file has it, for the note when it cannot be read. */
  readonly day: string;
  readonly title?: string | null | undefined;
  readonly text?: string | null | undefined;
  readonly tags?: readonly string[] | null | undefined;
  readonly notes?: readonly Note[];
}

function draftsOf(entries: readonly Written[]): Draft[] {
  return entries.map(({ on, day, title, text, tags, notes = [] }, i) => {
    const row = i + 1;
    if (!on) {
      return { row, entry: null, notes: [{ cause: 'rule', field: 'on', detail: 'not-a-date', text: excerpt(day) }] };
    }
    const words = text && looksLikeHtml(text) ? htmlToText(text) : (text ?? '');
    const marks = (tags ?? []).map((tag) => (tag.startsWith('#') || tag.startsWith('@') ? tag : `#${tag}`)).join(' ');
    const note = [title ?? '', words, marks].filter((part) => part.trim() !== '').join('\n');
    if (note === '') return { row, entry: null, notes: [{ cause: 'nothing-required', field: 'note' }] };
    return { row, entry: { type: 'pulse', input: { on, note } }, notes };
  });
}

const asDate = (text: string): CalendarDate | null => (isCalendarDate(text) ? text : null);
const text = v.nullish(v.string());
const tags = v.nullish(v.array(v.string()));

const DayOneSchema = v.looseObject({
  metadata: v.looseObject({ version: v.union([v.string(), v.number()]) }),
  entries: v.array(
    v.looseObject({
      creationDate: v.string(),
      text,
      tags,
      timeZone: text,
      location: v.nullish(v.looseObject({ timeZoneName: text })),
    }),
  ),
});

/** Day One, JSON (in a zip): instants in UTC, with the time zone of the entry or of its place. */
export const dayOne: EntryPreset = {
  id: 'day-one',
  type: 'entries',
  confirmed: 'fully',
  read: (value) => {
    const file = v.safeParse(DayOneSchema, value);
    if (!file.success) return null;
    return draftsOf(
      file.output.entries.map((entry) => {
        const zone = entry.timeZone ?? entry.location?.timeZoneName ?? null;
        const { on, byUtc } = dayIn(entry.creationDate, zone);
        const notes: Note[] = byUtc ? [{ cause: 'day-by-utc', field: 'on', text: entry.creationDate }] : [];
        return { on, day: entry.creationDate, text: entry.text, tags: entry.tags, notes };
      }),
    );
  },
};

const instantPattern = /^(\d{4}-\d{2}-\d{2})T\d{2}:\d{2}:\d{2}(?:\.\d{1,9})?Z$/;

/** The day where the entry was written; by UTC when the file does not say where that was. */
function dayIn(instant: string, zone: string | null): { on: CalendarDate | null; byUtc: boolean } {
  const utcDay = instantPattern.exec(instant)?.[1];
  const ms = Date.parse(instant);
  if (utcDay === undefined || Number.isNaN(ms)) return { on: null, byUtc: false };
  const local = zone === null ? null : dayInZone(ms, zone);
  return { on: local ?? asDate(utcDay), byUtc: local === null };
}

const formats = new Map<string, Intl.DateTimeFormat | null>();

function dayInZone(ms: number, zone: string): CalendarDate | null {
  if (!formats.has(zone)) formats.set(zone, formatOf(zone));
  const parts = formats.get(zone)?.formatToParts(ms);
  const part = (type: string) => parts?.find((one) => one.type === type)?.value ?? '';
  return asDate(`${part('year').padStart(4, '0')}-${part('month')}-${part('day')}`);
}

/** Null for a name that is no time zone. */
function formatOf(timeZone: string): Intl.DateTimeFormat | null {
  try {
    return new Intl.DateTimeFormat('en-GB', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' });
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

const JrnlSchema = v.looseObject({
  tags: v.looseObject({}),
  entries: v.array(v.looseObject({ title: v.string(), body: v.string(), date: v.string(), tags })),
});

/** jrnl, `--export json`: the day as written. Its tags stand in the text already. */
export const jrnl: EntryPreset = {
  id: 'jrnl',
  type: 'entries',
  confirmed: 'fully',
  read: (value) => {
    const file = v.safeParse(JrnlSchema, value);
    if (!file.success) return null;
    return draftsOf(
      file.output.entries.map(({ title, body, date }) => ({ on: asDate(date), day: date, title, text: body })),
    );
  },
};

const MiniDiarySchema = v.looseObject({
  entries: v.record(v.string(), v.looseObject({ title: text, text, dateUpdated: v.string() })),
});

/** Mini Diary: entries keyed by their day. */
export const miniDiary: EntryPreset = {
  id: 'mini-diary',
  type: 'entries',
  confirmed: 'fully',
  read: (value) => {
    const file = v.safeParse(MiniDiarySchema, value);
    if (!file.success) return null;
    return draftsOf(
      Object.entries(file.output.entries).map(([day, entry]) => ({
        on: asDate(day),
        day,
        title: entry.title,
        text: entry.text,
      })),
    );
  },
};

const MiniDiariumSchema = v.array(
  v.looseObject({
    id: v.union([v.number(), v.string()]),
    date: v.string(),
    title: text,
    text,
    dateUpdated: v.string(),
  }),
);

/** Mini Diarium: a list of entries with ids. */
export const miniDiarium: EntryPreset = {
  id: 'mini-diarium',
  type: 'entries',
  confirmed: 'fully',
  read: (value) => {
    const file = v.safeParse(MiniDiariumSchema, value);
    if (!file.success || file.output.length === 0) return null;
    return draftsOf(
      file.output.map((entry) => ({ on: asDate(entry.date), day: entry.date, title: entry.title, text: entry.text })),
    );
  },
};
