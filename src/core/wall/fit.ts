/** The wall that fills a view or a sheet best. */
import { oldestFirst, type WallItem } from './items.ts';
import { onNail, place, type WallLayout } from './layout.ts';
import { byYear } from './sheaf.ts';
import { nailGroups, type Plan, plan, spikeGroups } from './plan.ts';

/** Slips a spike, tried in turn. A spike never takes more than 160. */
export const capacities = [10, 12, 15, 18, 22, 26, 30, 36, 42, 50, 60, 72, 86, 100, 115, 130, 145, 160] as const;
export const mostRails = 12;
/** A wall on fewer rails is easier to read: each further one must gain more than this part. */
const costOfRail = 0.015;

export interface Fit {
  readonly layout: WallLayout;
  /** Size of a unit, in the units `width` and `height` were given in. */
  readonly scale: number;
}

/**
 * The wall for an area of `width` x `height` (px, mm) whose units come out largest; ties go to the
 * smaller number of slips a spike, then of rails.
 */
export function fitWall(items: readonly WallItem[], nailHolds: number, width: number, height: number): Fit {
  const sorted = oldestFirst(items);
  const scaleOf = (one: Plan) => Math.min(width / one.width, height / one.height);
  if (onNail(sorted, nailHolds)) {
    const only = plan(nailGroups(sorted), 1);
    return { layout: place(only, 'nail', null), scale: scaleOf(only) };
  }
  const best = bestPlan(sorted, scaleOf);
  const on = sorted.filter(({ answer }) => answer !== 'yes')[nailHolds]?.on ?? null;
  return { layout: place(best, 'spike', { on }), scale: scaleOf(best) };
}

function bestPlan(sorted: readonly WallItem[], scaleOf: (plan: Plan) => number): Plan {
  const years = byYear(sorted);
  let best: Plan | null = null;
  let worth = 0;
  for (const capacity of capacities) {
    const groups = spikeGroups(years, capacity);
    const piles = groups.reduce((sum, group) => sum + group.piles.length, 0);
    for (let rails = 1; rails <= Math.min(mostRails, piles); rails++) {
      const one = plan(groups, rails);
      const value = scaleOf(one) * (1 - costOfRail * (rails - 1));
      if (value > worth) [best, worth] = [one, value];
    }
  }
  return best ?? plan([], 1);
}
