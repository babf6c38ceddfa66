import { quietThreshold, stepAt, survival, waitingByKind, waitingFor } from '#core/insights';
import { describe, expect, test } from 'vitest';
import { attempt, attempts, open, six } from './rows.ts';

/** "3n 5n 7c": days, then n no, y yes, c still open. */
const published = '3n 5n 7n 7c 10y 14n 14n 21c 21n 30y 35c 45n 60c 60c';
const ends = { n: 'no', y: 'yes', c: 'withdrawn' } as const;
const rows = published.split(' ').map((text) => open(parseInt(text), ends[text.at(-1) as 'n' | 'y' | 'c']));

describe('waiting for answers', () => {
  const waiting = waitingFor(rows, 60);
  if (!waiting.shown) throw new Error('shown');

  test('gives the published curve', () => {
    const at = stepAt(waiting.steps, 21);
    six(at?.open, 0.471429);
    six(at?.error, 0.138368);
    six(at?.lower, 0.289364);
    six(at?.upper, 0.633807);
    six(waiting.steps.at(-1)?.yesShare, 0.172857);
    six(waiting.steps.at(-1)?.noShare, 0.575714);
  });

  test('gives the published median with its limits', () => {
    expect(waiting).toMatchObject({ median: 21, medianLower: 14, medianUpper: 45, longest: 60, answers: 9 });
  });

  test('has a quiet threshold of 45 days', () => {
    expect(quietThreshold(rows, 60, 30)).toEqual({ days: 45, from: 'answers' });
  });

  test('falls to nothing when every one was answered, and claims no error there', () => {
    const steps = survival([1, 2, 3].map((days) => ({ id: String(days), days, end: 'no' as const })));
    expect(steps.at(-1)).toMatchObject({ open: 0, error: 0, lower: 0, noShare: 1 });
    expect(steps.at(-1)?.upper).toBe(steps.at(-2)?.upper);
  });
});

describe('thin waiting', () => {
  test('is dots under five answers', () => {
    const few = [open(9, 'no'), open(2, 'yes'), open(4, 'quiet')];
    const waiting = waitingFor(few, 20);
    expect(waiting).toMatchObject({ shown: false, have: 2, need: 5, answers: 2, rests: { count: 3 } });
    if (waiting.shown) throw new Error('silent');
    expect(waiting.dots.map(({ days, end }) => [days, end])).toEqual([
      [2, 'yes'],
      [4, 'open'],
      [9, 'no'],
    ]);
  });

  test("keeps the person's own threshold under eight answers", () => {
    const seven = Array.from({ length: 7 }, (_, i) => open(i, 'no'));
    expect(quietThreshold(seven, 20, 30)).toEqual({ days: 30, from: 'setting' });
    expect(quietThreshold([...seven, open(9, 'no')], 20, 30).from).toBe('answers');
  });

  test('says that the median is not reached', () => {
    const waiting = waitingFor(
      [...Array.from({ length: 5 }, (_, i) => open(i, 'no')), ...attempts(20, { sent: 0 })],
      50,
    );
    expect(waiting).toMatchObject({ shown: true, median: null, longest: 50 });
  });
});

describe('what counts as waiting', () => {
  test('leaves out what has no days, or ends before it began', () => {
    const without = [attempt({ answer: 'no', answered: 3 }), open(-2, 'no'), attempt({ sent: 9 }), attempt()];
    expect(waitingFor(without, 5).rests.count).toBe(0);
    expect(waitingFor([attempt({ sent: 2, answer: 'quiet', answered: null })], 5).rests.count).toBe(0);
  });

  test('stands for each kind by itself', () => {
    const both = [...rows, ...[1, 2, 3, 4, 5].map((days) => open(days, 'no', { kind: 'job' }))];
    expect(waitingByKind(both, 60).map(({ kind, waiting }) => [kind, waiting.shown])).toEqual([
      ['other', true],
      ['job', true],
    ]);
  });
});
