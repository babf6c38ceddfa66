import { fromDayNumber } from '#core/base';
import { expect, test } from 'vitest';
import { tableCsv } from '../../../../src/renderer/state/insights/figure-table.ts';
import type { Range } from '../../../../src/renderer/state/insights/lines-drawing.ts';
import { type Looked, lookBy } from '../../../../src/renderer/views/insights/lines-keys.ts';
import { pileUp } from '../../../../src/renderer/views/insights/pile-up.ts';
import { stepBand, stepPath } from '../../../../src/renderer/views/insights/step-path.ts';
import { monthStarts } from '../../../../src/renderer/views/insights/time-ticks.ts';
import { between, percent, rough, signed, whySilent } from '../../../../src/renderer/views/insights/words.ts';
import { cellOf, cellsOf, gridFor } from '../../../../src/renderer/views/insights/year-cells.ts';

test('numbers in words claim one digit, and have a real minus', () => {
  expect([rough(2.04), rough(-0.26), signed(1.26), signed(-1.2), signed(-0.01)]).toEqual([
    '2',
    '−0.3',
    '+1.3',
    '−1.2',
    '0',
  ]);
  expect([percent(0.456), percent(0.0149), percent(0)]).toEqual(['46', '1.5', '0']);
  expect(between({ lower: -1, upper: 2 }, signed)).toBe('−1 to +2');
});

test('a silent figure says why', () => {
  const silent = { shown: false, have: 3, need: 5, rests: { count: 3, ids: [] } } as const;
  expect(whySilent({ ...silent, because: 'too-few' })).toMatch(/^So far there are 3 to go by\. With 5/);
  expect(whySilent({ ...silent, because: 'too-few', have: 0 })).toMatch(/nothing to go by/);
  expect(whySilent({ ...silent, because: 'too-few', have: 0 }, 'Rate it.')).toBe('Rate it.');
  expect(whySilent({ ...silent, because: 'too-short' })).toMatch(/span 3 days/);
  expect(whySilent({ ...silent, because: 'too-few-groups', have: 1 })).toMatch(/there is 1\.$/);
});

test('steps hold their value until the next one', () => {
  const points = [
    { x: 0, y: 10 },
    { x: 5, y: 20 },
  ];
  expect(stepPath(points, 9)).toBe('M0 10H5V20H9');
  expect(
    stepBand(
      points,
      [
        { x: 0, y: 30 },
        { x: 5, y: 40 },
      ],
      9,
    ),
  ).toBe('M0 10H5V20H9L9 40H5V30H0Z');
  expect(stepPath([], 9)).toBe('');
});

test('dots of one place are piled up', () => {
  const dots = [1, 1, 9].map((days, i) => ({ id: String(i), days, end: 'no' as const }));
  expect(pileUp(dots, (days) => days * 10, 12).map(({ pile }) => pile)).toEqual([0, 1, 0]);
});

test('months begin on their first days, as many as fit', () => {
  const [from, to] = [Date.UTC(2025, 10, 20) / 864e5, Date.UTC(2026, 2, 2) / 864e5];
  expect(monthStarts(from, to, 10).map(fromDayNumber)).toEqual([
    '2025-12-01',
    '2026-01-01',
    '2026-02-01',
    '2026-03-01',
  ]);
  expect(monthStarts(from, to, 1).map(fromDayNumber)).toEqual(['2026-01-01']);
});

test('a year has a field for each of its days', () => {
  const cells = cellsOf(2024);
  expect(cells).toHaveLength(366);
  expect(cells[31 + 28]).toMatchObject({ month: 1, column: 28 });
  expect(cellOf(cells[365]!.day)).toMatchObject({ month: 11, column: 30 });
});

test('the fields of a year keep apart, and within their width', () => {
  for (const width of [320, 640, 1000]) {
    const { at, wide, tall, height } = gridFor(width);
    expect(at({ month: 0, column: 30 }).x + wide).toBeLessThanOrEqual(width);
    expect(at({ month: 11, column: 0 }).y + tall).toBeLessThan(height);
    expect(at({ month: 0, column: 1 }).x - at({ month: 0, column: 0 }).x).toBeGreaterThan(wide);
  }
});

test('keys zoom into the lines and move along them as far as there is anything', () => {
  const at = (range: Range, drawing = { back: 1, earlier: true, later: true }): Looked => ({
    wanted: { range, back: 1 },
    asked: { range, back: 1 },
    drawing,
  });
  expect(lookBy('+', at('all'))).toEqual({ range: 'year', back: 0 });
  expect(lookBy('-', at('quarter'))).toEqual({ range: 'year', back: 0 });
  expect(lookBy('+', at('quarter'))).toBeNull();
  expect(lookBy('PageUp', at('year'))).toEqual({ range: 'year', back: 2 });
  expect(lookBy('PageDown', at('year'))).toEqual({ range: 'year', back: 0 });
  expect(lookBy('PageUp', at('year', { back: 1, earlier: false, later: true }))).toBeNull();
  expect(lookBy('a', at('year'))).toBeNull();
});

test('a key counts from what was asked for, also before that is drawn', () => {
  const all = { asked: { range: 'all', back: 0 }, drawing: { back: 0, earlier: false, later: false } } as const;
  const quarter = (back: number): Looked => ({ ...all, wanted: { range: 'quarter', back } });
  expect(lookBy('PageUp', quarter(0))).toEqual({ range: 'quarter', back: 1 });
  expect(lookBy('PageUp', quarter(1))).toEqual({ range: 'quarter', back: 2 });
  expect(lookBy('PageDown', quarter(2))).toEqual({ range: 'quarter', back: 1 });
  expect(lookBy('PageDown', quarter(0))).toBeNull();
});

test('a figure’s CSV has days as dates, numbers with a point, and no cell that a spreadsheet would run', () => {
  const rows = [
    [{ day: 20000 }, '=SUM(A1)', -1.5],
    [{ day: 20001 }, 'a', null],
  ];
  const text = new TextDecoder().decode(tableCsv({ head: ['Day', 'Tag "x"', 'Mean'], rows }));
  expect(text.split('\r\n')).toEqual(['Day,"Tag ""x""",Mean', "2024-10-04,'=SUM(A1),-1.5", '2024-10-05,a,', '']);
});
