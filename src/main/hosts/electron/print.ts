import { coded } from '#core/base';
import type { PrintToPDFOptions } from 'electron';
import type { Sheet } from '../../services/index.ts';
import type { ContentsSurface } from './surface.ts';

const mmPerInch = 25.4;

/** From a postcard's edge to Chromium's limit for a PDF page (200 inches). */
const smallestMm = 70;
const largestMm = 5080;

/**
 * Options for a PDF of exactly one sheet. Throws `input/invalid`: a single call with a size that Chromium does not take
 * spoils later ones in the same process, so nothing unchecked may reach it, and size and margins are always given.
 */
export function pdfOptions({ widthMm, heightMm }: Sheet): PrintToPDFOptions {
  for (const side of [widthMm, heightMm]) {
    if (!(Number.isFinite(side) && side >= smallestMm && side <= largestMm)) {
      throw coded('input/invalid', { what: 'sheet', smallestMm, largestMm });
    }
  }
  return {
    pageSize: { width: widthMm / mmPerInch, height: heightMm / mmPerInch },
    margins: { top: 0, bottom: 0, left: 0, right: 0 },
    preferCSSPageSize: true,
    printBackground: true,
    landscape: false,
    displayHeaderFooter: false,
    scale: 1,
  };
}

/**
 * Makes PDFs of one window, one after the other: Chromium refuses a second job while one is under way. The bytes go back
 * to the page and are kept nowhere here. Rejects `input/invalid`, or with what Electron said; the next job starts anew.
 */
export function pdfPrinter(contents: () => ContentsSurface | null): (sheet: Sheet) => Promise<Uint8Array> {
  let last: Promise<unknown> = Promise.resolve();
  return async (sheet) => {
    const options = pdfOptions(sheet);
    const print = async () => {
      const page = contents();
      if (!page || page.isDestroyed()) throw coded('host/unavailable', { what: 'window' });
      return new Uint8Array(await page.printToPDF(options));
    };
    const made = last.then(print, print);
    last = made;
    return made;
  };
}
