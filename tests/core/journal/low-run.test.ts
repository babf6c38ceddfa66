import { addDays, type CalendarDate } from '#core/base';
import { copyJournal } from '#core/journal';
import { expect, test } from 'vitest';
import { day, exchange, openJournal, openTwo, type Opened } from './opened.ts';

const start = day('2024-01-01');

/** Checks in on the given days after the start, with the given self-worth. */
function checkIn({ journal }: Pick<Opened, 'journal'>, ...made: readonly (readonly [number, number | null])[]): void {
  for (const [after, selfWorth] of made) {
    const attempt = journal.addAttempt({ toWhom: 'x', what: 'y', answer: 'no', answeredOn: start });
    journal.addCheckIn({ attempt, day: 1, on: addDays(start, after), sting: 9, selfWorth });
  }
}

test.each<[string, readonly (readonly [number, number | null])[], number, readonly [number, number] | null]>([
  [
    'two low ones',
    [
      [1, 0],
      [2, 1],
    ],
    2,
    null,
  ],
  [
    'three low ones running',
    [
      [1, 0],
      [2, 1],
      [9, 0],
    ],
    9,
    [1, 9],
  ],
  [
    'a better one between',
    [
      [1, 0],
      [2, 1],
      [3, 2],
      [9, 0],
    ],
    9,
    null,
  ],
  [
    'a better one before',
    [
      [1, 5],
      [2, 1],
      [3, 1],
      [4, 0],
    ],
    4,
    [2, 4],
  ],
  [
    'a better one after',
    [
      [1, 0],
      [2, 1],
      [3, 0],
      [4, 2],
    ],
    4,
    null,
  ],
  [
    'unrated ones between',
    [
      [1, 0],
      [2, null],
      [3, 1],
      [4, 0],
    ],
    4,
    [1, 4],
  ],
  [
    'three of one day, which share one answer',
    [
      [1, 0],
      [1, 0],
      [1, 0],
    ],
    1,
    null,
  ],
  [
    'a run that ended a week ago',
    [
      [1, 0],
      [2, 0],
      [3, 0],
    ],
    10,
    [1, 3],
  ],
  [
    'a run of another time',
    [
      [1, 0],
      [2, 0],
      [3, 0],
    ],
    11,
    null,
  ],
])('%s', (_name, made, today, run) => {
  const opened = openJournal();
  checkIn(opened, ...made);
  const expected = run && { first: addDays(start, run[0]), last: addDays(start, run[1]) };
  expect(opened.journal.talkRun(addDays(start, today))).toEqual(expected);
});

test('nothing else is looked at: not the sting, not the pulses, not the words', () => {
  const { journal } = openJournal();
  for (const after of [1, 2, 3]) {
    const on = addDays(start, after);
    journal.addPulse({ on, hope: 0, purpose: 0, selfWorth: 0, note: 'I cannot go on' });
    journal.addAttempt({ toWhom: 'x', what: 'y', answer: 'no', answeredOn: on, ratings: { selfWorth: 0, shame: 10 } });
  }
  expect(journal.talkRun(addDays(start, 3))).toBeNull();
});

/** Notes the run as shown, as a screen does. */
function show({ journal }: Pick<Opened, 'journal'>, today: CalendarDate): void {
  const run = journal.talkRun(today);
  if (run) journal.noteTalkShown(run);
}

test('it comes once for a run, however long that goes on, and again for another one', () => {
  const opened = openJournal();
  const { journal } = opened;
  checkIn(opened, [1, 0], [2, 0], [3, 0]);
  show(opened, addDays(start, 3));
  expect(journal.talkRun(addDays(start, 3))).toBeNull();
  checkIn(opened, [4, 1]);
  expect(journal.talkRun(addDays(start, 4))).toBeNull();
  checkIn(opened, [5, 6], [6, 1], [7, 0], [8, 1]);
  expect(journal.talkRun(addDays(start, 8))).toEqual({ first: addDays(start, 6), last: addDays(start, 8) });
});

test('undo does not bring it back, nor does a copy of the journal lose it', () => {
  const opened = openJournal();
  checkIn(opened, [1, 0], [2, 0], [3, 0]);
  show(opened, addDays(start, 3));
  opened.journal.undo();
  opened.journal.redo();
  expect(opened.journal.talkRun(addDays(start, 3))).toBeNull();
  const other = openJournal(1);
  other.journal.adopt(copyJournal(opened.doc).copy);
  expect(other.journal.talkRun(addDays(start, 3))).toBeNull();
});

test('what one device has shown no other shows', () => {
  const [a, b] = openTwo();
  checkIn(a, [1, 0], [2, 0], [3, 0]);
  exchange(a.doc, b.doc);
  show(a, addDays(start, 3));
  exchange(a.doc, b.doc);
  expect(b.journal.talkRun(addDays(start, 3))).toBeNull();
});
