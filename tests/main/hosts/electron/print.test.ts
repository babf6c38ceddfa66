import { expect, test } from 'vitest';
import { pdfOptions, printToPdf } from '../../../../src/main/hosts/electron/print.ts';
import { DoubleContents } from '../../../electron-double/contents.ts';

test('size and margins are always given, in inches', async () => {
  const contents = new DoubleContents();
  await printToPdf(contents, { widthMm: 420, heightMm: 594 });
  const [options] = contents.pdfs;
  expect(options).toMatchObject({ margins: { top: 0, bottom: 0, left: 0, right: 0 }, preferCSSPageSize: true });
  expect(options?.pageSize).toEqual({ width: 420 / 25.4, height: 594 / 25.4 });
});

test.each([
  [0, 100],
  [-210, 297],
  [210, Number.NaN],
  [Number.POSITIVE_INFINITY, 297],
  [10, 297],
  [210, 5081],
  ['210' as unknown as number, 297],
])('a sheet of %s x %s mm never reaches the printer', async (widthMm, heightMm) => {
  const contents = new DoubleContents();
  await expect(printToPdf(contents, { widthMm, heightMm })).rejects.toMatchObject({ code: 'input/invalid' });
  expect(contents.pdfs).toEqual([]);
  expect(() => pdfOptions({ widthMm, heightMm })).toThrow();
});
