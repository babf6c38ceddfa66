/**
 * Schemas of single values that commands take. Every message is the name of the rule that was broken, so that
 * `journal/invalid` can say which.
 */
import { type CalendarDate, coded, isCalendarDate } from '#core/base';
import * as v from 'valibot';
import type { Json } from './entry.ts';
import { limits } from './limits.ts';

/** Half of a surrogate pair would be stored differently than it is shown, and devices would disagree. */
const lone = /\p{Surrogate}/gu;
const breaks = /[\p{Cc}\u2028\u2029]+/gu;

/** One line as stored: NFC, no control characters or line breaks, no blanks at the ends. */
function tidyLine(text: string): string {
  return text.replace(lone, '\uFFFD').normalize('NFC').replace(breaks, ' ').trim();
}

const maxOf = (max: number) => v.maxLength<string, number, string>(max, 'too-long');

/** One line, possibly empty. What is far too long is refused before any work is done on it. */
export const line = (max: number = limits.line) =>
  v.pipe(v.string('not-text'), maxOf(max * 4 + 100), v.transform(tidyLine), maxOf(max));

/** One line that says something. */
export const filledLine = (max: number = limits.line) => v.pipe(line(max), v.minLength(1, 'required'));

/** Text of many lines, kept as given. */
export const longText = v.pipe(
  v.string('not-text'),
  maxOf(limits.text),
  v.transform((text) => text.replace(lone, '\uFFFD')),
);

export const date = v.custom<CalendarDate>(isCalendarDate, 'not-a-date');
export const id = v.pipe(v.string('not-an-id'), v.minLength(1, 'not-an-id'), v.maxLength(100, 'not-an-id'));

/** Whether a text can be a SHA-256, as lower-case hex. */
export const isHash = (text: string): boolean => /^[0-9a-f]{64}$/.test(text);
export const hash = v.pipe(v.string('not-a-hash'), v.check(isHash, 'not-a-hash'));
export const flag = v.boolean('not-yes-or-no');

export const whole = (min: number, max: number) =>
  v.pipe(v.number('not-a-number'), v.integer('not-whole'), v.minValue(min, 'too-low'), v.maxValue(max, 'too-high'));

/** A whole number 0-10. */
export const rating = whole(0, 10);

export const word = <const W extends readonly string[]>(words: W) => v.picklist(words, 'unknown-word');

/** An object with exactly these fields. */
export const fields = <const E extends v.ObjectEntries>(entries: E) =>
  v.strictObject(entries, (issue) =>
    issue.expected === 'never' ? 'unknown-field' : issue.expected === 'Object' ? 'not-an-object' : 'required',
  );

/** Returns the value as the schema leaves it; throws `journal/invalid` with the field and the rule it broke. */
export function check<const S extends v.GenericSchema>(schema: S, value: unknown): v.InferOutput<S> {
  const parsed = v.safeParse(schema, value);
  if (parsed.success) return parsed.output;
  const issue = parsed.issues[0];
  throw invalid(v.getDotPath(issue) ?? '', issue.message);
}

/** The error for a rule that needs more than one field, or the journal, to be checked. */
export function invalid(field: string, rule: string, more: Readonly<Record<string, number>> = {}) {
  return coded('journal/invalid', { field, rule, ...more });
}

/** Types a checked value as storable: schemas let nothing else through. */
export function asJson(value: object): Record<string, Json | undefined> {
  return value as Record<string, Json | undefined>;
}
