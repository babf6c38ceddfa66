/** What stands around the slips: the rail, its headings, frames, nails, tabs and months. */
import type { CalendarDate } from '#core/base';
import { frameSize } from './frames.ts';
import type { Heading, Pile, PlacedFrame, PlacedSlip, Tab, WallLayout } from './layout.ts';
import { box, type BoxMark, type Gradient, group, type Mark, path, text } from './marks.ts';
import { pierce } from './outlines.ts';
import { chosenLine, type Palette } from './palette.ts';
import { measures } from './plan.ts';
import { belowPierce } from './sheaf.ts';
import type { SlipWords } from './slip-art.ts';
import { textWidth, twoLines } from './text-width.ts';
import { cosine, sine } from './looks.ts';

/** What the wall says in the person's language. */
export interface WallWords extends SlipWords {
  fullDate(on: CalendarDate): string;
  month(on: CalendarDate): string;
  monthYear(on: CalendarDate): string;
  years(from: number, to: number): string;
  readonly undated: string;
  count(slips: number): string;
  readonly yes: string;
  yeses(count: number): string;
  /** Lines under the bent nail. */
  nailGave(on: CalendarDate | null): readonly string[];
}

/** The wall itself, `width` x `height`. */
export function groundMarks(width: number, height: number, palette: Palette): Mark[] {
  const gradient: Gradient = {
    id: `wall-${palette.ground}`,
    x1: 0,
    y1: 0,
    x2: 0,
    y2: 1,
    stops: [
      { at: 0, colour: palette.wallTop },
      { at: 1, colour: palette.wallBottom },
    ],
  };
  return [box(0, 0, width, height, palette.wallTop === palette.wallBottom ? palette.wallTop : gradient)];
}

/** A rail from `left` to `right` whose upper edge is `top`. */
export function railMarks(left: number, right: number, top: number, palette: Palette): Mark[] {
  const width = right - left;
  const { railHeight, lip } = measures;
  return [
    box(left, top + railHeight, width, 2.4, palette.shadow, palette.shadowOpacity * 0.8),
    box(left, top - lip, width, lip + 0.1, palette.railLip),
    box(left, top, width, railHeight, palette.rail),
    box(left, top + railHeight - 0.8, width, 0.8, palette.railEdge),
  ];
}

/** Year, number of slips and yes's, on the rail. */
export function headingMarks(heading: Heading, top: number, words: WallWords, palette: Palette): Mark[] {
  const { years, slips, yeses } = heading;
  const parts = [
    { words: years ? words.years(...years) : words.undated, face: 'bold', size: 9.6, fill: palette.text },
    { words: slips === null || slips === 0 ? '' : words.count(slips), face: 'typed', size: 6.6, fill: palette.soft },
    { words: yeses === 0 ? '' : words.yeses(yeses), face: 'medium-italic', size: 7.4, fill: palette.goldText },
  ] as const;
  const shown = parts.filter((part) => part.words !== '');
  const widths = shown.map((part) => textWidth(part.words, part.size, part.face));
  const gap = 3.2;
  let x = heading.x - (widths.reduce((sum, width) => sum + width, 0) + gap * (shown.length - 1)) / 2;
  return shown.map((part, index) => {
    const mark = text(part.words, x, top + 9.7, { face: part.face, size: part.size, fill: part.fill });
    x += (widths[index] ?? 0) + gap;
    return mark;
  });
}

/** The light around a frame; drawn before any frame, so that it falls on the wall alone. */
export function haloMarks({ x, top, scale }: PlacedFrame, palette: Palette): BoxMark[] {
  if (palette.haloOpacity === 0) return [];
  const radius = 70 * scale;
  const centre = top + (frameSize.height * scale) / 2;
  const fill: Gradient = {
    id: `halo-${palette.ground}`,
    x1: 0.5,
    y1: 0.5,
    x2: 0.5,
    y2: 0.5,
    radius: 0.5,
    stops: [
      { at: 0.3, colour: palette.halo, opacity: palette.haloOpacity },
      { at: 0.65, colour: palette.halo, opacity: palette.haloOpacity * 0.38 },
      { at: 1, colour: palette.halo, opacity: 0 },
    ],
  };
  return [{ kind: 'disc', x: x - radius, y: centre - radius, width: 2 * radius, height: 2 * radius, fill }];
}

/** A frame and what it says; straight, as nothing else here. */
export function frameMarks(frame: PlacedFrame, words: WallWords, palette: Palette): Mark[] {
  const { width, height } = frameSize;
  const { item } = frame;
  const gilt: Gradient = {
    id: `gilt-${palette.ground}`,
    x1: 0,
    y1: 0,
    x2: 1,
    y2: 1,
    stops: [
      { at: 0, colour: palette.goldHi },
      { at: 0.42, colour: palette.gold },
      { at: 0.62, colour: palette.gold },
      { at: 1, colour: palette.goldLo },
    ],
  };
  const edged = (x: number, fill: string, stroke: string, line: number): BoxMark => ({
    ...box(x, x, width - 2 * x, height - 2 * x, fill),
    stroke,
    line,
  });
  const centre = { anchor: 'middle', fill: '#2a2520' } as const;
  const lines = item.name === '' ? [] : twoLines(item.name, 36, 5.1, 'text');
  const marks: Mark[] = [
    box(2, 3, width, height - 3, palette.shadow, palette.shadowOpacity * 1.4),
    { ...box(0, 0, width, height, gilt), stroke: palette.goldLo, line: 0.5 },
    edged(1.6, 'none', palette.goldLo, 0.35),
    edged(3.6, palette.mat, palette.goldLo, 0.5),
    edged(8.4, palette.matInner, '#cfbf97', 0.35),
    text(words.yes, width / 2, 32.4, { ...centre, face: 'medium-italic', size: 15.4, fill: palette.goldLo }),
    ...lines.map((line, i) => text(line, width / 2, 43 + i * 6, { ...centre, face: 'text', size: 5.1 })),
  ];
  if (item.on !== null) {
    marks.push(text(words.fullDate(item.on), width / 2, 60, { ...centre, face: 'typed', size: 3.6, fill: '#4a4033' }));
  }
  return [group(frame.x - (width * frame.scale) / 2, frame.top, marks, { scale: frame.scale })];
}

