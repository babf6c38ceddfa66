import { addDays } from '#core/base';
import { pulseDue, questionsOf } from '#core/journal';
import { expect, test } from 'vitest';
import { day, openJournal } from './opened.ts';

const noOn = day('2024-01-01');
const all = { checkIns: true, pulse: true };

function withNo(more = {}, wanted = { checkIns: true, pulse: false }) {
  const { journal } = openJournal();
  const no = (fields = {}) => journal.addAttempt({ toWhom: 'x', what: 'y', answer: 'no', answeredOn: noOn, ...fields });
  const attempt = no(more);
  const asked = (days: number, what = wanted) => questionsOf(journal, addDays(noOn, days), what);
  const checkIns = (days: number) => asked(days).checkIns;
  return { journal, attempt, no, asked, checkIns };
}

/** How many questions a card shows: self-worth once, hope and purpose with a pulse, one for each no. */
function count({ pulse, checkIns }: ReturnType<typeof questionsOf>): number {
  return (pulse || checkIns.length > 0 ? 1 : 0) + (pulse ? 2 : 0) + checkIns.length;
}

test('check-ins are asked inside their windows only, and never again after', () => {
  const { attempt, checkIns } = withNo();
  const days = new Map<number, number>();
  for (let after = -1; after <= 60; after++) for (const { day: asked } of checkIns(after)) days.set(after, asked);
  expect([...days]).toEqual([
    ...[1, 2].map((after) => [after, 1]),
    ...[5, 6, 7, 8, 9].map((after) => [after, 7]),
    ...Array.from({ length: 15 }, (_, i) => [23 + i, 30]),
  ]);
  expect(checkIns(6)).toMatchObject([{ attempt, day: 7, made: null }]);
});

test('what was made or skipped stands on the card of that day and is not asked on another', () => {
  const { journal, attempt, checkIns } = withNo();
  const skipped = journal.addCheckIn({ attempt, day: 7, on: addDays(noOn, 5), skipped: true });
  expect(checkIns(5)).toMatchObject([{ attempt, day: 7, made: { id: skipped, skipped: true } }]);
  expect(checkIns(6)).toEqual([]);
  expect(checkIns(30)).toHaveLength(1);
  journal.binCheckIn(skipped);
  expect(checkIns(6)).toHaveLength(1);
});

test('one that was taken back is open again, on that day and on the next', () => {
  const { journal, attempt, checkIns } = withNo();
  const made = journal.addCheckIn({ attempt, day: 7, on: addDays(noOn, 5), sting: 4 });
  journal.changeCheckIn(made, { sting: null });
  expect(checkIns(5)).toMatchObject([{ made: { sting: null } }]);
  expect(checkIns(6)).toMatchObject([{ attempt, day: 7, made: null }]);
});

test.each([
  ['waiting', { answer: 'waiting', answeredOn: null }],
  ['a yes', { answer: 'yes' }],
  ['quiet', { answer: 'quiet' }],
  ['an undated no', { answeredOn: null }],
  ['archived', { archived: true }],
  ['a no that was rated this very day', { ratedOn: addDays(noOn, 1), ratings: { sting: 5 } }],
])('nothing is asked about %s', (_name, fields) => {
  expect(withNo(fields).checkIns(1)).toEqual([]);
});

test('a binned no is not asked about', () => {
  const { journal, attempt, checkIns } = withNo();
  journal.binAttempt(attempt);
  expect(checkIns(1)).toEqual([]);
});

test('a day asks four questions at most, those that close first, and what is left over waits inside its window', () => {
  const { journal, no, asked, checkIns } = withNo();
  const later = [1, 2, 3, 4].map((days) => no({ answeredOn: addDays(noOn, days) }));
  for (let i = 0; i < 4; i++) no();
  const first = checkIns(5).map((one) => [one.attempt, one.day]);
  expect(first).toHaveLength(3);
  expect(first.slice(0, 2)).toEqual([
    [later[2], 1],
    [later[3], 1],
  ]);
  expect(count(asked(5))).toBe(4);
  const today = addDays(noOn, 5);
  journal.addCheckIn({ attempt: later[2] ?? '', day: 1, on: today, sting: 3 });
  journal.addCheckIn({ attempt: later[3] ?? '', day: 1, on: today, skipped: true });
  expect(checkIns(5).map((one) => [one.attempt, one.day])).toEqual(first);
  expect(checkIns(6)).toHaveLength(3);
});

test('the pulse stands on the same card and leaves room for one no', () => {
  const { no, asked } = withNo({}, all);
  no();
  no();
  const card = asked(1);
  expect(card.pulse).toEqual({ made: null });
  expect(card.checkIns).toHaveLength(1);
  expect(count(card)).toBe(4);
});

test('the pulse waits for a day with room when the day has been answered already', () => {
  const { journal, attempt, no, asked } = withNo({}, all);
  for (const id of [attempt, no(), no()]) journal.addCheckIn({ attempt: id, day: 1, on: addDays(noOn, 1), sting: 2 });
  expect(asked(1).pulse).toBeNull();
  expect(asked(1).checkIns).toHaveLength(3);
  expect(asked(2).pulse).toEqual({ made: null });
});

test('an answered pulse stays on its day’s card and is not asked for a week', () => {
  const { journal, asked } = withNo({}, all);
  const id = journal.addPulse({ on: addDays(noOn, 1), hope: 3 });
  expect(asked(1).pulse?.made?.id).toBe(id);
  expect(asked(1).checkIns).toHaveLength(1);
  expect(asked(2).pulse).toBeNull();
  expect(asked(8).pulse).toEqual({ made: null });
});

test('what is not wanted is not asked', () => {
  const { asked } = withNo({}, all);
  expect(asked(1, { checkIns: false, pulse: true })).toEqual({ pulse: { made: null }, checkIns: [] });
  expect(asked(1, { checkIns: true, pulse: false })).toMatchObject({ pulse: null, checkIns: [{ made: null }] });
  expect(asked(1, { checkIns: false, pulse: false })).toEqual({ pulse: null, checkIns: [] });
});

test('two devices that made the same check-in show it once, with what it says', () => {
  const { journal, attempt, checkIns } = withNo();
  const on = addDays(noOn, 1);
  const empty = journal.addCheckIn({ attempt, day: 1, on });
  const said = journal.addCheckIn({ attempt, day: 1, on, sting: 6 });
  expect(checkIns(1)).toMatchObject([{ made: { id: said } }]);
  journal.changeCheckIn(said, { sting: null });
  journal.changeCheckIn(empty, { sting: 2 });
  expect(checkIns(1)).toMatchObject([{ made: { id: empty } }]);
});

test('a pulse may be offered once a week; one made before a journey west counts', () => {
  const { journal } = openJournal();
  expect(pulseDue(journal, day('2024-01-10'))).toBe(true);
  journal.addPulse({ on: day('2024-01-10') });
  journal.addPulse({ on: day('2024-01-01') });
  journal.addPulse({ on: day('2025-01-01') });
  expect(pulseDue(journal, day('2024-01-16'))).toBe(false);
  expect(pulseDue(journal, day('2024-01-17'))).toBe(true);
  expect(pulseDue(journal, day('2024-12-31'))).toBe(false);
});
