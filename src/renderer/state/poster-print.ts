/** Prints pages of marks: the page itself shows nothing else while it prints. */
import type { PosterPage } from '#core/wall';
import { loadFonts } from './poster-fonts.ts';
import { textByFace } from './poster-files.ts';
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
  style.replaceSync(`
    @page { size: ${width} ${height}; margin: 0; }
    @media print {
      html, body { min-height: 0 !important; margin: 0 !important; }
      [data-page] { width: ${width}; height: ${height}; overflow: hidden; break-after: page; break-inside: avoid; }
      [data-page]:last-child { break-after: auto; }
      [data-page] svg { display: block; font-family: var(--serif); font-synthesis: none; print-color-adjust: exact; }
    }`);
  return style;
}

/** Takes away what an earlier printing left. */
let putAway = (): void => undefined;

/**
 * Lays the pages out and opens the print dialog. All pages are of one size. Resolves when the dialog has been opened and,
 * where that waits for the person, closed; the pages are taken away after printing.
 */
export async function printPages(pages: readonly PosterPage[], title: string): Promise<void> {
  const first = pages[0];
  if (!first) return;
  await loadFonts(textByFace(pages.flatMap(({ marks }) => marks)));
  putAway();
  const [sheet, style, before] = [sheetsOf(pages), styleFor(first), document.title];
  document.body.append(sheet);
  document.adoptedStyleSheets.push(style);
  // The name that a PDF is offered under.
  document.title = title;
  putAway = () => {
    putAway = () => undefined;
    removeEventListener('afterprint', putAway);
    sheet.remove();
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((one) => one !== style);
    document.title = before;
  };
  addEventListener('afterprint', putAway, { once: true });
  print();
}
