import { checkInDays, type CheckInDay, checkInWindows } from '#core/journal';
import { jeffreys, type Share } from './beta.ts';
import { type Figure, restsOn, silent } from './figure.ts';
import { type HalfLife, halfLife, type Halved } from './halving.ts';
import { noesOf, type Sting, stingsOf } from './noes.ts';
import { type Mean, meanWithBand, medianOf } from './numbers.ts';
import type { AttemptRow, PulseRow, Rows } from './rows.ts';

/** A no that hurt less than this at the answer has no half to come down to. */
const leastSting = 3;
const fewestForShare = 4;
const fewestForMean = 5;
const fewestForHalfLife = 8;
const fewestHalved = 4;
/** The self-worth before a no is the middle of the pulses of so many days, of at least so many. */
const daysBefore = 28;
const fewestBefore = 2;

export interface RecoveredBy {
  readonly day: CheckInDay;
  /** Of those asked then: how many had come down to at most half. */
  readonly halved: Figure<Share>;
  /** Sting then minus sting at the answer; below 0 it fell. */
  readonly change: Figure<Mean>;
}

export interface Dip {
  readonly id: string;
  /** The middle of the pulses before, minus the rating at the no; above 0 it was lower at the no. */
  readonly dip: number;
}

export interface Dips {
  readonly dips: readonly Dip[];
}

export interface Recovery {
  /** After 1, 7 and 30 days. */
  readonly by: readonly RecoveredBy[];
  readonly halfLife: Figure<HalfLife, { readonly halved: number }>;
  readonly selfWorthDip: Figure<Mean & Dips, Dips>;
}

/** What becomes of a no's sting, of the no's that hurt at 3 or more; and self-worth at a no against the weeks before. */
export function recoveryOf(rows: Pick<Rows, 'attempts' | 'checkIns' | 'pulses'>): Recovery {
  const stings = stingsOf(rows.attempts, rows.checkIns).filter(({ first }) => first >= leastSting);
  return {
    by: checkInDays.map((day) => recoveredBy(stings, day)),
    halfLife: halfLifeOf(stings),
    selfWorthDip: selfWorthDip(rows.attempts, rows.pulses),
  };
}

/** The first check-in inside the window of `day`, by how many days after the answer it was made. */
export function stingOn({ later }: Pick<Sting, 'later'>, day: CheckInDay): number | null {
  const [from, to] = checkInWindows[day];
  return later.find(({ after }) => after >= from && after <= to)?.sting ?? null;
}

/** Source of the interval: {@link jeffreys}; of the mean change: Student's t. */
function recoveredBy(stings: readonly Sting[], day: CheckInDay): RecoveredBy {
  const asked = stings.flatMap(({ id, first, later }) => {
    const then = stingOn({ later }, day);
    return then === null ? [] : [{ id, first, then }];
  });
  const rests = restsOn(asked);
  const halved = asked.filter(({ first, then }) => then <= first / 2).length;
  const changes = asked.map(({ first, then }) => then - first);
  return {
    day,
    halved:
      asked.length < fewestForShare
        ? silent(rests, fewestForShare)
        : { shown: true, rests, ...jeffreys(halved, asked.length) },
    change:
      asked.length < fewestForMean ? silent(rests, fewestForMean) : { shown: true, rests, ...meanWithBand(changes) },
  };
}

/** When a sting was first seen at half or less: between which two looks. Null when it was never asked about again. */
export function halvedBetween({ first, later }: Pick<Sting, 'first' | 'later'>): Halved | null {
  if (later.length === 0) return null;
  const at = later.findIndex(({ sting }) => sting <= first / 2);
  const by = at === -1 ? Infinity : (later[at]?.after ?? Infinity);
  const after = (at === -1 ? later.at(-1)?.after : later[at - 1]?.after) ?? 0;
  return { after, by };
}

function halfLifeOf(stings: readonly Sting[]): Recovery['halfLife'] {
  const looked = stings.flatMap((sting) => {
    const span = halvedBetween(sting);
    return span ? [{ id: sting.id, span }] : [];
  });
  const spans = looked.map(({ span }) => span);
  const halved = spans.filter(({ by }) => by !== Infinity).length;
  const rests = restsOn(looked);
  if (looked.length < fewestForHalfLife) return { ...silent(rests, fewestForHalfLife), halved };
  if (halved < fewestHalved) return { ...silent(rests, fewestHalved, 'too-few-halved', halved), halved };
  return { shown: true, rests, ...halfLife(spans) };
}

/** A low moment was picked for being low and drifts back anyway: whoever shows this figure says so. */
function selfWorthDip(attempts: readonly AttemptRow[], pulses: readonly PulseRow[]): Recovery['selfWorthDip'] {
  const rated = pulses
    .flatMap(({ on, selfWorth }) => (selfWorth === null ? [] : [{ on, value: selfWorth }]))
    .sort((a, b) => a.on - b.on);
  let first = 0;
  // No's come oldest first, so the four weeks before them only move on.
  const dips = noesOf(attempts).flatMap(({ id, row, day }): Dip[] => {
    const at = row.ratings.selfWorth;
    if (at === undefined) return [];
    while ((rated[first]?.on ?? Infinity) < day - daysBefore) first++;
    const before: number[] = [];
    for (let i = first; (rated[i]?.on ?? Infinity) < day; i++) before.push(rated[i]?.value ?? 0);
    return before.length < fewestBefore ? [] : [{ id, dip: medianOf(before) - at }];
  });
  const rests = restsOn(dips);
  if (dips.length < fewestForMean) return { ...silent(rests, fewestForMean), dips };
  return { shown: true, rests, ...meanWithBand(dips.map(({ dip }) => dip)), dips };
}
