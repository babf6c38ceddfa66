import { expect, test } from 'vitest';
import { nextThing, waitingOf } from '../../../src/renderer/state/today.ts';
import { day, openedStore, today } from './opened-store.ts';

test('what waits: longest silence first, a nudge breaks the silence, undated last, archived not', () => {
  const store = openedStore();
  const { journal } = store;
  journal.addAttempt({ toWhom: 'undated', what: 'x' });
  journal.addAttempt({ toWhom: 'ten days', what: 'x', sentOn: day('2026-11-13') });
  const nudged = journal.addAttempt({ toWhom: 'nudged', what: 'x', sentOn: day('2026-01-01') });
  journal.addEvent(nudged, { kind: 'nudged', on: day('2026-11-20') });
  journal.addAttempt({ toWhom: 'archived', what: 'x', sentOn: day('2026-01-01'), archived: true });
  journal.addAttempt({ toWhom: 'answered', what: 'x', answer: 'no', answeredOn: day('2026-11-01') });
  expect(waitingOf(store.attempts, today).map(({ attempt, days }) => [attempt.toWhom, days])).toEqual([
    ['ten days', 10],
    ['nudged', 3],
    ['undated', null],
  ]);
});

test('one next thing: a planned envelope not yet sent, else a long silence, else nothing', () => {
  const store = openedStore();
  const { journal } = store;
  expect(nextThing(store.attempts, today, 30)).toBeNull();
  journal.addAttempt({ toWhom: 'silent', what: 'x', sentOn: day('2026-10-01') });
  expect(nextThing(store.attempts, today, 30)).toMatchObject({ kind: 'silence', days: 53 });
  const no = journal.addAttempt({
    toWhom: 'no',
    what: 'x',
    answer: 'no',
    answeredOn: day('2026-11-01'),
    nextStep: { kind: 'improve', what: 'a quieter start' },
  });
  expect(nextThing(store.attempts, today, 30)).toMatchObject({ kind: 'envelope', attempt: { id: no } });
  journal.nextEnvelope(no, { toWhom: 'next', what: 'x', sentOn: today });
  expect(nextThing(store.attempts, today, 30)).toMatchObject({ kind: 'silence' });
});
