import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readCsv } from '../../../src/core/transfer/csv-reader.ts';
import { detectDelimiter, readTable } from '../../../src/core/transfer/table.ts';
import { refusal } from '../journal/opened.ts';

const cells = (text: string, delimiter = ',') => [...readCsv(text, delimiter)].map((record) => record.cells);

test.each<[string, string, string[][]]>([
  [
    'line breaks of every sort',
    'a,b\r\nc,d\ne,f\rg,h',
    [
      ['a', 'b'],
      ['c', 'd'],
      ['e', 'f'],
      ['g', 'h'],
    ],
  ],
  ['quoted delimiters and breaks', '"a,b","c\r\nd"\n', [['a,b', 'c\r\nd']]],
  ['doubled quotes', '"say ""no""",x', [['say "no"', 'x']]],
  ['a quote inside a cell', 'a"b",c', [['a"b"', 'c']]],
  ['text behind a closing quote', '"a"b,c', [['ab', 'c']]],
  [
    'empty cells',
    ',\n,,\n',
    [
      ['', ''],
      ['', '', ''],
    ],
  ],
  ['a last line without a break', 'a\nb', [['a'], ['b']]],
])('%s', (_name, text, expected) => {
  expect(cells(text)).toEqual(expected);
});

test('rows are numbered as a spreadsheet numbers them', () => {
  const rows = [...readCsv('a\n\n"x\ny"\n\r\nz', ',')].map(({ row }) => row);
  expect(rows).toEqual([1, 3, 5]);
});

test('a quote that is never closed is named by its row', () => {
  const error = refusal('transfer/unreadable', { cause: 'quote-not-closed', row: 3 });
  expect(() => cells('a\nb\n"c\nd\n')).toThrow(error);
});

test.each<[string, () => string, string]>([
  ['rows', () => 'a\n'.repeat(50_001), 'rows'],
  ['columns', () => ','.repeat(501), 'columns'],
  ['cells', () => `${','.repeat(499)}\n`.repeat(8_001), 'cells'],
  ['a plain cell', () => 'a'.repeat(200_001), 'cell'],
  ['a quoted cell', () => `"${'a""'.repeat(100_001)}"`, 'cell'],
])('too much is refused: %s', (_name, text, what) => {
  expect(() => cells(text())).toThrow(
    expect.objectContaining({ code: 'transfer/too-large', data: expect.objectContaining({ what }) as object }) as Error,
  );
});

test('what is quoted comes back, whatever it is', () => {
  const cell = fc.string({ unit: fc.constantFrom('a', '"', ',', ';', '\n', '\r', ' ', 'ü', "'") });
  fc.assert(
    fc.property(fc.array(fc.tuple(cell, cell), { minLength: 1 }), fc.constantFrom('\n', '\r\n', '\r'), (rows, end) => {
      const text = rows.map((row) => row.map((one) => `"${one.replaceAll('"', '""')}"`).join(',')).join(end);
      expect(cells(text)).toEqual(rows);
    }),
  );
});

test.each<[string, string]>([
  [',', 'a,b,c\n1,"x;y;z",3\n'],
  [';', 'a;b;c\n1,5;2;3\n4,5;5;6\n'],
  ['\t', 'a\tb\n1, 2\t3\n'],
  ['|', 'a|b\nx, y, z|w\n'],
])('the delimiter %j is found', (delimiter, text) => {
  expect(detectDelimiter(text)).toBe(delimiter);
});

test('a file may say its delimiter, and its rows keep their numbers', () => {
  const table = readTable('sep=;\r\nName;Stelle\r\nFaber;"a, b, c"\r\n');
  expect(table).toMatchObject({ delimiter: ';', headed: true, columns: ['Name', 'Stelle'] });
  expect(table.rows).toEqual([{ row: 3, cells: ['Faber', 'a, b, c'] }]);
});

test('a first row of dates or numbers is no header', () => {
  expect(readTable('Faber,2024-01-15\nWalker,2024-02-01\n').headed).toBe(false);
  expect(readTable('1,2\n3,4\n').headed).toBe(false);
  expect(readTable('to whom,what\nFaber,a book\n').headed).toBe(true);
  expect(readTable('to whom,what\nFaber,a book\n', { headed: false }).columns).toEqual(['', '']);
});

test('nothing in it is told', () => {
  expect(() => readTable('\n\n')).toThrow(refusal('transfer/unreadable', { cause: 'empty' }));
});
