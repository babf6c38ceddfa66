import type { PrintToPDFOptions } from 'electron';
import { describe, expect, test } from 'vitest';
import { pdfOptions, pdfPrinter } from '../../../../src/main/hosts/electron/print.ts';
import { type Backing, DoubleContents } from '../../../electron-double/contents.ts';

test('size and margins are always given, in inches', async () => {
  const contents = new DoubleContents();
  await pdfPrinter(() => contents)({ widthMm: 420, heightMm: 594 });
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
  await expect(pdfPrinter(() => contents)({ widthMm, heightMm })).rejects.toMatchObject({ code: 'input/invalid' });
  expect(contents.pdfs).toEqual([]);
  expect(() => pdfOptions({ widthMm, heightMm })).toThrow();
});

const sheet = { widthMm: 210, heightMm: 297 };

/** Contents whose PDFs come when the test says so. */
class HeldContents extends DoubleContents {
  readonly asked: { resolve(): void; reject(error: Error): void }[] = [];
  override readonly backing = { pdf: (options: PrintToPDFOptions) => this.#pdf(options) } as unknown as Backing;

  #pdf(_options: PrintToPDFOptions): Promise<Uint8Array> {
    return new Promise((resolve, reject) => {
      this.asked.push({ resolve: () => resolve(new Uint8Array([1])), reject });
    });
  }
}

const turn = () => new Promise((resolve) => setImmediate(resolve));

describe('several jobs', () => {
  test('run one after the other, as Chromium wants it', async () => {
    const contents = new HeldContents();
    const print = pdfPrinter(() => contents);
    const [first, second] = [print(sheet), print(sheet)];
    await turn();
    expect(contents.asked).toHaveLength(1);
    contents.asked[0]!.resolve();
    await first;
    await turn();
    expect(contents.asked).toHaveLength(2);
    contents.asked[1]!.resolve();
    expect(await second).toEqual(new Uint8Array([1]));
  });

  test('do not suffer from one that failed', async () => {
    const contents = new HeldContents();
    const print = pdfPrinter(() => contents);
    const [first, second] = [print(sheet), print(sheet)];
    await turn();
    contents.asked[0]!.reject(new Error('Failed to generate PDF'));
    await expect(first).rejects.toThrow('Failed to generate PDF');
    await turn();
    contents.asked[1]!.resolve();
    expect(await second).toEqual(new Uint8Array([1]));
  });

  test('find no window when it has gone', async () => {
    await expect(pdfPrinter(() => null)(sheet)).rejects.toMatchObject({ code: 'host/unavailable' });
    const contents = new DoubleContents();
    contents.destroyed = true;
    await expect(pdfPrinter(() => contents)(sheet)).rejects.toMatchObject({ code: 'host/unavailable' });
  });
});
