import { toDayNumber, parseCalendarDate } from '#core/base';
import { type AttemptRow, quietThreshold, stepAt, waitingFor } from '#core/insights';
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { attempt, six } from './rows.ts';

/**
 * One real job search: columns as in the head of the file, none of them quoted. Two applications were turned down by the
 * applicant after an answer had come; `turnedDown` is what they count as.
 */
function readRows(turnedDown: 'no' | 'withdrawn'): { rows: AttemptRow[]; today: number } {
  const text = readFileSync(new URL('../../fixtures/job-search-2023.csv', import.meta.url), 'utf8');
  const [head = '', ...lines] = text.trim().split(/\r?\n/);
  const columns = head.split(',');
  const cells = lines.map((line) => Object.fromEntries(line.split(',').map((cell, i) => [columns[i] ?? '', cell])));
  const day = (cell: string | undefined) => (cell ? toDayNumber(parseCalendarDate(cell)) : null);
  const today = toDayNumber(parseCalendarDate((text.match(/\d{4}-\d{2}-\d{2}/g) ?? []).sort().at(-1)));
  const answers: Readonly<Record<string, AttemptRow['answer']>> = {
    Rejected: 'no',
    'No project for now': 'no',
    Accepted: 'yes',
    'Turn down': turnedDown,
  };
  const rows = cells.map((row) => {
    const answer = answers[row['status'] ?? ''] ?? 'waiting';
    const answered = answer === 'waiting' ? null : day(row['final_answer']);
    return attempt({ sent: day(row['application']), answer, answered });
  });
  return { rows, today };
}

test('one real job search waits as its own file says, where every final answer counts', () => {
  const { rows, today } = readRows('no');
  expect(rows).toHaveLength(447);
  const waiting = waitingFor(rows, today);
  if (!waiting.shown) throw new Error('shown');
  expect(waiting.rests.count).toBe(437);
  expect(waiting.answers).toBe(137);
  expect(waiting.steps.reduce((sum, step) => sum + step.yes, 0)).toBe(1);
  six(stepAt(waiting.steps, 7)?.open, 0.826087);
  six(stepAt(waiting.steps, 28)?.open, 0.71561);
  expect(waiting.median).toBeNull();
  expect(quietThreshold(rows, today, 30)).toEqual({ days: 42, from: 'answers' });
});

test('what the person turned down was last seen open on that day', () => {
  const { rows, today } = readRows('withdrawn');
  const waiting = waitingFor(rows, today);
  if (!waiting.shown) throw new Error('shown');
  expect(waiting.answers).toBe(135);
  six(stepAt(waiting.steps, 7)?.open, 0.828375);
  six(stepAt(waiting.steps, 28)?.open, 0.717592);
  expect(waiting.median).toBeNull();
  expect(quietThreshold(rows, today, 30)).toEqual({ days: 42, from: 'answers' });
});
