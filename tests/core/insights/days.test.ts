import { aroundYeses, calendarOf, pixelsOf, yearDays, yearsOf } from '#core/insights';
import { describe, expect, test } from 'vitest';
import { attempt, open, pulse } from './rows.ts';

const [first, last] = yearDays(2024);

test('a year runs from its first day to its last', () => {
  expect(last - first).toBe(365);
  expect(yearDays(2023)[1]).toBe(first - 1);
});

test('the calendar counts asks and answers on their days', () => {
  const both = attempt({ sent: first, answer: 'no', answered: first });
  const rows = [both, attempt({ sent: first }), attempt({ sent: first - 1, answer: 'yes', answered: last })];
  expect(calendarOf(rows, 2024)).toEqual([
    {
      day: first,
      sent: 2,
      answers: { yes: 0, no: 1, quiet: 0, withdrawn: 0 },
      ids: [both.id, rows[1]!.id],
    },
    { day: last, sent: 0, answers: { yes: 1, no: 0, quiet: 0, withdrawn: 0 }, ids: [rows[2]!.id] },
  ]);
});

test('a pixel is the day’s pulse, else what was rated at an answer', () => {
  const rows = [
    attempt({ answer: 'no', rated: first, ratings: { hope: 2 } }),
    attempt({ answer: 'no', rated: first + 1, ratings: { hope: 3 } }),
    attempt({ answer: 'no', rated: first + 1, ratings: { hope: 4 } }),
    attempt({ answer: 'no', rated: first - 1, ratings: { hope: 4 } }),
  ];
  const seven = pulse(first, 7);
  expect(pixelsOf([seven, pulse(first + 2, null)], rows, 'hope', 2024)).toEqual([
    { day: first, value: 7, from: 'pulse', ids: [seven.id] },
    { day: first + 1, value: 3.5, from: 'answer', ids: [rows[1]!.id, rows[2]!.id] },
  ]);
});

test('years are those with anything in them, and this one', () => {
  expect(yearsOf([attempt({ sent: first })], [pulse(first - 1, 3)], last + 400)).toEqual([2026, 2024, 2023]);
  expect(yearsOf([], [], first)).toEqual([2024]);
});

describe('around a yes', () => {
  const yes = (day: number) => attempt({ answer: 'yes', answered: day });

  test('takes four weeks on either side, its own day in neither', () => {
    const pulses = [
      pulse(71, 0),
      pulse(72, 4),
      pulse(99, 6),
      pulse(100, 0),
      pulse(101, 7),
      pulse(128, 9),
      pulse(129, 0),
    ];
    const [hope] = aroundYeses([yes(100)], pulses);
    expect(hope?.yeses).toMatchObject([{ day: 100, before: 5, after: 8 }]);
    expect(hope?.change).toMatchObject({ shown: false, have: 1, need: 5 });
  });

  test('leaves out a yes with fewer than two pulses on a side', () => {
    const [hope] = aroundYeses([yes(100), open(100, 'no')], [pulse(90, 4), pulse(95, 4), pulse(105, 5)]);
    expect(hope?.yeses).toEqual([]);
  });

  test('gives the change from five on', () => {
    const days = [100, 200, 300, 400, 500];
    const pulses = days.flatMap((day) => [pulse(day - 9, 4), pulse(day - 2, 4), pulse(day + 3, 6), pulse(day + 9, 6)]);
    const [, , selfWorth] = aroundYeses(days.map(yes), pulses);
    expect(selfWorth?.change).toMatchObject({ shown: true, mean: 2 });
  });
});
