/** The whole wall: where every slip, frame, tab and heading lies, in u from the wall's upper left corner. */
import type { CalendarDate } from '#core/base';
import { frameSize, pack } from './frames.ts';
import { oldestFirst, type WallItem } from './items.ts';
import { sine } from './looks.ts';
import { pierce, slipWidth } from './outlines.ts';
import {
  aboveRail,
  measures,
  nailGroups,
  type Plan,
  plan,
  type PlannedGroup,
  type PlannedPile,
  type PlannedRail,
  railExtent,
  spikeGroups,
} from './plan.ts';
import { belowPierce, byYear, hang, type HungSlip, type Support } from './sheaf.ts';

export interface PlacedSlip extends Omit<HungSlip, 'dx' | 'dy'> {
  /** Of the point around which it is tilted: `pierce` on its paper. */
  readonly x: number;
  readonly y: number;
  /** The month that stands beside it, where it is another than the slip's above. */
  readonly month: 'month' | 'month-year' | null;
}

/** Marks the day of a yes in the pile. */
export interface Tab {
  readonly id: string;
  readonly x: number;
  readonly y: number;
}

export interface Pile {
  readonly support: Support;
  /** null on a nail, and for what has no date. */
  readonly year: number | null;
  /** Index into the layout's rails. */
  readonly rail: number;
  /** Of the nail. */
  readonly x: number;
  readonly y: number;
  /** Of its lowest slip's lower edge; of the nail without slips. */
  readonly bottom: number;
  /** Newest first. */
  readonly slips: readonly PlacedSlip[];
  readonly tabs: readonly Tab[];
}

export interface Heading {
  readonly years: readonly [number, number] | null;
  readonly x: number;
  /** Of its piles, u. */
  readonly left: number;
  readonly right: number;
  readonly rail: number;
  /** Of the whole year; null where the year goes on from the rail above. */
  readonly slips: number | null;
  readonly yeses: number;
}

export interface PlacedFrame {
  readonly item: WallItem;
  /** Of its centre. */
  readonly x: number;
  readonly top: number;
  readonly scale: number;
  readonly rail: number;
}

export interface WallLayout {
  readonly width: number;
  readonly height: number;
  /** `nail` while everything hangs on one. */
  readonly kind: Support;
  /** Upper edges of the rails. */
  readonly rails: readonly number[];
  readonly piles: readonly Pile[];
  readonly headings: readonly Heading[];
  readonly frames: readonly PlacedFrame[];
  /** The nail that gave, and the day of the no that it could not hold. */
  readonly bentNail: { readonly x: number; readonly y: number; readonly on: CalendarDate | null } | null;
}

export interface WallOptions {
  /** Slips that the nail holds. */
  readonly nailHolds: number;
  /** Slips that one spike takes before a year gets another. */
  readonly capacity: number;
  readonly rails: number;
}

/** Whether all slips still hang on the one nail. */
export function onNail(items: readonly WallItem[], nailHolds: number): boolean {
  return items.filter(({ answer }) => answer !== 'yes').length <= nailHolds;
}

/** Lays out the wall. The order of `items` does not matter. */
export function layoutWall(items: readonly WallItem[], { nailHolds, capacity, rails }: WallOptions): WallLayout {
  const sorted = oldestFirst(items);
  if (onNail(sorted, nailHolds)) return place(plan(nailGroups(sorted), 1), 'nail', null);
  const gave = sorted.filter(({ answer }) => answer !== 'yes')[nailHolds]?.on ?? null;
  return place(plan(spikeGroups(byYear(sorted), capacity), rails), 'spike', { on: gave });
}

/** Turns a plan into places; `gave` when a nail has bent. */
export function place(planned: Plan, kind: Support, gave: { on: CalendarDate | null } | null): WallLayout {
  const rails: number[] = [];
  const piles: Pile[] = [];
  const headings: Heading[] = [];
  const frames: PlacedFrame[] = [];
  let from = 0;
  for (const [index, rail] of planned.rails.entries()) {
    const top = from + aboveRail(rail);
    rails.push(top);
    const hung = hangRail(rail, index, (planned.width - rail.width) / 2, top);
    piles.push(...hung.piles);
    headings.push(...hung.headings);
    frames.push(...frameRail(rail, index, hung.headings, planned.width, top));
    from += railExtent(rail) + measures.betweenRails;
  }
  const first = piles[0];
  const bentNail = gave && first ? { x: first.x - slipWidth / 2 - 18.5, y: first.y, on: gave.on } : null;
  return { width: planned.width, height: planned.height, kind, rails, piles, headings, frames, bentNail };
}

