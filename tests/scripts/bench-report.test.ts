import { expect, test } from 'vitest';
import { jsonLine, median, percentile, table } from '../../scripts/bench-report.mjs';

const result = { name: 'open.whole.10k', unit: 'ms', value: 361.2345, baseline: 300, n: 5, note: 'a journal' };

test('a JSON line has every field, in order, with the ratio', () => {
  expect(jsonLine(result)).toBe(
    '{"name":"open.whole.10k","unit":"ms","value":361.2,"baseline":300,"ratio":1.204,"n":5,"note":"a journal"}',
  );
});

test('without a baseline there is no ratio', () => {
  expect(JSON.parse(jsonLine({ ...result, baseline: null }))).toMatchObject({ baseline: null, ratio: null });
});

test('the table has one line for each, in columns', () => {
  const lines = table([result, { ...result, name: 'log', baseline: null }]).split('\n');
  expect(lines).toHaveLength(3);
  expect(lines[1]).toMatch(/^open\.whole\.10k {2}361\.2 ms {2}300 ms {2}1\.204 {2}5 {2}a journal$/);
  expect(lines[2]?.indexOf('361.2')).toBe(lines[1]?.indexOf('361.2'));
});

test.each([
  [[3, 1, 2], 0.5, 2],
  [[4, 1, 2, 3], 0.5, 2.5],
  [[1, 2, 3, 4, 5], 0.95, 4.8],
  [[7], 0.95, 7],
])('of %j the share %f lies below %f', (values, share, expected) => {
  expect(percentile(values, share)).toBeCloseTo(expected, 10);
});

test('nothing measured is no figure', () => {
  expect(() => median([])).toThrow('Nothing was measured.');
});
