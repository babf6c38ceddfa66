/** The lines as marks: for an SVG file and for paper, where a canvas would be a picture of dots. */
import { type CalendarDate, fromDayNumber } from '#core/base';
import { box, type Mark, path, text } from '#core/wall';
import type { Drawing, Panel } from '../../state/insights/lines-drawing.ts';
import type { LinesWords } from './lines-chart.ts';
import { dashes, mostWholePins } from './lines-marks.ts';
import { type Palette, palettes } from './palette.ts';
import { monthStarts } from './time-ticks.ts';

const panelHeight = 180;
const [left, right, top, bottom] = [44, 110, 30, 44];

const round = (value: number) => Math.round(value * 100) / 100;
type Across = (day: number) => number;

export interface LinesArt {
  /** Px. */
  readonly width: number;
  readonly height: number;
  readonly marks: readonly Mark[];
}

/** For a file of its own, and for paper, which is narrower, and has a ground. */
export const linesArt = (drawing: Drawing, words: LinesWords): LinesArt =>
  artOf(drawing, words, 1100, palettes[words.theme].ground);
export const linesOnPaper = (drawing: Drawing, words: Omit<LinesWords, 'theme'>): LinesArt =>
  artOf(drawing, { ...words, theme: 'light' }, 760, 'none');

function artOf(drawing: Drawing, { names, month, theme }: LinesWords, width: number, ground: string): LinesArt {
  const palette = palettes[theme];
  const end = width - right;
  const height = top + drawing.panels.length * panelHeight + bottom;
  const foot = height - bottom;
  const x: Across = (day) =>
    round(left + ((day - drawing.from) / Math.max(1, drawing.to - drawing.from)) * (end - left));
  const rug = drawing.noes.map((day) => `M${x(day)} ${foot + 1}v9`).join('');
  const marks = [
    box(0, 0, width, height, ground),
    ...monthLabels(drawing, x, foot, palette, month, Math.floor((end - left) / 96)),
    { ...path(rug, 'none'), stroke: palette.rug },
    ...drawing.yeses.flatMap((day) => pin(x(day), foot, drawing.yeses.length <= mostWholePins, palette)),
    ...drawing.panels.flatMap((panel, i) =>
      panelMarks(panel, names[i] ?? '', { from: top + i * panelHeight, end }, x, palette),
    ),
  ];
  return { width, height, marks };
}

function pin(x: number, foot: number, whole: boolean, { gold }: Palette): Mark[] {
  const head = whole ? box(x - 5, top - 14, 10, 10, gold) : box(x - 1.5, top - 14, 3, 7, gold);
  return [{ ...path(`M${x} ${top - 8}V${whole ? foot : top}`, 'none'), stroke: gold, line: whole ? 1.6 : 1 }, head];
}

function monthLabels(
  { from, to }: Drawing,
  x: Across,
  foot: number,
  palette: Palette,
  month: (date: CalendarDate) => string,
  most: number,
): Mark[] {
  const look = { face: 'typed', size: 12, anchor: 'middle', fill: palette.soft } as const;
  return monthStarts(from, to, most).map((day) => text(month(fromDayNumber(day)), x(day), foot + 30, look));
}

function panelMarks(
  panel: Panel,
  name: string,
  { from, end }: { readonly from: number; readonly end: number },
  x: Across,
  palette: Palette,
): Mark[] {
  const colour = palette[panel.measure];
  const y = (value: number) => round(from + ((11 - value) / 12) * panelHeight);
  const grid = [0, 5, 10].flatMap((value): Mark[] => [
    { ...path(`M${left} ${y(value)}H${end}`, 'none'), stroke: palette.line },
    text(String(value), left - 10, y(value) + 4, { face: 'typed', size: 12, anchor: 'end', fill: palette.soft }),
  ]);
  const median: Mark[] =
    panel.median === null
      ? []
      : [{ ...path(`M${left} ${y(panel.median)}H${end}`, 'none'), stroke: colour, dash: [2, 4] }];
  const label = text(name, end + 12, y(panel.end) + 5, { face: 'bold', size: 16, fill: colour });
  return [...grid, ...stretchMarks(panel, x, y, colour), ...median, ...dotMarks(panel, x, y, colour), label];
}

function stretchMarks(panel: Panel, x: Across, y: (value: number) => number, colour: string): Mark[] {
  return panel.stretches.flatMap((points): Mark[] => {
    const upper = points.map((point) => `${x(point.day)} ${y(point.upper)}`);
    const lower = points.toReversed().map((point) => `${x(point.day)} ${y(point.lower)}`);
    const level = points.map((point) => `${x(point.day)} ${y(point.level)}`);
    const dash = dashes[panel.measure];
    return [
      path(`M${[...upper, ...lower].join('L')}Z`, colour, 0.18),
      { ...path(`M${level.join('L')}`, 'none'), stroke: colour, line: 2.2, ...(dash && { dash }) },
    ];
  });
}

/** Dots step back where a curve speaks. */
function dotMarks({ dots, rings, stretches }: Panel, x: Across, y: (value: number) => number, colour: string): Mark[] {
  const size = stretches.length > 0 ? 1.7 : 3.1;
  const disc = (dot: { x: number; y: number }, r: number) =>
    ({ kind: 'disc', x: x(dot.x) - r, y: y(dot.y) - r, width: 2 * r, height: 2 * r }) as const;
  return [
    ...dots.map((dot): Mark => ({ ...disc(dot, size), fill: colour })),
    ...rings.map((dot): Mark => ({ ...disc(dot, 2.4), fill: 'none', stroke: colour, line: 1, opacity: 0.6 })),
  ];
}
