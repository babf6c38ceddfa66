import { expect, test } from 'vitest';
import { day, openJournal, refusal } from './opened.ts';

function withNo() {
  const opened = openJournal();
  const attempt = opened.journal.addAttempt({ toWhom: 'x', what: 'y', answer: 'no', answeredOn: day('2024-01-08') });
  return { ...opened, attempt };
}

test('a check-in is rated or skipped', () => {
  const { journal, attempt } = withNo();
  const rated = journal.addCheckIn({ attempt, day: 7, on: day('2024-01-15'), sting: 0, selfWorth: 6 });
  const skipped = journal.addCheckIn({ attempt, day: 1, on: day('2024-01-09'), skipped: true });
  expect(journal.checkIns()).toEqual([
    { id: skipped, attempt, day: 1, on: '2024-01-09', sting: null, selfWorth: null, skipped: true, deletedAt: null },
    { id: rated, attempt, day: 7, on: '2024-01-15', sting: 0, selfWorth: 6, skipped: false, deletedAt: null },
  ]);
  journal.changeCheckIn(skipped, { skipped: false, sting: 2 });
  expect(journal.checkIns(attempt)[0]).toMatchObject({ skipped: false, sting: 2 });
  expect(journal.checkIns('another')).toEqual([]);
  journal.binCheckIn(rated);
  expect(journal.binned().checkIns.map(({ id }) => id)).toEqual([rated]);
  expect(journal.checkIns()).toHaveLength(1);
  journal.restoreCheckIn(rated);
  expect(journal.checkIns()).toHaveLength(2);
});

test('a check-in belongs to an attempt and to one of three days', () => {
  const { journal, attempt } = withNo();
  const on = day('2024-01-15');
  expect(() => journal.addCheckIn({ attempt: 'nobody', day: 7, on })).toThrow(
    refusal('journal/not-found', { what: 'attempt' }),
  );
  expect(() => journal.addCheckIn({ attempt, day: 8 as never, on })).toThrow(
    refusal('journal/invalid', { field: 'day', rule: 'unknown-day' }),
  );
});
