/** Prints pages of marks: the page itself shows nothing else while it prints. */
import { coded } from '#core/base';
import type { PosterPage } from '#core/wall';
import { loadFonts } from './poster-fonts.ts';
import { textByFace } from './poster-files.ts';
import type { MakePdf } from './session-view.ts';
import { familyOf } from './wall-canvas.ts';
import { defsOf, pageOf } from './wall-svg.ts';

/** `print-sheet`: what the app's print style leaves on the paper. */
function sheetsOf(pages: readonly PosterPage[]): HTMLElement {
  const made = document.createElement('div');
  made.className = 'print-sheet print-only';
  made.dataset['poster'] = '';
  for (const { size, marks } of pages) {
    const svg = pageOf(size.width, size.height, marks);
    svg.prepend(defsOf(marks));
    const page = document.createElement('div');
    page.dataset['page'] = '';
    page.append(svg);
    made.append(page);
  }
  return made;
}

function styleFor({ size }: PosterPage): CSSStyleSheet {
  const style = new CSSStyleSheet();
  const [width, height] = [`${String(size.width)}mm`, `${String(size.height)}mm`];
  // Only the app's own fonts, so that every machine prints what the preview shows.
  style.replaceSync(`
    @page { size: ${width} ${height}; margin: 0; }
    @media print {
      html, body { min-height: 0 !important; margin: 0 !important; }
      [data-page] { width: ${width}; height: ${height}; overflow: hidden; break-after: page; break-inside: avoid; }
      [data-page]:last-child { break-after: auto; }
      [data-page] svg { display: block; font-family: ${familyOf('serif')}; font-synthesis: none; print-color-adjust: exact; }
    }`);
  return style;
}

/** Takes away what an earlier printing left. */
let putAway = (): void => undefined;

/** Lays pages of one size out where only print sees them, with every font there; what was laid out before goes. */
async function layOut(pages: readonly PosterPage[], title: string): Promise<PosterPage> {
  const [first] = pages;
  if (!first) throw coded('bug', { what: 'pages' });
  await loadFonts(textByFace(pages.flatMap(({ marks }) => marks)));
  putAway();
  const [sheet, style, before] = [sheetsOf(pages), styleFor(first), document.title];
  document.body.append(sheet);
  document.adoptedStyleSheets.push(style);
  // The name that a PDF is offered under.
  document.title = title;
  putAway = () => {
    putAway = () => undefined;
    sheet.remove();
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((one) => one !== style);
    document.title = before;
  };
  return first;
}

/**
 * Opens the browser's print dialog on the pages. Resolves when it has been opened and, where that waits for the person,
 * closed: nobody tells a page whether anything was printed. Rejects `host/unsupported` where no dialog opens. The pages
 * are taken away after printing.
 */
export async function printPages(pages: readonly PosterPage[], title: string): Promise<void> {
  await layOut(pages, title);
  const ended = new AbortController();
  const dialog = { opened: false };
  addEventListener('beforeprint', () => (dialog.opened = true), { signal: ended.signal });
  addEventListener('afterprint', () => putAway(), { once: true });
  try {
    print();
  } finally {
    ended.abort();
    if (!dialog.opened) putAway();
  }
  if (!dialog.opened) throw coded('host/unsupported', { what: 'print' });
}

/** The pages as a PDF that the host makes, without a dialog. Rejects `host/print-failed` and the like. */
export async function pdfOfPages(pages: readonly PosterPage[], title: string, makePdf: MakePdf): Promise<Blob> {
  const { size } = await layOut(pages, title);
  try {
    const pdf = await makePdf({ widthMm: size.width, heightMm: size.height });
    return new Blob([pdf], { type: 'application/pdf' });
  } finally {
    putAway();
  }
}
