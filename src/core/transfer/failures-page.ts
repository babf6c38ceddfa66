import { type Attempt, dayOf, type Journal, type KindId } from '#core/journal';
import type { ReportWords } from './report-words.ts';

export interface FailuresChoices {
  readonly words: ReportWords;
  /** Shows the hidden-name word for everyone asked. */
  readonly hideNames: boolean;
}

/**
 * A "CV of failures": every no, by kind and year, newest first, as one page of HTML to print. The page holds everything it
 * needs, no script, and a policy that lets nothing be fetched; all words are escaped.
 */
export function failuresPage(journal: Journal, { words, hideNames }: FailuresChoices): string {
  const noes = journal.attempts().filter(({ answer }) => answer === 'no');
  const byKind = new Map<KindId, Attempt[]>();
  for (const attempt of noes) {
    const { id } = journal.kind(attempt.kind);
    const known = byKind.get(id);
    if (known) known.push(attempt);
    else byKind.set(id, [attempt]);
  }
  const inOrder = [...journal.kinds().map(({ id }) => id), ...byKind.keys()];
  const sections = [...new Set(inOrder)].flatMap((id) => {
    const ofKind = byKind.get(id);
    return ofKind ? [section(journal, words, id, ofKind, hideNames)] : [];
  });
  const title = escapeHtml(words.failuresTitle);
  return `<!doctype html>
<html lang="${escapeHtml(words.language)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width">
<title>${title}</title>
<style>${style}</style>
</head>
<body>
<h1>${title}</h1>
${sections.join('\n')}
</body>
</html>
`;
}

const style = `
:root { color-scheme: light; }
body { max-width: 42rem; margin: 3rem auto; padding: 0 1.5rem; font: 12pt/1.45 Georgia, 'Times New Roman', serif; color: #1b1a18; background: #fff; }
h1 { font-size: 22pt; font-weight: normal; margin: 0 0 2rem; }
h2 { font-size: 13pt; margin: 2rem 0 .5rem; break-after: avoid; }
dl { display: grid; grid-template-columns: 5.5rem 1fr; gap: .3rem 1rem; margin: 0; }
dt { color: #5c5850; }
dd { margin: 0; break-inside: avoid; overflow-wrap: anywhere; }
@page { margin: 20mm; }
@media print { body { margin: 0; max-width: none; padding: 0; } }
`;

function section(
  journal: Journal,
  words: ReportWords,
  kind: KindId,
  noes: readonly Attempt[],
  hideNames: boolean,
): string {
  let last = '';
  const lines = noes.map((attempt) => {
    const year = dayOf(attempt)?.slice(0, 4) ?? words.undated;
    const shown = year === last ? '' : year;
    last = year;
    const toWhom = hideNames ? words.hidden : attempt.toWhom;
    return `<dt>${escapeHtml(shown)}</dt><dd>${escapeHtml(attempt.what)}, ${escapeHtml(toWhom)}</dd>`;
  });
  return `<h2>${escapeHtml(words.kind(journal.kind(kind)))}</h2>\n<dl>\n${lines.join('\n')}\n</dl>`;
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? '');
}
