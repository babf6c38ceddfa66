/** What every preset is made of. A preset knows one program's file; `confirmed` says how well. */
import type { RatingName } from '#core/journal';
import type { Draft } from '../draft.ts';
import type { Mapping } from '../mapping.ts';
import type { Table } from '../table.ts';

export const tablePresets = ['nailwall', 'linkedin', 'jobsync', 'huntr', 'daylio', 'track-and-graph'] as const;
export const entryPresets = ['day-one', 'jrnl', 'mini-diary', 'mini-diarium'] as const;
export type TablePresetId = (typeof tablePresets)[number];
export type EntryPresetId = (typeof entryPresets)[number];
export type PresetId = TablePresetId | EntryPresetId;

interface AnyPreset {
  /** `fully`: every column was seen in the program's own exporter or files; `partly`: some were. */
  readonly confirmed: 'fully' | 'partly';
}

/** A table whose rows are attempts: the mapping can still be changed by the person. */
export interface MappedPreset extends AnyPreset {
  readonly id: TablePresetId;
  readonly type: 'mapped';
  readonly fits: (columns: readonly string[]) => boolean;
  readonly mapping: (table: Table) => Mapping;
}

/** Which of the pulse's questions a mood or a measured feature answers; null: none, it stays in the note. */
export type Measure = Extract<RatingName, 'hope' | 'purpose' | 'selfWorth'> | null;

/** A table whose rows become pulses; what is measured in it can be given to one of the three questions. */
export interface PulsePreset extends AnyPreset {
  readonly id: TablePresetId;
  readonly type: 'pulses';
  readonly fits: (columns: readonly string[]) => boolean;
  /** What the file measures, by name. */
  readonly features: (table: Table) => readonly string[];
  readonly drafts: (table: Table, measures: Readonly<Record<string, Measure>>) => Draft[];
}

/** A JSON file of diary entries. */
export interface EntryPreset extends AnyPreset {
  readonly id: EntryPresetId;
  readonly type: 'entries';
  /** The drafts of a file; null when the file is of another kind. */
  readonly read: (value: unknown) => Draft[] | null;
}

/** Whether all of `wanted` are among the columns, whatever their case. */
export function hasColumns(columns: readonly string[], ...wanted: readonly string[]): boolean {
  const names = new Set(columns.map((column) => column.trim().toLowerCase()));
  return wanted.every((name) => names.has(name.toLowerCase()));
}
