/** The words of HTML. Nothing is rendered, nothing is fetched: it is one pass over the characters. */

const dropped: ReadonlySet<string> = new Set(['script', 'style', 'head', 'title', 'template', 'svg', 'noscript']);
const blocks: ReadonlySet<string> = new Set(
  'address article blockquote br dd div dl dt figure footer h1 h2 h3 h4 h5 h6 header hr li main ol p pre section table tr ul'.split(
    ' ',
  ),
);
const entities: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  auml: 'ä',
  ouml: 'ö',
  uuml: 'ü',
  Auml: 'Ä',
  Ouml: 'Ö',
  Uuml: 'Ü',
  szlig: 'ß',
  eacute: 'é',
  egrave: 'è',
  agrave: 'à',
  ccedil: 'ç',
  hellip: '…',
  ndash: '–',
  mdash: '—',
  lsquo: '‘',
  rsquo: '’',
  ldquo: '“',
  rdquo: '”',
  bdquo: '„',
  bull: '•',
  middot: '·',
  copy: '©',
  euro: '€',
};

/** Returns the text of `html`, one line a block, without tags, comments, styles and scripts. Never throws. */
export function htmlToText(html: string): string {
  const lower = html.toLowerCase();
  let text = '';
  for (let at = 0; at < html.length;) {
    const open = html.indexOf('<', at);
    text += collapse(open < 0 ? html.slice(at) : html.slice(at, open));
    if (open < 0) break;
    const tag = readTag(html, lower, open);
    text += tag.text;
    at = tag.end;
  }
  return tidy(text);
}

/** Whether a text is more likely HTML than plain words. */
export function looksLikeHtml(text: string): boolean {
  return /^\s*<(?:!doctype|html|body|div|p|h[1-6]|ul|ol|br|span|table)\b[^<>]*>/i.test(text.slice(0, 1000));
}

function readTag(html: string, lower: string, open: number): { readonly text: string; readonly end: number } {
  if (html.startsWith('<!--', open)) return { text: '', end: behind(html, '-->', open + 4) };
  const name = /^<\/?([a-z][a-z0-9]*)/.exec(lower.slice(open, open + 20))?.[1];
  if (name === undefined) {
    const declared = html[open + 1] === '!' || html[open + 1] === '?';
    return declared ? { text: '', end: behind(html, '>', open) } : { text: '<', end: open + 1 };
  }
  const end = behind(html, '>', open);
  if (lower[open + 1] !== '/' && dropped.has(name)) {
    const close = lower.indexOf(`</${name}`, end);
    return { text: '', end: close < 0 ? html.length : behind(html, '>', close) };
  }
  return {
    text: blocks.has(name) ? (name === 'li' && lower[open + 1] !== '/' ? '\n- ' : '\n') : name === 'td' ? ' ' : '',
    end,
  };
}

function behind(text: string, what: string, from: number): number {
  const at = text.indexOf(what, from);
  return at < 0 ? text.length : at + what.length;
}

function collapse(text: string): string {
  return text.replace(/\s+/g, ' ').replace(/&(#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z]{2,8});/g, decodeEntity);
}

function decodeEntity(whole: string, name: string): string {
  if (!name.startsWith('#')) return Object.hasOwn(entities, name) ? (entities[name] ?? whole) : whole;
  const point = /^#x/i.test(name) ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
  const valid = point > 0 && point <= 0x10ffff && (point < 0xd800 || point > 0xdfff);
  return valid ? String.fromCodePoint(point) : '\uFFFD';
}

function tidy(text: string): string {
  const lines = text.split('\n').map((line) => line.replace(/ {2,}/g, ' ').trim());
  return lines
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}
