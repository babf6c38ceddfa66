import { addDays, type CalendarDate } from '#core/base';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dateOrders, findDateOrder, possibleOrders, readDate } from '../../../src/core/transfer/date-reading.ts';

test.each([
  ['2024-02-03', 'DMY', '2024-02-03'],
  ['2024/2/3', 'MDY', '2024-02-03'],
  ['3.2.2024', 'DMY', '2024-02-03'],
  ['03/02/2024', 'MDY', '2024-03-02'],
  ['3/2/24', 'MDY', '2024-03-02'],
  ['3.2.99', 'DMY', '1999-02-03'],
  ['20240203', 'YMD', '2024-02-03'],
  ['2/3/24, 9:30 PM', 'MDY', '2024-02-03'],
  ['2024-02-03T23:59:59.123+01:00', 'DMY', '2024-02-03'],
  ['2024-02-03 00:00:00 UTC', 'YMD', '2024-02-03'],
  ['3 February 2024', 'YMD', '2024-02-03'],
  ['Feb 3rd, 2024', 'YMD', '2024-02-03'],
  ['3. März 2024', 'MDY', '2024-03-03'],
  ['Sat, 3 Feb 2024 23:30:00 -0500 (EST)', 'DMY', '2024-02-03'],
] as const)('%s, %s', (text, order, date) => {
  expect(readDate(text, order)).toBe(date);
});

test.each([
  '',
  'soon',
  '2024-13-01',
  '2023-02-29',
  '31.4.2024',
  '1/2',
  '2024',
  '1-2/2024',
  '3.2.2024 or so',
  '0000-01-01',
])('%j is no date in any order', (text) => {
  expect(possibleOrders(text)).toEqual([]);
});

test('any day, written in any order, is read as that day and no other', () => {
  const day = fc.integer({ min: 0, max: 36_000 }).map((days) => addDays('1970-01-01' as CalendarDate, days));
  fc.assert(
    fc.property(
      day,
      fc.constantFrom(...dateOrders),
      fc.constantFrom('.', '/', '-'),
      fc.boolean(),
      (date, order, by, padded) => {
        const [y = '', m = '', d = ''] = date.split('-').map((part) => (padded ? part : String(Number(part))));
        const written = { YMD: [y, m, d], DMY: [d, m, y], MDY: [m, d, y] }[order].join(by);
        expect(readDate(written, order)).toBe(date);
        expect(readDate(`${written} 23:59`, order)).toBe(date);
        expect(possibleOrders(written)).toContain(order);
      },
    ),
  );
});

test('the order is found where the dates tell it', () => {
  expect(findDateOrder(['03/02/2024', '25/12/2023'])).toMatchObject({ order: 'DMY', mixed: false });
  expect(findDateOrder(['03/02/2024', '12/25/2023'])).toMatchObject({ order: 'MDY', mixed: false });
  expect(findDateOrder(['2024-02-03', '', 'soon'])).toMatchObject({ order: 'YMD', mixed: false });
  expect(findDateOrder([])).toMatchObject({ order: 'YMD' });
});

test('dates that fit two orders leave it open, with an example', () => {
  expect(findDateOrder(['2024-05-05', '03/02/2024', '1.1.2024'])).toEqual({
    order: null,
    candidates: ['DMY', 'MDY'],
    example: '03/02/2024',
    mixed: false,
  });
});

test('dates of two orders are told as mixed', () => {
  expect(findDateOrder(['25/12/2023', '12/25/2023', '12/26/2023'])).toMatchObject({
    order: null,
    candidates: ['MDY'],
    mixed: true,
  });
});
