import { parseCalendarDate } from '#core/base';
import { describe, expect, test } from 'vitest';
import { type DateWriting, readDate } from '../../../src/renderer/ui/date-text.ts';

const today = parseCalendarDate('2026-11-23');
const monthsOf = (language: string) =>
  Array.from({ length: 12 }, (_, month) =>
    new Intl.DateTimeFormat(language, { month: 'long', timeZone: 'UTC' }).format(Date.UTC(2000, month, 1)),
  );
const british: DateWriting = { order: 'dmy', today: 'today', yesterday: 'yesterday', months: monthsOf('en') };
const american: DateWriting = { ...british, order: 'mdy' };
const german: DateWriting = { order: 'dmy', today: 'heute', yesterday: 'gestern', months: monthsOf('de') };

describe('a date as people write it', () => {
  test.each([
    ['2024-06-05', british, '2024-06-05'],
    ['3 Nov', british, '2026-11-03'],
    ['3 november 2024', british, '2024-11-03'],
    ['Nov 3, 2024', british, '2024-11-03'],
    ['3/11/2024', british, '2024-11-03'],
    ['3/11/2024', american, '2024-03-11'],
    ['25/3/2024', american, '2024-03-25'],
    ['3.11.', german, '2026-11-03'],
    ['3. Mai 2024', german, '2024-05-03'],
    ['3.11.24', german, '2024-11-03'],
    ['3. Mrz', german, null],
    ['3. Mär', german, '2026-03-03'],
    ['3.11.2024', american, '2024-11-03'],
    ['today', british, '2026-11-23'],
    ['yest', british, '2026-11-22'],
    ['gestern', german, '2026-11-22'],
    ['-2', british, '2026-11-21'],
  ])('%s', (text, writing, expected) => {
    expect(readDate(text, today, writing)).toBe(expected);
  });

  test('without a year it is the latest such day, for what is written down has mostly happened', () => {
    expect(readDate('24 Nov', today, british)).toBe('2025-11-24');
    expect(readDate('23 Nov', today, british)).toBe('2026-11-23');
  });

  test.each(['', '31 Feb 2026', '0/3/2026', 'soon', '3 Nov 2026 at noon', '99999'])('is none: "%s"', (text) => {
    expect(readDate(text, today, british)).toBeNull();
  });
});
