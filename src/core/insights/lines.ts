import { type Figure, restsOn, silent } from './figure.ts';
import { byDay, medianOf } from './numbers.ts';
import type { Day, Measure, PulseRow } from './rows.ts';
import { Smoother } from './smoother.ts';

/** From this many pulses on, their middle says something. */
export const fewestForMedian = 5;
/** From this many pulses, over this many days, there is a curve. */
export const fewestForCurve = 12;
export const fewestDaysForCurve = 28;
/** Where the curve would rest on fewer points than this, it has a gap. */
const fewestPoints = 4;
/** A curve has at most so many points: more than a screen has columns to show. */
const mostPoints = 480;

export interface LineDot {
  readonly id: string;
  readonly day: Day;
  /** 0-10. */
  readonly value: number;
}

/** The average level around a day, with its 80 % band, both within 0-10. */
export interface LinePoint {
  readonly day: Day;
  readonly level: number;
  readonly lower: number;
  readonly upper: number;
}

export interface LineDots {
  /** Oldest first. */
  readonly dots: readonly LineDot[];
  /** The middle of the dots; null while there are fewer than {@link fewestForMedian}. */
  readonly median: number | null;
}

export interface Line extends LineDots {
  /** Unbroken stretches, oldest first. Two stretches have a gap between them. */
  readonly stretches: readonly (readonly LinePoint[])[];
  /** Days. */
  readonly bandwidth: number;
}

/**
 * One measure over time from the pulses alone: ratings at a no are chosen low moments. Under 12 pulses or 28 days there
 * is no curve, only dots and from 5 on their median. The curve is the person's average level around a day, had they
 * rated throughout. Source: see {@link Smoother}; bandwidth 21 days below 20 pulses, else 14.
 */
export function lineOf(pulses: readonly PulseRow[], measure: Measure): Figure<Line, LineDots> {
  const dots = pulses
    .flatMap(({ id, on, [measure]: value }) => (value === null ? [] : [{ id, day: on, value }]))
    .sort(byDay(({ day }) => day));
  const rests = restsOn(dots);
  const median = dots.length < fewestForMedian ? null : medianOf(dots.map(({ value }) => value));
  const span = (dots.at(-1)?.day ?? 0) - (dots[0]?.day ?? 0);
  if (dots.length < fewestForCurve) return { ...silent(rests, fewestForCurve), dots, median };
  if (span < fewestDaysForCurve) return { ...silent(rests, fewestDaysForCurve, 'too-short', span), dots, median };
  const bandwidth = dots.length < 20 ? 21 : 14;
  const stretches = stretchesOf(dots, bandwidth, span).filter(({ length }) => length > 1);
  if (stretches.length === 0) return { ...silent(rests, fewestPoints, 'too-sparse'), dots, median };
  return { shown: true, rests, dots, median, bandwidth, stretches };
}

function stretchesOf(dots: readonly LineDot[], bandwidth: number, span: number): readonly (readonly LinePoint[])[] {
  const smoother = new Smoother(
    dots.map(({ day }) => day),
    dots.map(({ value }) => value),
    bandwidth,
  );
  const first = dots[0]?.day ?? 0;
  const step = Math.max(1, Math.ceil(span / mostPoints));
  const stretches: LinePoint[][] = [];
  let current: LinePoint[] | null = null;
  for (let offset = 0; ; offset = Math.min(span, offset + step)) {
    const { fit, lower, upper, points } = smoother.at(first + offset);
    if (points < fewestPoints) current = null;
    else {
      if (!current) stretches.push((current = []));
      current.push({ day: first + offset, level: onScale(fit), lower: onScale(lower), upper: onScale(upper) });
    }
    if (offset === span) return stretches;
  }
}

function onScale(value: number): number {
  return Math.min(10, Math.max(0, value));
}
