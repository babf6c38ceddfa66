import type { Day, LinePoint, Measure } from '#core/insights';
import type { LinesPart, MeasureLine } from './parts.ts';

export const ranges = ['quarter', 'year', 'all'] as const;
export type Range = (typeof ranges)[number];
const daysOf: Readonly<Record<Range, number>> = { quarter: 91, year: 365, all: Infinity };

export interface Dot {
  readonly x: Day;
  readonly y: number;
}

export interface Panel {
  readonly measure: Measure;
  /** Null while there is a curve, or too little for a middle. */
  readonly median: number | null;
  readonly stretches: readonly (readonly LinePoint[])[];
  readonly dots: readonly Dot[];
  /** Ratings at answers. */
  readonly rings: readonly Dot[];
  /** Where its name stands, 0-10. */
  readonly end: number;
}

/** What the lines show, before pixels: drawn on the screen and written into an SVG file from the same. */
export interface Drawing {
  readonly from: Day;
  readonly to: Day;
  readonly panels: readonly Panel[];
  readonly noes: readonly Day[];
  readonly yeses: readonly Day[];
}

/** Marks that would fall on one another are drawn once: a screen has no more columns than this. */
const columns = 900;

export function drawingOf(part: LinesPart, range: Range): Drawing {
  const all = part.measures.flatMap(({ line, atAnswers }) => [...line.dots, ...atAnswers].map(({ day }) => day));
  const days = [...all, ...part.noes.map(({ day }) => day), ...part.yeses.map(({ day }) => day)];
  const [first, last] = days.reduce(([a, b], day) => [Math.min(a, day), Math.max(b, day)], [Infinity, -Infinity]);
  const start = Math.max(first, last - daysOf[range]);
  const room = Math.max(3, (last - start) * 0.012);
  const [from, to] = [Math.floor(start - room), Math.ceil(last + room)];
  const step = Math.max(1, (to - from) / columns);
  const within = (day: Day) => day >= from && day <= to;
  const marks = (of: readonly { readonly day: Day }[]) => thinned(of.map(({ day }) => day).filter(within), step);
  return {
    from,
    to,
    panels: part.measures.map((line) => panelOf(line, within, step)),
    noes: marks(part.noes),
    yeses: marks(part.yeses),
  };
}

function panelOf({ measure, line, atAnswers }: MeasureLine, within: (day: Day) => boolean, step: number): Panel {
  const dots = (of: readonly { readonly day: Day; readonly value: number }[]) =>
    thinnedDots(
      of.filter(({ day }) => within(day)).map(({ day, value }) => ({ x: day, y: value })),
      step,
    );
  const stretches = line.shown
    ? line.stretches.map((points) => points.filter(({ day }) => within(day))).filter(({ length }) => length > 1)
    : [];
  const median = line.shown ? null : line.median;
  const end = stretches.at(-1)?.at(-1)?.level ?? median ?? 5;
  return { measure, median, stretches, dots: dots(line.dots), rings: dots(atAnswers), end };
}

function thinned(days: readonly Day[], step: number): readonly Day[] {
  const seen = new Map(days.map((day) => [Math.round(day / step), day]));
  return [...seen.values()];
}

function thinnedDots(dots: readonly Dot[], step: number): readonly Dot[] {
  return [...new Map(dots.map((dot) => [`${Math.round(dot.x / step)} ${dot.y}`, dot])).values()];
}
