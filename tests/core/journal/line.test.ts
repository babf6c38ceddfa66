import { type Attempt, daysToAnswer, history, waitingDays } from '#core/journal';
import { expect, test } from 'vitest';
import { day, openJournal } from './opened.ts';

function attempt(fields: object): Attempt {
  const { journal } = openJournal();
  const id = journal.addAttempt({ toWhom: 'x', what: 'y', ...fields });
  return journal.attempt(id) as Attempt;
}

test('the line runs from sending over events to the answer', () => {
  const on = day('2024-01-05');
  const line = history(
    attempt({
      sentOn: on,
      answer: 'no',
      answeredOn: on,
      events: [
        { kind: 'interview', on: day('2024-01-07') },
        { kind: 'interview', on: day('2024-01-04') },
        { kind: 'nudged', on },
      ],
    }),
  );
  expect(line.map((item) => [item.type, item.on, item.type === 'event' ? item.round : null])).toEqual([
    ['event', '2024-01-04', 1],
    ['sent', '2024-01-05', null],
    ['event', '2024-01-05', null],
    ['answer', '2024-01-05', null],
    ['event', '2024-01-07', 2],
  ]);
});

test('what has no day is not on the line', () => {
  expect(history(attempt({ answer: 'no' }))).toEqual([]);
});

test('days to an answer are whole days, or unknown', () => {
  const sentOn = day('2024-02-28');
  expect(daysToAnswer(attempt({ sentOn, answer: 'no', answeredOn: day('2024-03-01') }))).toBe(2);
  expect(daysToAnswer(attempt({ sentOn, answer: 'quiet', answeredOn: sentOn }))).toBe(0);
  expect(daysToAnswer(attempt({ sentOn }))).toBeNull();
  expect(daysToAnswer(attempt({ answer: 'no', answeredOn: sentOn }))).toBeNull();
  const crossed = attempt({ sentOn, answer: 'no', answeredOn: sentOn });
  expect(daysToAnswer({ ...crossed, answeredOn: day('2024-02-27') })).toBeNull();
});

test('only what was sent and not answered waits', () => {
  const sentOn = day('2024-01-01');
  expect(waitingDays(attempt({ sentOn }), day('2024-01-31'))).toBe(30);
  expect(waitingDays(attempt({ sentOn }), sentOn)).toBe(0);
  expect(waitingDays(attempt({ sentOn }), day('2023-12-31'))).toBeNull();
  expect(waitingDays(attempt({}), sentOn)).toBeNull();
  expect(waitingDays(attempt({ sentOn, answer: 'quiet' }), day('2024-01-31'))).toBeNull();
});