function hangRail(rail: PlannedRail, index: number, left: number, top: number): { piles: Pile[]; headings: Heading[] } {
  const piles: Pile[] = [];
  const headings: Heading[] = [];
  const y = top + measures.railHeight + measures.nailBelow;
  let at = left;
  for (const { group, piles: planned, first } of rail.parts) {
    const start = at;
    const tabbed = tabsByPile(planned, first ? group.yeses : []);
    for (const pile of planned) {
      piles.push(hangPile(pile, tabbed.get(pile) ?? [], { rail: index, x: at + slipWidth / 2, y, group }));
      at += slipWidth + measures.columnGap;
    }
    const right = at - measures.columnGap;
    headings.push({
      years: group.years,
      x: (start + right) / 2,
      left: start,
      right,
      rail: index,
      slips: first ? group.slips : null,
      yeses: first ? group.yeses.length : 0,
    });
    at = right + measures.yearGap;
  }
  return { piles, headings };
}

/** Each yes goes to the newest pile that reaches back to its day; undated ones get no tab. */
function tabsByPile(piles: readonly PlannedPile[], yeses: readonly WallItem[]): Map<PlannedPile, WallItem[]> {
  const tabs = new Map<PlannedPile, WallItem[]>();
  for (const yes of yeses) {
    const { on } = yes;
    if (on === null) continue;
    const pile = piles.findLast(({ slips, to }) => (slips[to - 1]?.on ?? '9') <= on) ?? piles[0];
    if (!pile || pile.from === pile.to) continue;
    tabs.set(pile, [...(tabs.get(pile) ?? []), yes]);
  }
  return tabs;
}

interface Where {
  readonly rail: number;
  readonly x: number;
  readonly y: number;
  readonly group: PlannedGroup;
}

function hangPile(
  { support, slips: row, from, to, height }: PlannedPile,
  yeses: readonly WallItem[],
  where: Where,
): Pile {
  const { rail, x, y, group } = where;
  let newer: WallItem | undefined;
  const slips = hang(row.slice(from, to), support).map(({ dx, dy, ...slip }): PlacedSlip => {
    const month = monthBeside(slip.item, newer, support);
    newer = slip.item;
    return { ...slip, x: x + dx, y: y + dy, month };
  });
  const tabs = yeses.map((yes) => ({ id: yes.id, x: x + slipWidth / 2 - 3, y: tabHeight(slips, yes, y) }));
  const year = support === 'spike' ? (group.years?.[0] ?? null) : null;
  const bottom = slips.length === 0 ? y : y - pierce.y + height;
  return { support, year, rail, x, y, bottom, slips, tabs };
}

function monthBeside({ on }: WallItem, newer: WallItem | undefined, support: Support): PlacedSlip['month'] {
  if (on === null) return null;
  if (support === 'nail' && newer?.on?.slice(0, 4) !== on.slice(0, 4)) return 'month-year';
  return newer?.on?.slice(0, 7) === on.slice(0, 7) ? null : 'month';
}

/** Under the last slip that is newer than the yes. A no of the same day came before it. */
function tabHeight(slips: readonly PlacedSlip[], yes: WallItem, top: number): number {
  const newer = slips.findLast(({ item }) => item.on !== null && yes.on !== null && item.on > yes.on);
  return newer ? newer.y + belowPierce + 47 * sine(newer.angle) + 0.6 : top - pierce.y + 3;
}

function frameRail(
  rail: PlannedRail,
  index: number,
  headings: readonly Heading[],
  width: number,
  top: number,
): PlacedFrame[] {
  const wanted = rail.parts.flatMap(({ group, first }, part) =>
    first ? group.yeses.map(() => headings[part]?.x ?? 0) : [],
  );
  const { frameScale: scale, yeses } = rail;
  const centres = pack(wanted, scale, width);
  const above = top - measures.lip - frameSize.height * scale;
  return yeses.map((item, i) => ({ item, x: centres[i] ?? 0, top: above, scale, rail: index }));
}
