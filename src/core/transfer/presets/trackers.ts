/** Application trackers: their tables become attempts. */
import { completeMapping, type Mapping, type Target } from '../mapping.ts';
import type { Table } from '../table.ts';
import { hasColumns, type MappedPreset } from './preset.ts';

function mappingOf(table: Table, byName: Readonly<Record<string, Target>>, more: Partial<Mapping> = {}): Mapping {
  const targets = table.columns.map((column) => byName[column.trim().toLowerCase()] ?? null);
  return completeMapping(table, { targets, kind: 'job', ...more });
}

/**
 * LinkedIn, `Job Applications.csv` of the data download: Application Date, Contact Email, Contact Phone Number, Company
 * Name, Job Title, Job Url, Resume Name, Question And Answers; dates as in the United States. It tells no outcome.
 */
export const linkedIn: MappedPreset = {
  id: 'linkedin',
  type: 'mapped',
  confirmed: 'fully',
  fits: (columns) => hasColumns(columns, 'Application Date', 'Company Name', 'Job Title', 'Job Url'),
  mapping: (table) =>
    mappingOf(
      table,
      {
        'application date': 'sentOn',
        'company name': 'toWhom',
        'job title': 'what',
        'job url': 'reflection',
        'resume name': 'reflection',
      },
      { dateOrder: 'MDY' },
    ),
};

/** JobSync: index, createdAt, applied, appliedDate, Company, JobTitle, jobType, Location, JobSource, Status. */
export const jobSync: MappedPreset = {
  id: 'jobsync',
  type: 'mapped',
  confirmed: 'fully',
  fits: (columns) => hasColumns(columns, 'appliedDate', 'Company', 'JobTitle', 'JobSource', 'Status'),
  mapping: (table) =>
    mappingOf(table, {
      applieddate: 'sentOn',
      company: 'toWhom',
      jobtitle: 'what',
      jobtype: 'tag',
      location: 'tag',
      jobsource: 'tag',
      status: 'answer',
    }),
};

/** Huntr: id, title, location, url, companyName, htmlDescription, listName. Only partly confirmed; it has no dates. */
export const huntr: MappedPreset = {
  id: 'huntr',
  type: 'mapped',
  confirmed: 'partly',
  fits: (columns) => hasColumns(columns, 'title', 'companyName', 'listName'),
  mapping: (table) =>
    mappingOf(table, { companyname: 'toWhom', title: 'what', location: 'tag', url: 'reflection', listname: 'answer' }),
};

/** The columns of this app's own table, in its order. */
export const ownColumns: readonly (readonly [name: string, target: Target])[] = [
  ['To whom', 'toWhom'],
  ['What', 'what'],
  ['Kind', 'kind'],
  ['Pursuit', 'pursuit'],
  ['Tags', 'tag'],
  ['Sent on', 'sentOn'],
  ['Answer', 'answer'],
  ['Answered on', 'answeredOn'],
  ['Tone', 'tone'],
  ['Reason', 'reason'],
  ['Heard', 'heard'],
  ['Stretch', 'stretch'],
  ['Rated on', 'ratedOn'],
  ['Hope', 'hope'],
  ['Purpose', 'purpose'],
  ['Self-worth', 'selfWorth'],
  ['Belonging', 'belonging'],
  ['Sting', 'sting'],
  ['Shame', 'shame'],
  ['Told whom', 'toldWhom'],
  ['Events', 'events'],
  ['Reflection', 'reflection'],
];

/** What this app's own export of attempts looks like; see csv-export.ts. */
export const nailwall: MappedPreset = {
  id: 'nailwall',
  type: 'mapped',
  confirmed: 'fully',
  fits: (columns) => columns.length >= ownColumns.length && ownColumns.every(([name], i) => columns[i] === name),
  mapping: (table) =>
    completeMapping(table, {
      targets: table.columns.map((_, i) => ownColumns[i]?.[1] ?? null),
      dateOrder: 'YMD',
      blanks: [],
      own: true,
      answerWords: { waiting: 'waiting', yes: 'yes', no: 'no', quiet: 'quiet', withdrawn: 'withdrawn' },
    }),
};
