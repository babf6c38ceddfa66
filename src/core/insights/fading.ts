import { type CheckInDay, checkInDays, type KindId } from '#core/journal';
import { type Figure, restsOn, silent } from './figure.ts';
import { type Sting, stingsOf } from './noes.ts';
import { grouped, type Mean, meanOf, meanWithBand } from './numbers.ts';
import { stingOn } from './recovery.ts';
import type { AttemptRow, CheckInRow } from './rows.ts';

const fewestForMean = 4;
const fewestForBand = 5;

/** The sting of one letter: at the answer (0 days) and at each check-in. */
export interface Fading {
  readonly id: string;
  readonly kind: KindId;
  readonly points: readonly { readonly after: number; readonly sting: number }[];
}

export interface MeanSting {
  /** Days after the answer; 0 is the answer itself. */
  readonly day: 0 | CheckInDay;
  readonly count: number;
  readonly mean: number;
  /** Student's 80 % interval; null under 5 ratings. */
  readonly band: Pick<Mean, 'lower' | 'upper'> | null;
}

export interface FadingOfKind {
  readonly kind: KindId;
  /** The mean sting at the answer and at each check-in that at least 4 of its letters have. */
  readonly fading: Figure<{ readonly means: readonly MeanSting[] }>;
}

/** Every no that was rated at the answer and at least once after, oldest first. */
export function fadingOf(attempts: readonly AttemptRow[], checkIns: readonly CheckInRow[]): readonly Fading[] {
  return followed(attempts, checkIns).map(({ id, row, first, later }) => ({
    id,
    kind: row.kind,
    points: [{ after: 0, sting: first }, ...later],
  }));
}

/** The same by kind, from the same letters at every point, the fullest kind first, ties by kind. */
export function fadingByKind(
  attempts: readonly AttemptRow[],
  checkIns: readonly CheckInRow[],
): readonly FadingOfKind[] {
  return [...grouped(followed(attempts, checkIns), ({ row }) => [row.kind])]
    .sort(([a, as], [b, bs]) => bs.length - as.length || (a < b ? -1 : 1))
    .map(([kind, stings]) => ({ kind, fading: fadingFigure(stings) }));
}

function followed(attempts: readonly AttemptRow[], checkIns: readonly CheckInRow[]): readonly Sting[] {
  return stingsOf(attempts, checkIns).filter(({ later }) => later.length > 0);
}

function fadingFigure(stings: readonly Sting[]): FadingOfKind['fading'] {
  const rests = restsOn(stings);
  if (stings.length < fewestForMean) return silent(rests, fewestForMean);
  const first = stings.map((sting) => sting.first);
  const later = checkInDays.flatMap((day) =>
    meanSting(
      day,
      stings.flatMap((one) => stingOn(one, day) ?? []),
    ),
  );
  return { shown: true, rests, means: [...meanSting(0, first), ...later] };
}

function meanSting(day: MeanSting['day'], values: readonly number[]): MeanSting[] {
  const count = values.length;
  if (count < fewestForMean) return [];
  const band = count < fewestForBand ? null : meanWithBand(values);
  return [{ day, count, mean: meanOf(values), band: band && { lower: band.lower, upper: band.upper } }];
}
