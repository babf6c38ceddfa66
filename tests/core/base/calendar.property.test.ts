import { addDays, type CalendarDate, daysBetween, fromDayNumber, isCalendarDate, toDayNumber } from '#core/base';
import fc from 'fast-check';
import { expect, test } from 'vitest';

const first = toDayNumber('0001-01-01' as CalendarDate);
const last = toDayNumber('9999-12-31' as CalendarDate);
const days = fc.integer({ min: first, max: last });

test('a day has one number, the same as a Date gives it', () => {
  fc.assert(
    fc.property(days, (day) => {
      const date = fromDayNumber(day);
      expect(toDayNumber(date)).toBe(day);
      expect(toDayNumber(date) * 86_400_000).toBe(Date.parse(`${date}T00:00:00Z`));
      expect(isCalendarDate(date)).toBe(true);
    }),
  );
});

test.each([
  '0001-01-01',
  '1600-02-29',
  '1900-02-28',
  '1900-03-01',
  '1970-01-01',
  '2000-02-29',
  '2024-02-29',
  '9999-12-31',
])('the number of %s is that of its Date', (date) =>
  expect(toDayNumber(date as CalendarDate) * 86_400_000).toBe(Date.parse(`${date}T00:00:00Z`)),
);

test('days are added and counted', () => {
  fc.assert(
    fc.property(days, days, (one, other) => {
      const [from, to] = [fromDayNumber(one), fromDayNumber(other)];
      expect(daysBetween(from, to)).toBe(other - one);
      expect(addDays(from, other - one)).toBe(to);
    }),
  );
});

test.each(['', '2024-1-01', '2024-01-0x', '20240-1-01', '2024-01-011', 'yesterday', '２０２４-01-01'])(
  'what is no date has no number: "%s"',
  (text) => expect(() => toDayNumber(text as CalendarDate)).toThrow(expect.objectContaining({ code: 'input/invalid' })),
);
