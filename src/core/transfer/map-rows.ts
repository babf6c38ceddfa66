/** Rows of a table -> drafts of attempts, by a mapping. */
import { type CalendarDate, coded } from '#core/base';
import { type Answer, type AttemptInput, type EventInput, eventKinds, limits, tones } from '#core/journal';
import { ColumnLayout } from './column-layout.ts';
import type { CsvRecord } from './csv-reader.ts';
import { readDate } from './date-reading.ts';
import { type Cause, type Draft, excerpt, leavingOut, type Note } from './draft.ts';
import { unguardCell } from './formula-guard.ts';
import { splitList } from './list-text.ts';
import { eventTargets, isRatingTarget, type Mapping, type Target } from './mapping.ts';
import type { Table } from './table.ts';
import { fold } from './words.ts';

/**
 * One draft a row, in the file's order; a row that cannot be taken over has a null entry and a note why. Throws
 * `input/invalid` while the order of the dates is not decided.
 */
export function mapRows(table: Table, mapping: Mapping): Draft[] {
  const order = mapping.dateOrder;
  if (order === null) throw coded('input/invalid', { what: 'date order' });
  const layout = new ColumnLayout(table, mapping, order);
  return table.rows.map((record) => new RowReader(record, layout).draft());
}

type AttemptFields = { -readonly [K in keyof AttemptInput]: AttemptInput[K] };

class RowReader {
  readonly #record: CsvRecord;
  readonly #layout: ColumnLayout;
  readonly #notes: Note[] = [];

  constructor(record: CsvRecord, layout: ColumnLayout) {
    this.#record = record;
    this.#layout = layout;
  }

