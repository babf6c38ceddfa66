import type { Answer } from '#core/journal';
import type { AttemptRow, CheckInRow, PulseRow } from '#core/insights';
import { expect } from 'vitest';

/** Right to six digits after the point, as the published figures are. */
export function six(value: number | null | undefined, expected: number): void {
  expect(Math.abs((value ?? NaN) - expected), `${String(value)} against ${String(expected)}`).toBeLessThan(6e-7);
}

let made = 0;

/** A row with nothing but what is given; its id is new. */
export function attempt(row: Partial<AttemptRow> = {}): AttemptRow {
  return {
    id: `attempt-${String(++made).padStart(5, '0')}`,
    pursuit: null,
    kind: 'other',
    tags: [],
    sent: null,
    answer: 'waiting',
    answered: null,
    stretch: null,
    ratings: {},
    rated: null,
    ...row,
  };
}

export function attempts(count: number, row: Partial<AttemptRow>): AttemptRow[] {
  return Array.from({ length: count }, () => attempt(row));
}

/** `yes` yes's, then no's up to `of`. */
export function answered(yes: number, of: number, row: Partial<AttemptRow> = {}): AttemptRow[] {
  return [...attempts(yes, { answer: 'yes', ...row }), ...attempts(of - yes, { answer: 'no', ...row })];
}

/** No's rated for their sting, one a day from day `from` on. */
export function stung(stings: readonly number[], row: Partial<AttemptRow> = {}, from = 0): AttemptRow[] {
  return stings.map((sting, i) => attempt({ answer: 'no', answered: from + i, ratings: { sting }, ...row }));
}

export function checkIn(attempt: AttemptRow, after: number, sting: number | null): CheckInRow {
  return {
    id: `${attempt.id}+${after}`,
    attempt: attempt.id,
    on: (attempt.answered ?? 0) + after,
    sting,
    selfWorth: null,
  };
}

/** Pulses that rate all three measures alike. */
export function pulse(on: number, value: number | null): PulseRow {
  return { id: `pulse-${String(++made).padStart(5, '0')}`, on, hope: value, purpose: value, selfWorth: value };
}

/** An attempt sent on day 0 that was open for `days`. */
export function open(days: number, answer: Answer, row: Partial<AttemptRow> = {}): AttemptRow {
  return attempt({ sent: 0, answer, answered: days, ...row });
}
