/** Slips on one nail or spike: who shares it, and how far down each slip lies. */
import { type WallItem, yearOf } from './items.ts';
import { type Looks, looksOf, sine } from './looks.ts';
import { outlines, pierce, slipHeight } from './outlines.ts';

export type Support = 'nail' | 'spike';

/** How loosely slips hang: most degrees of tilt, most u aside, and the strip every slip keeps, u. */
export const slack = {
  nail: { angle: 3.2, aside: 3.5, clear: 8.4 },
  spike: { angle: 1.4, aside: 2.25, clear: 6.8 },
} as const satisfies Record<Support, object>;

/** Where strips are measured, u from the pierced point: before the mark on the left, behind the date on the right. */
const ends = [-44, 47] as const;

const looks = new Map<string, Looks>();
/** Kept, as the same slips are laid out again and again while a wall is fitted. */
function keptLooks(id: string): Looks {
  let known = looks.get(id);
  if (!known) {
    // A wall is re-made as a whole; forgetting all at once costs one pass.
    if (looks.size > 50_000) looks.clear();
    looks.set(id, (known = looksOf(id)));
  }
  return known;
}

export interface HungSlip {
  readonly item: WallItem;
  /** Of the pierced point, u from the nail: to the right and down. */
  readonly dx: number;
  readonly dy: number;
  /** Degrees, clockwise. */
  readonly angle: number;
  /** Index into `outlines`. */
  readonly outline: number;
  /** Lighter or darker than its paper by this part, -0.045 to 0.045. */
  readonly tint: number;
}

/**
 * Hangs `items`, given newest first, on one support. Each lies below the newer one by
 *   max over x in {-44, +47} of (sin t_newer - sin t) x + clear + over + 0.4 |jitter|,
 * where `over` is how far the newer slip's lower edge strays.
 */
export function hang(newestFirst: readonly WallItem[], support: Support): HungSlip[] {
  const { angle: most, aside } = slack[support];
  let dy = 0;
  let before: { readonly sin: number; readonly over: number } | null = null;
  return newestFirst.map((item) => {
    const { turn, shift, jitter, tint, outline } = keptLooks(item.id);
    const angle = turn * most;
    const sin = sine(angle);
    if (before) dy += dropBelow(before, sin, jitter, support);
    before = { sin, over: outlines[outline]?.over ?? 0 };
    return { item, dx: shift * aside, dy, angle, outline, tint: tint * 0.045 };
  });
}

function dropBelow(newer: { sin: number; over: number }, sin: number, jitter: number, support: Support): number {
  const difference = newer.sin - sin;
  const lean = Math.max(difference * ends[0], difference * ends[1]);
  return lean + slack[support].clear + newer.over + 0.4 * Math.abs(jitter);
}

/** The heights of all sheaves that can be made of slips in a row, without hanging each of them. */
export class SheafHeights {
  /** Of each slip below the first. */
  readonly #drops: Float64Array;
  /** How far each slip's lower edge reaches below its middle. */
  readonly #reach: Float64Array;

  constructor(newestFirst: readonly WallItem[], support: Support) {
    this.#drops = new Float64Array(newestFirst.length);
    this.#reach = new Float64Array(newestFirst.length);
    let before: { sin: number; over: number } | null = null;
    for (const [index, { id }] of newestFirst.entries()) {
      const { turn, jitter, outline } = keptLooks(id);
      const sin = sine(turn * slack[support].angle);
      const drop = before ? dropBelow(before, sin, jitter, support) : 0;
      this.#drops[index] = (this.#drops[index - 1] ?? 0) + drop;
      before = { sin, over: outlines[outline]?.over ?? 0 };
      this.#reach[index] = Math.abs(sin) * 50 + before.over;
    }
  }

  /**
   * From the top edge of slip `from` to the lowest point of slip `to - 1` when these hang together, u; 0 when there are
   * none.
   */
  height(from: number, to: number): number {
    if (to <= from) return 0;
    const drop = (this.#drops[to - 1] ?? 0) - (this.#drops[from] ?? 0);
    return slipHeight + drop + (this.#reach[to - 1] ?? 0);
  }
}

/** From the nail to the lower edge of a slip, u. */
export const belowPierce = slipHeight - pierce.y;

/** What came in one year. */
export interface YearGroup {
  /** null: without a date. */
  readonly year: number | null;
  /** Oldest first. */
  readonly yeses: readonly WallItem[];
  /** Newest first. */
  readonly slips: readonly WallItem[];
  readonly heights: SheafHeights;
}

/** Groups items, given oldest first, by year. */
export function byYear(oldestFirst: readonly WallItem[]): YearGroup[] {
  const years = new Map<number | null, WallItem[]>();
  for (const item of oldestFirst) {
    const year = yearOf(item);
    const list = years.get(year);
    if (list) list.push(item);
    else years.set(year, [item]);
  }
  return [...years].map(([year, items]) => {
    const slips = items.filter(({ answer }) => answer !== 'yes').reverse();
    const yeses = items.filter(({ answer }) => answer === 'yes');
    return { year, yeses, slips, heights: new SheafHeights(slips, 'spike') };
  });
}

/**
 * First and past-the-last index of the slips (newest first) on each spike, older spikes first: n slips share
 * ceil(n / capacity) spikes as evenly as can be. One empty range when only a yes is there.
 */
export function shared(count: number, capacity: number): (readonly [number, number])[] {
  const spikes = Math.max(1, Math.ceil(count / capacity));
  const before = (spike: number) => Math.floor((spike * count) / spikes);
  return Array.from({ length: spikes }, (_, i) => [count - before(i + 1), count - before(i)] as const);
}
