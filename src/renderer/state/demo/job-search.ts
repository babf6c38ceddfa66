import { addDays, type CalendarDate, coded, daysBetween, parseCalendarDate } from '#core/base';
import type { Answer } from '#core/journal';
import Papa from 'papaparse';

/** What happened between sending and answer, in the file's words. */
const steps = ['phone_call', '1st_interview', '2nd_interview', '3rd_interview', 'proposition'] as const;
export type Step = (typeof steps)[number];

/** One application of the job search. */
export interface Application {
  readonly company: string;
  /** Empty when the file does not say. */
  readonly role: string;
  /** Empty when the file does not say. */
  readonly source: string;
  readonly unasked: boolean;
  readonly sentOn: CalendarDate;
  readonly steps: readonly { readonly step: Step; readonly on: CalendarDate }[];
  readonly answer: Answer;
  readonly answeredOn: CalendarDate | null;
}

const answerOf: Readonly<Record<string, Answer>> = {
  Applied: 'waiting',
  'In process': 'waiting',
  Rejected: 'no',
  'No project for now': 'no',
  'Turn down': 'withdrawn',
  Accepted: 'yes',
};

type Row = Readonly<Record<string, string>>;

const specified = (value: string | undefined) => (value === undefined || value === 'Not specified' ? '' : value);

function dateIn(row: Row, column: string): CalendarDate | null {
  const value = row[column];
  return value ? parseCalendarDate(value) : null;
}

function toApplication(row: Row, sentOn: CalendarDate): Application {
  const answer = answerOf[row['status'] ?? ''];
  if (!answer || !row['company']) throw coded('input/invalid', { what: 'job-search row' });
  return {
    company: row['company'],
    role: specified(row['role']),
    source: specified(row['source']),
    unasked: row['type'] === 'Spontaneous',
    sentOn,
    steps: steps.flatMap((step) => {
      const on = dateIn(row, step);
      return on ? [{ step, on }] : [];
    }),
    answer,
    answeredOn: answer === 'waiting' ? null : dateIn(row, 'final_answer'),
  };
}

/** The last day that stands anywhere in a file's applications. */
function lastDay(applications: readonly Application[]): CalendarDate | undefined {
  return applications
    .flatMap(({ sentOn, steps, answeredOn }) => [
      sentOn,
      ...steps.map(({ on }) => on),
      ...(answeredOn ? [answeredOn] : []),
    ])
    .sort()
    .at(-1);
}

/** Moves every date by as many days as lie between the file's last day and `today`; distances stay as they are. */
function endingOn(today: CalendarDate, applications: readonly Application[]): readonly Application[] {
  const last = lastDay(applications);
  if (!last) return [];
  const shift = daysBetween(last, today);
  return applications.map((one) => ({
    ...one,
    sentOn: addDays(one.sentOn, shift),
    steps: one.steps.map(({ step, on }) => ({ step, on: addDays(on, shift) })),
    answeredOn: one.answeredOn && addDays(one.answeredOn, shift),
  }));
}

/**
 * Reads the applications that the person sent, in the file's order, with their dates moved so that the file's last day
 * is `today`. Rows without a day of sending were approaches by others and are left out.
 */
export function readJobSearch(csv: string, today: CalendarDate): readonly Application[] {
  const { data, errors } = Papa.parse<Row>(csv, { header: true, skipEmptyLines: true });
  const fault = errors[0];
  if (fault) throw coded('input/invalid', { what: 'job-search file', fault: fault.code });
  const applications = data.flatMap((row) => {
    const sentOn = dateIn(row, 'application');
    return sentOn ? [toApplication(row, sentOn)] : [];
  });
  return endingOn(today, applications);
}
