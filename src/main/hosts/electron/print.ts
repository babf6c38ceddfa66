import { coded } from '#core/base';
import type { PrintToPDFOptions } from 'electron';
import type { ContentsSurface } from './surface.ts';

/** A sheet's size in millimetres, as it hangs on the wall: the page's own CSS turns it. */
export interface Sheet {
  readonly widthMm: number;
  readonly heightMm: number;
}

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

/** The page as a PDF of one sheet a page. */
export async function printToPdf(contents: ContentsSurface, sheet: Sheet): Promise<Uint8Array> {
  return new Uint8Array(await contents.printToPDF(pdfOptions(sheet)));
}