  draft(): Draft {
    this.#noteWidth();
    const input = this.#input();
    const row = this.#record.row;
    if (!input || this.#notes.some(({ cause }) => leavingOut.has(cause))) {
      return { row, entry: null, notes: this.#notes };
    }
    const entry = {
      type: 'attempt' as const,
      input,
      pursuitTitle: this.#text('pursuit') || null,
      kindName: this.#text('kind') || null,
    };
    return { row, entry, notes: this.#notes };
  }

  #input(): AttemptInput | null {
    const toWhom = this.#required('toWhom');
    const what = this.#required('what');
    const { kind, pursuit } = this.#layout.mapping;
    const input: AttemptFields = { toWhom, what, kind, pursuit, sentOn: this.#date('sentOn'), ...this.#rated() };
    this.#addAnswer(input);
    const tags = this.#tags();
    const events = this.#events();
    if (tags.length > 0) input.tags = tags;
    if (events.length > 0) input.events = events;
    for (const field of ['reason', 'heard', 'toldWhom', 'reflection'] as const) {
      const text = this.#joined(field);
      if (text !== '') input[field] = text;
    }
    return toWhom === '' || what === '' ? null : input;
  }

  #note(cause: Cause, field?: string, text?: string): void {
    this.#notes.push({
      cause,
      ...(field === undefined ? {} : { field }),
      ...(text === undefined ? {} : { text: excerpt(text) }),
    });
  }

  #noteWidth(): void {
    const { cells } = this.#record;
    const { named } = this.#layout;
    if (cells.length < named) this.#note('cells-missing');
    else if (named > 0 && cells.slice(named).some((cell) => cell.trim() !== '')) this.#note('cells-left-over');
  }

  /** The cell as written in the file; a word that stands for nothing stays. */
  #raw(column: number): string {
    const cell = this.#record.cells[column] ?? '';
    return this.#own ? unguardCell(cell) : cell.trim();
  }

  /** The cell, empty when it stands for nothing. */
  #cell(column: number): string {
    const raw = this.#raw(column);
    return !this.#own && this.#layout.isBlank(raw) ? '' : raw;
  }

  get #own(): boolean {
    return this.#layout.mapping.own;
  }

  #column(target: Target): number | undefined {
    return this.#layout.columns(target)[0];
  }

  #text(target: Target): string {
    const column = this.#column(target);
    return column === undefined ? '' : this.#cell(column).trim();
  }

  /** "Not specified" for a role is what the file says, and better than nothing. */
  #required(target: 'toWhom' | 'what'): string {
    const column = this.#column(target);
    const raw = column === undefined ? '' : this.#raw(column).trim();
    if (raw !== '') return raw;
    const filler = this.#layout.mapping.ifEmpty ?? '';
    this.#note(filler === '' ? 'nothing-required' : 'filled-in', target);
    return filler;
  }

  #joined(target: 'reason' | 'heard' | 'toldWhom' | 'reflection'): string {
    const columns = this.#layout.columns(target);
    if (columns.length === 1) return this.#cell(columns[0] as number);
    return columns
      .map((column) => ({ name: this.#layout.names[column] ?? '', text: this.#cell(column) }))
      .filter(({ text }) => text !== '')
      .map(({ name, text }) => (name === '' ? text : `${name}: ${text}`))
      .join('\n');
  }

  #date(target: Target): CalendarDate | null {
    const column = this.#column(target);
    return column === undefined ? null : this.#dateIn(column, target);
  }

  #dateIn(column: number, target: string): CalendarDate | null {
    const text = this.#cell(column).trim();
    if (text === '') return null;
    const date = readDate(text, this.#layout.order);
    if (date === null) this.#note('not-a-date', target, text);
    return date;
  }

  #addAnswer(input: AttemptFields): void {
    const answer = this.#answer();
    if (answer === null) return;
    const answeredOn = this.#date('answeredOn');
    input.answer = answer;
    if (answeredOn && answer === 'waiting') this.#note('day-dropped-while-waiting', 'answeredOn', answeredOn);
    else if (answeredOn && input.sentOn && answeredOn < input.sentOn) {
      this.#note('answered-before-sent', 'answeredOn', answeredOn);
    } else if (answeredOn) input.answeredOn = answeredOn;
    const tone = this.#word('tone', tones);
    if (tone && answer === 'no') input.tone = tone;
    else if (tone) this.#note('tone-dropped', 'tone', tone);
  }

  /** Null when the row is left out; without a word it waits. */
  #answer(): Answer | null {
    const text = this.#text('answer');
    if (text === '') return 'waiting';
    const word = fold(text).slice(0, 100);
    const meanings = this.#layout.mapping.answerWords;
    const meaning = Object.hasOwn(meanings, word) ? (meanings[word] ?? null) : null;
    if (meaning === null) this.#note('unknown-answer', 'answer', text);
    else if (meaning === 'leave-out') this.#note('left-out-by-word', 'answer', text);
    return meaning === 'leave-out' ? null : meaning;
  }

  #word<const W extends string>(target: Target, words: readonly W[]): W | null {
    const text = fold(this.#text(target));
    if (text === '') return null;
    const word = words.find((one) => one === text) ?? null;
    if (!word) this.#note('unknown-word', target, text);
    return word;
  }

  #rated(): Partial<AttemptFields> {
    const ratings: NonNullable<AttemptFields['ratings']> = {};
    for (const target of this.#layout.mapping.targets) {
      if (!target || !isRatingTarget(target)) continue;
      const rating = this.#whole(target, 0, 10);
      if (rating !== null) ratings[target] = rating;
    }
    const stretch = this.#whole('stretch', 1, 5) as AttemptFields['stretch'];
    const rated = Object.keys(ratings).length > 0;
    // Where the file gives no day, the journal must not take today for it.
    return { ...(rated ? { ratings, ratedOn: this.#date('ratedOn') } : {}), ...(stretch ? { stretch } : {}) };
  }

  #whole(target: Target, min: number, max: number): number | null {
    const text = this.#text(target);
    if (text === '') return null;
    const value = /^\d{1,2}(?:[.,]0+)?$/.test(text) ? Number.parseInt(text, 10) : Number.NaN;
    if (value >= min && value <= max) return value;
    this.#note('no-rating', target, text);
    return null;
  }

  #tags(): string[] {
    const tags = new Set<string>();
    for (const column of this.#layout.columns('tag')) {
      const cell = this.#cell(column);
      for (const part of this.#own ? splitList(cell) : cell.split(/[;|\n]/)) {
        const tag = part.trim();
        if (tag.length > limits.tag) this.#note('tag-too-long', 'tag', tag);
        else if (tag !== '' && (this.#own || !this.#layout.isBlank(tag))) tags.add(tag);
      }
    }
    return [...tags];
  }

  #events(): EventInput[] {
    const events: EventInput[] = [];
    this.#layout.mapping.targets.forEach((target, column) => {
      if (target === 'events') events.push(...this.#ownEvents(column));
      const kind = eventTargets.find((one) => one === target);
      const on = kind && this.#dateIn(column, kind);
      if (kind && on) events.push({ kind, on, note: kind === 'reply' ? (this.#layout.names[column] ?? '') : '' });
    });
    return events;
  }

  /** `2024-01-15 interview note | ...`, as this app's own table writes them. */
  #ownEvents(column: number): EventInput[] {
    return splitList(this.#cell(column)).flatMap((text) => {
      const parts = /^(\S+) (\S+)(?: ([^]*))?$/.exec(text);
      const on = parts && readDate(parts[1] ?? '', 'YMD');
      const kind = parts && eventKinds.find((one) => one === parts[2]);
      if (on && kind) return [{ kind, on, note: parts[3] ?? '' }];
      this.#note('unknown-word', 'events', text);
      return [];
    });
  }
}
