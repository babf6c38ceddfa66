import type { AttemptRow, Day, Figure, Line, LineDots, LinePoint, Measure } from '#core/insights';

export const ranges = ['quarter', 'year', 'all'] as const;
export type Range = (typeof ranges)[number];
const daysOf: Readonly<Record<Range, number>> = { quarter: 91, year: 365, all: Infinity };

/** A stretch of time to look at: `back` of its own lengths before the latest one. */
export interface Look {
  readonly range: Range;
  readonly back: number;
}

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
  /** By how many of its own lengths the stretch lies before the latest one. */
  readonly back: number;
  /** There is something before, and after. */
  readonly earlier: boolean;
  readonly later: boolean;
  readonly panels: readonly Panel[];
  readonly noes: readonly Day[];
  readonly yeses: readonly Day[];
}

export interface MeasureLine {
  readonly measure: Measure;
  readonly line: Figure<Line, LineDots>;
}

/** Marks that would fall on one another are drawn once: a screen has no more columns than this. */
const columns = 900;

/** `back` stretches of `range` before the latest one; no further than there is anything. */
export function drawingOf(
  lines: readonly MeasureLine[],
  attempts: readonly AttemptRow[],
  range: Range,
  back = 0,
): Drawing {
  const rings = lines.map(({ measure }) => attempts.flatMap((row) => ringOf(row, measure)));
  const noes = answeredOn(attempts, 'no');
  const yeses = answeredOn(attempts, 'yes');
  const days = [noes, yeses, ...rings.map((all) => all.map(({ x }) => x))].flat();
  for (const { line } of lines) for (const { day } of line.dots) days.push(day);
  const [first, last] = days.reduce(([a, b], day) => [Math.min(a, day), Math.max(b, day)], [Infinity, -Infinity]);
  if (first > last) return { from: 0, to: 0, back: 0, earlier: false, later: false, panels: [], noes, yeses };
  const length = daysOf[range];
  const most = Number.isFinite(length) ? Math.max(0, Math.ceil((last - first) / length) - 1) : 0;
  const steps = Math.max(0, Math.min(most, back));
  const end = steps === 0 ? last : last - steps * length;
  const start = Math.max(first, end - length);
  const room = Math.max(3, (end - start) * 0.012);
  const [from, to] = [Math.floor(start - room), Math.ceil(end + room)];
  const step = Math.max(1, (to - from) / columns);
  const within = (day: Day) => day >= from && day <= to;
  const marks = (of: readonly Day[]) => thinned(of.filter(within), step);
  return {
    from,
    to,
    back: steps,
    earlier: steps < most,
    later: steps > 0,
    panels: lines.map((line, i) => panelOf(line, rings[i] ?? [], within, step)),
    noes: marks(noes),
    yeses: marks(yeses),
  };
}

function answeredOn(attempts: readonly AttemptRow[], wanted: 'yes' | 'no'): readonly Day[] {
  return attempts.flatMap(({ answer, answered }) => (answer === wanted && answered !== null ? [answered] : []));
}

/** A rating given at an answer: a chosen moment, drawn apart. */
function ringOf({ answer, ratings, rated }: AttemptRow, measure: Measure): Dot[] {
  const value = ratings[measure];
  if (value === undefined || rated === null || (answer !== 'yes' && answer !== 'no')) return [];
  return [{ x: rated, y: value }];
}

function panelOf(
  { measure, line }: MeasureLine,
  rings: readonly Dot[],
  within: (day: Day) => boolean,
  step: number,
): Panel {
  const seen = (dots: readonly Dot[]) =>
    thinnedDots(
      dots.filter(({ x }) => within(x)),
      step,
    );
  const stretches = line.shown
    ? line.stretches.map((points) => points.filter(({ day }) => within(day))).filter(({ length }) => length > 1)
    : [];
  const median = line.shown ? null : line.median;
  const end = stretches.at(-1)?.at(-1)?.level ?? median ?? 5;
  const dots = seen(line.dots.map(({ day, value }) => ({ x: day, y: value })));
  return { measure, median, stretches, dots, rings: seen(rings), end };
}

function thinned(days: readonly Day[], step: number): readonly Day[] {
  return [...new Map(days.map((day) => [Math.round(day / step), day])).values()];
}

/** Eleven ratings in a column, so one number names a place. */
function thinnedDots(dots: readonly Dot[], step: number): readonly Dot[] {
  return [...new Map(dots.map((dot) => [Math.round(dot.x / step) * 11 + dot.y, dot])).values()];
}
