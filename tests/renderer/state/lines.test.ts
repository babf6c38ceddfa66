import { expect, test } from 'vitest';
import { momentsOf, nearestTo } from '../../../src/renderer/state/lines.ts';
import { day, openedStore } from './opened-store.ts';

function filled() {
  const store = openedStore();
  const { journal } = store;
  [3, 5, 4, 8].forEach((hope, week) => journal.addPulse({ on: day(`2026-0${String(week + 1)}-01`), hope }));
  journal.addAttempt({
    toWhom: 'A',
    what: 'b',
    answer: 'no',
    answeredOn: day('2026-02-10'),
    ratedOn: day('2026-02-11'),
    ratings: { hope: 0 },
  });
  journal.addAttempt({ toWhom: 'unrated', what: 'b', answer: 'yes', answeredOn: day('2026-03-10') });
  journal.addAttempt({
    toWhom: 'quiet',
    what: 'b',
    answer: 'quiet',
    answeredOn: day('2026-03-12'),
    ratedOn: day('2026-03-12'),
    ratings: { hope: 9 },
  });
  return momentsOf(store.pulses, store.attempts);
}

test('moments are the pulses and the ratings at a no or a yes, oldest first', () => {
  expect(filled().map(({ on, from, values }) => [on, from, values.hope])).toEqual([
    ['2026-01-01', 'pulse', 3],
    ['2026-02-01', 'pulse', 5],
    ['2026-02-11', 'no', 0],
    ['2026-03-01', 'pulse', 4],
    ['2026-04-01', 'pulse', 8],
  ]);
});

test('one who stands on a moment stays on it, or on the nearest when it is not shown', () => {
  const all = filled();
  expect(all.map((moment) => nearestTo(moment, all))).toEqual([0, 1, 2, 3, 4]);
  const [first, , no] = all;
  expect(nearestTo(first!, all.slice(2))).toBe(0);
  expect(nearestTo({ ...no! }, all)).toBe(2);
  expect(nearestTo(no!, all.slice(0, 2))).toBe(1);
  expect(nearestTo(no!, [])).toBeNull();
});
