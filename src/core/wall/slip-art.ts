/** What a slip is drawn of, in its own units; see `outlines.ts`. */
import type { CalendarDate } from '#core/base';
import type { Paper } from '#core/journal';
import type { WallItem } from './items.ts';
import type { PlacedSlip } from './layout.ts';
import { box, group, type GroupMark, type Mark, path, text, type TextMark } from './marks.ts';
import { movedPath } from './moved-path.ts';
import { outlines, pierce } from './outlines.ts';
import { chosenLine, type Palette, tinted } from './palette.ts';
import { fitText, needsFallback, textWidth } from './text-width.ts';

/** What a slip says in the person's language. */
export interface SlipWords {
  /** Day and month, short: it stands at the right of a strip. */
  date(on: CalendarDate): string;
  readonly noAnswer: string;
  quote(words: string): string;
}

export interface SlipFace {
  readonly paper: Paper | 'silence';
  /** null: the kind is not shown. */
  readonly mark: Paper | null;
  readonly name: string;
  readonly style: 'text' | 'bold' | 'italic';
  readonly date: string;
  /** On the uppermost slip only; empty for none. */
  readonly quote: string;
}

/** Kind marks in a box of 12 x 12. */
export const kindMarks: Readonly<Record<Paper, string>> = {
  writing: 'M.5 1.4H7.1V3.1H.5zM.5 5.15H11.5V6.85H.5zM.5 8.9H8.7V10.6H.5z',
  work: 'M1 2H11V10.2H1z',
  grant: 'M6 1A5 5 0 0 1 6 11A5 5 0 0 1 6 1z',
  study: 'M6 .9L11.4 10.8H.6z',
  people: 'M6 11C3 8.8 .7 6.9 .7 4.3A2.8 2.8 0 0 1 6 3A2.8 2.8 0 0 1 11.3 4.3C11.3 6.9 9 8.8 6 11z',
  other: 'M6 .4L11.6 6L6 11.6L.4 6z',
};

/** Sizes of type, u. */
const size = { name: 4.9, fallback: 4.3, date: 4, quote: 4.7 } as const;
/** Where the strip's words stand, u on the slip. */
const at = { baseline: 55.4, mark: 4.6, name: 10.6, date: 95 } as const;

/** The part of a slip that is read while it hangs among others, u on the slip; nothing may cover it. */
export const strip = { left: at.mark, right: at.date, top: 51.7, bottom: 56.6 } as const;

/** What a slip shows; bold for a personal reply, italic on white for no answer. */
export function slipFace(item: WallItem, words: SlipWords, quoted = false): SlipFace {
  const silent = item.answer === 'quiet';
  return {
    paper: silent ? 'silence' : item.mark,
    mark: item.mark,
    name: item.name,
    style: silent ? 'italic' : item.personal ? 'bold' : 'text',
    date: item.on === null ? '' : words.date(item.on),
    quote: quoted && item.words !== '' ? words.quote(item.words) : '',
  };
}

/** Where a strip's text may stand: from the mark to the date. */
function nameOf(face: SlipFace, fill: string): TextMark {
  const fontSize = needsFallback(face.name) ? size.fallback : size.name;
  const left = face.mark ? at.name : at.mark;
  const room = at.date - left - (face.date === '' ? 0 : textWidth(face.date, size.date, 'typed') + 2.5);
  return text(fitText(face.name, room, fontSize, face.style), left, at.baseline, {
    face: face.style,
    size: fontSize,
    fill,
  });
}

/** The words of the uppermost slip, under its nail. */
function quoteMarks(face: SlipFace, words: SlipWords, palette: Palette): Mark[] {
  const look = { face: 'italic', size: size.quote, anchor: 'middle' } as const;
  if (face.paper === 'silence' && face.style === 'italic') {
    return [text(words.noAnswer, 50, 30, { ...look, fill: palette.inkSilent, opacity: 0.75 })];
  }
  if (face.quote === '') return [];
  return [
    text(fitText(face.quote, 86, size.quote, 'italic'), 50, 29.4, { ...look, fill: palette.inkSoft }),
    path('M30 36.45H70.5V36.75H30z', palette.inkSoft, 0.45),
  ];
}

/** The paper alone: shadow, sheet, fold. */
export function paperMarks(
  slip: Pick<PlacedSlip, 'outline' | 'tint'>,
  paper: SlipFace['paper'],
  palette: Palette,
): Mark[] {
  const outline = outlines[slip.outline];
  if (!outline) return [];
  const fill = tinted(palette.papers[paper], slip.tint);
  const marks: Mark[] = [
    path(outline.shadow, palette.shadow, palette.shadowOpacity),
    { ...path(outline.path, fill), stroke: palette.lip, line: 0.28 },
  ];
  if (outline.fold !== '') marks.push({ ...path(outline.fold, tinted(fill, -0.1)), stroke: palette.lip, line: 0.28 });
  return marks;
}

/** What is written along the lower edge: mark, name, date. */
function stripWords(face: SlipFace, palette: Palette): Mark[] {
  const marks: Mark[] = [];
  if (face.mark) {
    marks.push(path(movedPath(kindMarks[face.mark], at.mark, at.baseline - 3.5, 0.28), palette.ink, 0.72));
  }
  if (face.name !== '') marks.push(nameOf(face, face.style === 'italic' ? palette.inkSilent : palette.ink));
  if (face.date !== '') {
    const look = { face: 'typed', size: size.date, anchor: 'end', fill: palette.inkSoft } as const;
    marks.push(text(face.date, at.date, at.baseline, look));
  }
  return marks;
}

/** A slip with all it says; `top` for the uppermost of its pile. */
export function slipMarks(
  slip: PlacedSlip,
  face: SlipFace,
  words: SlipWords,
  palette: Palette,
  top: boolean,
): GroupMark {
  const marks = paperMarks(slip, face.paper, palette);
  if (top) marks.push(...quoteMarks(face, words, palette));
  marks.push(...stripWords(face, palette));
  return group(slip.x, slip.y, marks, { angle: slip.angle, pivot: pierce });
}

/** How far a chosen strip slides out, u. */
const slide = 9;

/**
 * The strip of a chosen slip, slid out of its pile to the left and outlined; drawn over the pile. Lifting the whole slip
 * would hide its neighbours.
 */
export function chosenMarks(slip: PlacedSlip, face: SlipFace, palette: Palette): GroupMark {
  const [top, height] = [48.9, 9.6];
  return group(
    slip.x,
    slip.y,
    [
      box(0.4 - slide, top + 1.2, 100, height + 0.6, palette.shadow, palette.shadowOpacity * 1.6),
      {
        ...box(-slide, top, 100, height, tinted(palette.papers[face.paper], slip.tint)),
        stroke: chosenLine(palette),
        line: 1,
      },
      group(-slide, 0, stripWords(face, palette)),
    ],
    { angle: slip.angle, pivot: pierce },
  );
}
