import { type Figure, type Rests, restsOn, silent } from './figure.ts';
import { byDay, type Mean, meanWithBand, medianOf } from './numbers.ts';
import { type AttemptRow, type Day, type Measure, measures, type PulseRow } from './rows.ts';

const weeks = 28;
const fewestOnASide = 2;
const fewestYeses = 5;

/** The middle of the pulses of the four weeks before and after a yes, its own day in neither. */
export interface AroundYes {
  readonly id: string;
  readonly day: Day;
  readonly before: number;
  readonly after: number;
}

export interface AroundYeses {
  readonly measure: Measure;
  /** The yes's that have at least two pulses on either side, oldest first. */
  readonly yeses: readonly AroundYes[];
  readonly rests: Rests;
  /** After minus before, Student's t; from 5 yes's on. */
  readonly change: Figure<Mean>;
}

/** Each measure before and after a yes. A yes comes with much else: this is no effect of it. */
export function aroundYeses(attempts: readonly AttemptRow[], pulses: readonly PulseRow[]): readonly AroundYeses[] {
  const yeses = attempts
    .flatMap(({ id, answer, answered }) => (answer === 'yes' && answered !== null ? [{ id, day: answered }] : []))
    .sort(byDay(({ day }) => day));
  return measures.map((measure) => {
    const rated = pulses.flatMap(({ on, [measure]: value }) => (value === null ? [] : [{ on, value }]));
    const around = yeses.flatMap((yes) => aroundYes(yes, rated));
    const rests = restsOn(around);
    const change: Figure<Mean> =
      around.length < fewestYeses
        ? silent(rests, fewestYeses)
        : { shown: true, rests, ...meanWithBand(around.map(({ before, after }) => after - before)) };
    return { measure, yeses: around, rests, change };
  });
}

function aroundYes(
  { id, day }: { readonly id: string; readonly day: Day },
  rated: readonly { readonly on: Day; readonly value: number }[],
): AroundYes[] {
  const between = (from: Day, to: Day) => rated.filter(({ on }) => on >= from && on <= to).map(({ value }) => value);
  const [before, after] = [between(day - weeks, day - 1), between(day + 1, day + weeks)];
  if (before.length < fewestOnASide || after.length < fewestOnASide) return [];
  return [{ id, day, before: medianOf(before), after: medianOf(after) }];
}
