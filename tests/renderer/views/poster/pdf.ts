import type { Page } from '@playwright/test';
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { inflateSync } from 'node:zlib';

const run = promisify(execFile);
const pointsPerMm = 72 / 25.4;

/** Presses the button with the dialog taken away, and lets the browser print what the dialog would have. */
export async function printed(page: Page, button = 'Print or save as PDF'): Promise<Buffer> {
  await page.evaluate(() => {
    delete document.body.dataset['printing'];
    window.print = () => {
      dispatchEvent(new Event('beforeprint'));
      document.body.dataset['printing'] = 'yes';
    };
  });
  await page.getByRole('button', { name: button, exact: true }).click();
  await page.locator('body[data-printing]').waitFor();
  return page.pdf({ preferCSSPageSize: true, printBackground: true });
}

/** All that a PDF says, its streams unpacked and the moment of its making left out. */
export function insidePdf(pdf: Buffer): Buffer {
  const text = pdf.toString('latin1');
  const parts: Buffer[] = [];
  let from = 0;
  for (const { index, 0: match } of text.matchAll(/stream\r?\n/g)) {
    // Also finds the ends of streams, where nothing begins.
    if (text.slice(index - 3, index) === 'end') continue;
    const [start, end] = [index + match.length, text.indexOf('endstream', index)];
    parts.push(pdf.subarray(from, start));
    try {
      parts.push(inflateSync(pdf.subarray(start, end)));
    } catch {
      parts.push(pdf.subarray(start, end));
    }
    from = end;
  }
  parts.push(pdf.subarray(from));
  const moments = /\/(?:CreationDate|ModDate) \(D:[^)]*\)|\/ID \[[^\]]*\]/g;
  return Buffer.from(Buffer.concat(parts).toString('latin1').replace(moments, ''), 'latin1');
}

/** Sizes of all pages, mm, from the file itself. */
export function pageBoxes(pdf: Buffer): { readonly width: number; readonly height: number }[] {
  const boxes = pdf.toString('latin1').matchAll(/\/MediaBox\s*\[\s*0 0 ([\d.]+) ([\d.]+)\s*\]/g);
  return [...boxes].map(([, width, height]) => ({
    width: Number(width) / pointsPerMm,
    height: Number(height) / pointsPerMm,
  }));
}

export interface PdfFont {
  readonly name: string;
  readonly type3: boolean;
  readonly embedded: boolean;
  readonly subset: boolean;
}

export interface Poppler {
  readonly text: string;
  readonly fonts: readonly PdfFont[];
}

/** What poppler reads in a PDF; null on a machine that has no poppler. */
export async function readByPoppler(pdf: Buffer): Promise<Poppler | null> {
  const folder = await mkdtemp(path.join(tmpdir(), 'nailwall-pdf-'));
  const file = path.join(folder, 'poster.pdf');
  try {
    await writeFile(file, pdf);
    const { stdout: text } = await run('pdftotext', ['-layout', file, '-'], { maxBuffer: 1 << 26 });
    const { stdout: table } = await run('pdffonts', [file]);
    const fonts = table
      .split('\n')
      .slice(2)
      .filter(Boolean)
      .map((row) => {
        const [embedded, subset] = /\b(yes|no)\s+(yes|no)\s+(?:yes|no)\s+\d+\s+\d+\s*$/.exec(row)?.slice(1) ?? [];
        return {
          name: row.split(/\s+/)[0] ?? '',
          type3: row.includes('Type 3'),
          embedded: embedded === 'yes',
          subset: subset === 'yes',
        };
      });
    return { text, fonts };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  } finally {
    await rm(folder, { recursive: true });
  }
}