/** The line around a frame that is open or that the keys are on. */
export function chosenFrameMarks({ x, top, scale }: PlacedFrame, palette: Palette): Mark[] {
  const { width, height } = frameSize;
  const away = 2.5 * scale;
  const around = box(
    x - (width * scale) / 2 - away,
    top - away,
    width * scale + 2 * away,
    height * scale + away,
    'none',
  );
  return [{ ...around, stroke: chosenLine(palette), line: scale }];
}

/** The round head of the nail, or the square one of a spike, with its shadow; its hole is at (x, y). */
export function supportMarks({ support, x, y }: Pick<Pile, 'support' | 'x' | 'y'>, palette: Palette): Mark[] {
  return [group(x, y, support === 'nail' ? nailHead(palette) : spikeHead(palette))];
}

function nailHead(palette: Palette): Mark[] {
  const head: Gradient = {
    id: 'nail-head',
    x1: 0.36,
    y1: 0.32,
    x2: 0.36,
    y2: 0.32,
    radius: 0.75,
    stops: [
      { at: 0, colour: '#8d8a86' },
      { at: 0.35, colour: '#474341' },
      { at: 1, colour: '#1f1c1b' },
    ],
  };
  return [
    path('M-1 1.6L3.2 5.2A3 3 0 0 0 5.2 1.2L1.8 -1.8z', palette.shadow, 0.28),
    { kind: 'disc', x: -3.1, y: -3.1, width: 6.2, height: 6.2, fill: head },
    { kind: 'path', d: 'M-2.2 -.8A2.5 2.5 0 0 1 .1 -2.4', fill: 'none', stroke: '#d8d4cd', line: 0.4, opacity: 0.7 },
  ];
}

function spikeHead(palette: Palette): Mark[] {
  return [
    path('M-3.4 3.9H3.9V-2.6L8.6 4.6L6 8.6z', palette.shadow, 0.26),
    path('M-3.9 -3.9H3.9L1.5 -1.2H-1.5z', '#55504c'),
    path('M-3.9 -3.9L-1.5 -1.2V1.6L-3.9 3.9z', '#6b6661'),
    path('M3.9 -3.9L1.5 -1.2V1.6L3.9 3.9z', '#37322f'),
    path('M-3.9 3.9H3.9L1.5 1.6H-1.5z', '#1f1c1b'),
    path('M-1.6 -1.3H1.6V1.7H-1.6z', '#2f2a27'),
  ];
}

/** The first nail, as it stays on the wall after it gave. */
export function bentNailMarks(nail: NonNullable<WallLayout['bentNail']>, words: WallWords, palette: Palette): Mark[] {
  const steel = palette.ground === 'night' ? '#6b645c' : '#37322f';
  const bent = (line: number, stroke: string, opacity: number): Mark => ({
    kind: 'path',
    d: 'M-3.4 -1.6C-2.6 5 1 8.6 5.2 11.6',
    fill: 'none',
    stroke,
    line,
    opacity,
  });
  const lines = words.nailGave(nail.on);
  return [
    group(nail.x, nail.y, [
      group(1.1, 1.3, [bent(2, palette.shadow, 0.2)]),
      bent(2, steel, 1),
      path('M-6.4 -1.9L-1.2 -4.6L-.4 -2.9L-5.6 -.3z', steel),
      path('M4.2 12.6L6.2 10.6L6.6 13.6z', steel),
    ]),
    ...lines.map((line, i) =>
      text(line, nail.x, nail.y + 21 + i * 4.6, { face: 'italic', size: 3.9, anchor: 'middle', fill: palette.soft }),
    ),
  ];
}

/** The golden tab; drawn before the pile, so that only its end shows. */
export function tabMarks({ x, y }: Tab, palette: Palette): Mark[] {
  return [
    path(`M${x} ${y + 0.5}h10.2l-1.3 1.2l1.3 1.2h-10.2z`, palette.shadow, palette.shadowOpacity),
    path(`M${x} ${y}h9.6l-1.3 1.2l1.3 1.2h-9.6z`, palette.gold),
  ];
}

/** The month beside a slip, left of its pile. */
export function monthMarks(slip: PlacedSlip, pileX: number, words: WallWords, palette: Palette): Mark[] {
  const { month, item } = slip;
  if (month === null || item.on === null) return [];
  // At the height of the strip's words where the strip begins.
  const y = slip.y + (belowPierce - 2.6) * cosine(slip.angle) - pierce.x * sine(slip.angle);
  const label = month === 'month' ? words.month(item.on) : words.monthYear(item.on);
  return [text(label, pileX - 54.6, y, { face: 'typed', size: 3.6, anchor: 'end', fill: palette.soft })];
}
