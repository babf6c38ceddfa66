/** Which pile stands on which rail, and how large the wall becomes: all but the slips themselves. */
import { edge, frameScale, frameSize, scaleToFit } from './frames.ts';
import type { WallItem } from './items.ts';
import { slipWidth } from './outlines.ts';
import { shared, SheafHeights, type Support, type YearGroup } from './sheaf.ts';

/** u. */
export const measures = {
  railHeight: 13,
  /** The lip on which frames stand, above the rail. */
  lip: 2.2,
  /** From the rail's lower edge to the nail. */
  nailBelow: 15,
  columnGap: 15,
  yearGap: 24,
  sideMargin: 40,
  headroom: 30,
  betweenRails: 26,
  bottomMargin: 30,
} as const;

/** Frames never become smaller than this beside each other; the wall is made wider instead. */
const smallestFrame = 0.8;

export interface PlannedPile {
  readonly support: Support;
  /** Newest first: those from `from` to before `to` hang here. */
  readonly slips: readonly WallItem[];
  readonly from: number;
  readonly to: number;
  readonly height: number;
}

/** Piles under one heading. */
export interface PlannedGroup {
  /** First and last year; null: without a date. */
  readonly years: readonly [number, number] | null;
  readonly slips: number;
  readonly yeses: readonly WallItem[];
  readonly piles: readonly PlannedPile[];
}

export interface PlannedRail {
  readonly parts: readonly {
    readonly group: PlannedGroup;
    readonly piles: readonly PlannedPile[];
    readonly first: boolean;
  }[];
  /** Of its piles with the gaps between them, u. */
  readonly width: number;
  readonly yeses: readonly WallItem[];
  readonly frameScale: number;
  readonly pileHeight: number;
}

export interface Plan {
  readonly width: number;
  readonly height: number;
  readonly rails: readonly PlannedRail[];
}

/** All slips on one nail, under the years from the first to the last. Items are given oldest first. */
export function nailGroups(oldestFirst: readonly WallItem[]): PlannedGroup[] {
  const slips = oldestFirst.filter(({ answer }) => answer !== 'yes').reverse();
  const dated = oldestFirst.filter(({ on }) => on !== null);
  const year = (item: WallItem | undefined) => Number(item?.on?.slice(0, 4));
  const years: PlannedGroup['years'] = dated.length === 0 ? null : [year(dated[0]), year(dated.at(-1))];
  const yeses = oldestFirst.filter(({ answer }) => answer === 'yes');
  const height = new SheafHeights(slips, 'nail').height(0, slips.length);
  const pile: PlannedPile = { support: 'nail', slips, from: 0, to: slips.length, height };
  return [{ years, slips: slips.length, yeses, piles: [pile] }];
}

/** One group a year, with as many spikes as its slips need. */
export function spikeGroups(years: readonly YearGroup[], capacity: number): PlannedGroup[] {
  return years.map(({ year, yeses, slips, heights }) => ({
    years: year === null ? null : ([year, year] as const),
    slips: slips.length,
    yeses,
    piles: shared(slips.length, capacity).map(([from, to]) => ({
      support: 'spike',
      slips,
      from,
      to,
      height: heights.height(from, to),
    })),
  }));
}

interface Unit {
  readonly group: PlannedGroup;
  readonly piles: readonly PlannedPile[];
}

const widthOf = (unit: Unit): number => unit.piles.length * slipWidth + (unit.piles.length - 1) * measures.columnGap;

function gapBetween(a: Unit, b: Unit): number {
  return a.group === b.group ? measures.columnGap : measures.yearGap;
}

/** Fills rails one after the other, none wider than `limit`. */
function fill(units: readonly Unit[], limit: number): Unit[][] {
  const rails: Unit[][] = [];
  let width = 0;
  for (const unit of units) {
    const rail = rails.at(-1);
    const last = rail?.at(-1);
    const wider = width + (last ? gapBetween(last, unit) : 0) + widthOf(unit);
    if (rail && last && wider <= limit) {
      rail.push(unit);
      width = wider;
    } else {
      rails.push([unit]);
      width = widthOf(unit);
    }
  }
  return rails;
}

/** Splits into at most `count` rails so that the widest is as narrow as can be (to 1 u). Years stay whole if they can. */
function split(groups: readonly PlannedGroup[], count: number): Unit[][] {
  const units: Unit[] =
    count <= groups.length
      ? groups.map((group) => ({ group, piles: group.piles }))
      : groups.flatMap((group) => group.piles.map((pile) => ({ group, piles: [pile] })));
  let low = Math.max(0, ...units.map(widthOf));
  let high = units.reduce((sum, unit) => sum + widthOf(unit) + measures.yearGap, 0);
  while (high - low > 1) {
    const middle = (low + high) / 2;
    if (fill(units, middle).length <= count) high = middle;
    else low = middle;
  }
  return fill(units, high);
}

/** Lays out groups on at most `railCount` rails. */
export function plan(groups: readonly PlannedGroup[], railCount: number): Plan {
  const seen = new Set<PlannedGroup>();
  const rails = split(groups, Math.max(1, railCount)).map((units) => railOf(units, seen));
  const content = Math.max(0, ...rails.map(({ width }) => width)) + 2 * measures.sideMargin;
  const frames = Math.max(0, ...rails.map(({ yeses }) => yeses.length));
  const width = Math.max(content, frames * (frameSize.width + 6) * smallestFrame + 2 * edge);
  const fitted = rails.map((rail) => ({ ...rail, frameScale: scaleToFit(rail.yeses.length, width, rail.frameScale) }));
  const height = fitted.reduce((sum, rail) => sum + railExtent(rail), 0);
  const between = (fitted.length - 1) * measures.betweenRails;
  return { width, height: height + between + measures.bottomMargin, rails: fitted };
}

/** From where a rail's headroom begins to the rail's top, u. */
export function aboveRail(rail: PlannedRail): number {
  return measures.headroom + (rail.yeses.length > 0 ? frameSize.height * rail.frameScale + measures.lip : 0);
}

/** From where a rail's headroom begins to its lowest slip, u. */
export function railExtent(rail: PlannedRail): number {
  return aboveRail(rail) + measures.railHeight + measures.nailBelow + Math.max(rail.pileHeight - 9, 10);
}

function railOf(units: readonly Unit[], seen: Set<PlannedGroup>): PlannedRail {
  const parts: { group: PlannedGroup; piles: PlannedPile[]; first: boolean }[] = [];
  let width = 0;
  for (const [index, unit] of units.entries()) {
    const before = units[index - 1];
    width += widthOf(unit) + (before ? gapBetween(before, unit) : 0);
    const part = parts.at(-1);
    if (part?.group === unit.group) part.piles.push(...unit.piles);
    else parts.push({ group: unit.group, piles: [...unit.piles], first: !seen.has(unit.group) });
    seen.add(unit.group);
  }
  const pileHeight = Math.max(0, ...parts.flatMap(({ piles }) => piles.map(({ height }) => height)));
  const yeses = parts.flatMap(({ group, first }) => (first ? group.yeses : []));
  return { parts, width, yeses, frameScale: frameScale(pileHeight), pileHeight };
}
