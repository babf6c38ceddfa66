/** The band under a poster's wall: title, a line, what the marks mean, and how many there are. */
import type { Paper } from '#core/journal';
import { papers } from '#core/journal';
import { type WallItem, yearOf } from './items.ts';
import { box, group, type Mark, path, text } from './marks.ts';
import type { Palette } from './palette.ts';
import { type Privacy, showsKinds } from './poster-privacy.ts';
import type { PosterWords } from './poster-words.ts';
import { kindMarks } from './slip-art.ts';
import { fitText, textWidth } from './text-width.ts';

export interface Band {
  readonly title: string;
  readonly line: string;
  /** Number of no's and of yes's; null when they are not told. */
  readonly counts: readonly [noes: number, yeses: number] | null;
  readonly privacy: Privacy;
  readonly items: readonly WallItem[];
  /** u. */
  readonly top: number;
  readonly width: number;
  /** Its height, u; all sizes are parts of it. */
  readonly band: number;
}

export function bandMarks(told: Band, words: PosterWords, palette: Palette): Mark[] {
  const { top, width, band, title, line } = told;
  const margin = width * 0.05;
  const right = width - margin;
  const at = (part: number) => top + part * band;
  const marks: Mark[] = [box(margin, at(0), right - margin, band * 0.006, palette.soft, 0.6)];
  const side = sideMarks(told, right, at, words, palette);
  const room = (right - margin) * (side.length > 0 ? 0.62 : 0.98);
  // A long title becomes smaller before it is cut.
  const size = Math.max(0.2, Math.min(0.4, room / Math.max(1, textWidth(title, 1, 'bold')) / band)) * band;
  if (title !== '') {
    marks.push(text(fitText(title, room, size, 'bold'), margin, at(0.45), { face: 'bold', size, fill: palette.text }));
  }
  if (line !== '') {
    const look = { face: 'italic', size: band * 0.15, fill: palette.soft } as const;
    marks.push(text(fitText(line, room, look.size, 'italic'), margin, at(0.65), look));
  }
  const legendAt = line === '' ? 0.68 : 0.86;
  return [...marks, ...side, ...legendMarks(told, margin, right, at(legendAt), words, palette)];
}

/** Counts and years, at the right. */
function sideMarks(
  told: Band,
  right: number,
  at: (part: number) => number,
  words: PosterWords,
  palette: Palette,
): Mark[] {
  const { items, band, counts, privacy } = told;
  const marks: Mark[] = [];
  if (counts) {
    const [noes, yes] = words.counted(...counts);
    const size = band * 0.24;
    const look = { size, anchor: 'end' } as const;
    marks.push(text(yes, right, at(0.42), { ...look, face: 'medium-italic', fill: palette.goldText }));
    const left = right - textWidth(yes, size, 'medium-italic');
    marks.push(text(`${noes} ·`, left - size * 0.25, at(0.42), { ...look, face: 'text', fill: palette.text }));
  }
  const years = items.map(yearOf).filter((year) => year !== null);
  if (privacy !== 'counts' && years.length > 0) {
    const [from, to] = [Math.min(...years), Math.max(...years)];
    const look = { face: 'typed', size: band * 0.1, anchor: 'end', fill: palette.soft } as const;
    marks.push(text(from === to ? String(from) : `${String(from)}–${String(to)}`, right, at(0.64), look));
  }
  return marks;
}

/** The kinds that hang here, and what bold and italic mean; what would run over the edge is left out. */
function legendMarks(told: Band, left: number, right: number, y: number, words: PosterWords, palette: Palette): Mark[] {
  const { band, privacy, items } = told;
  if (!showsKinds(privacy)) return [];
  const size = band * 0.105;
  const marks: Mark[] = [];
  let x = left;
  const used = new Set<Paper>(items.filter(({ answer }) => answer !== 'yes').map(({ mark }) => mark));
  for (const paper of papers.filter((one) => used.has(one))) {
    const end = x + size * 1.15 + textWidth(words.kinds[paper], size, 'text');
    if (end > right) return marks;
    marks.push(
      group(x, y - size * 0.74, [path(kindMarks[paper], palette.text, 0.8)], { scale: (size * 0.8) / 12 }),
      text(words.kinds[paper], x + size * 1.15, y, { face: 'text', size, fill: palette.text }),
    );
    x = end + size * 1.2;
  }
  const styles = [
    { face: 'bold', words: words.personal, used: items.some(({ personal }) => personal) },
    { face: 'italic', words: words.noAnswer, used: items.some(({ answer }) => answer === 'quiet') },
  ] as const;
  for (const style of styles.filter((one) => one.used)) {
    const end = x + textWidth(style.words, size, style.face);
    if (end > right) return marks;
    marks.push(text(style.words, x, y, { face: style.face, size, fill: palette.text }));
    x = end + size * 1.2;
  }
  return marks;
}
