import { addDays } from '#core/base';
import { dueCheckIns, pulseDue } from '#core/journal';
import { expect, test } from 'vitest';
import { day, openJournal } from './opened.ts';

const noOn = day('2024-01-01');

function withNo(more = {}) {
  const { journal } = openJournal();
  const no = (fields = {}) => journal.addAttempt({ toWhom: 'x', what: 'y', answer: 'no', answeredOn: noOn, ...fields });
  const attempt = no(more);
  const dueAfter = (days: number) => dueCheckIns(journal, addDays(noOn, days));
  return { journal, attempt, no, dueAfter };
}

test('check-ins are due inside their windows only', () => {
  const { attempt, dueAfter } = withNo();
  const days = new Map<number, number>();
  for (let after = -1; after <= 60; after++) for (const { day: due } of dueAfter(after)) days.set(after, due);
  expect([...days]).toEqual([
    ...[1, 2].map((after) => [after, 1]),
    ...[5, 6, 7, 8, 9].map((after) => [after, 7]),
    ...Array.from({ length: 15 }, (_, i) => [23 + i, 30]),
  ]);
  expect(dueAfter(6)).toEqual([{ attempt, day: 7, until: '2024-01-10' }]);
});

test('what was made or skipped is not asked again; what went to the bin is', () => {
  const { journal, attempt, dueAfter } = withNo();
  const skipped = journal.addCheckIn({ attempt, day: 7, on: addDays(noOn, 5), skipped: true });
  expect(dueAfter(6)).toEqual([]);
  expect(dueAfter(30)).toHaveLength(1);
  journal.binCheckIn(skipped);
  expect(dueAfter(6)).toHaveLength(1);
});

test.each([
  ['waiting', { answer: 'waiting', answeredOn: null }],
  ['a yes', { answer: 'yes' }],
  ['quiet', { answer: 'quiet' }],
  ['an undated no', { answeredOn: null }],
  ['archived', { archived: true }],
])('nothing is asked about %s', (_name, fields) => {
  expect(withNo(fields).dueAfter(1)).toEqual([]);
});

test('a day asks for four at most, those that close first', () => {
  const { journal, attempt, no, dueAfter } = withNo();
  const later = [1, 2, 3, 4].map((days) => no({ answeredOn: addDays(noOn, days) }));
  const due = dueAfter(5);
  expect(due.map((one) => [one.attempt, one.day])).toEqual([
    [later[2], 1],
    [later[3], 1],
    [attempt, 7],
  ]);
  const many = [0, 0, 0, 0].map(() => no());
  expect(dueAfter(5)).toHaveLength(4);
  const today = addDays(noOn, 5);
  for (const id of [attempt, ...many.slice(0, 2)]) journal.addCheckIn({ attempt: id, day: 7, on: today, sting: 1 });
  expect(dueAfter(5)).toHaveLength(1);
  journal.addCheckIn({ attempt: later[3] ?? '', day: 1, on: today, skipped: true });
  expect(dueAfter(5)).toEqual([]);
  expect(dueAfter(6).length).toBeGreaterThan(0);
});

test('a binned no is not asked about', () => {
  const { journal, attempt, dueAfter } = withNo();
  journal.binAttempt(attempt);
  expect(dueAfter(1)).toEqual([]);
});

test('a pulse may be offered once a week', () => {
  const { journal } = openJournal();
  expect(pulseDue(journal, day('2024-01-10'))).toBe(true);
  journal.addPulse({ on: day('2024-01-10') });
  journal.addPulse({ on: day('2024-01-01') });
  journal.addPulse({ on: day('2025-01-01') });
  expect(pulseDue(journal, day('2024-01-16'))).toBe(false);
  expect(pulseDue(journal, day('2024-01-17'))).toBe(true);
});
