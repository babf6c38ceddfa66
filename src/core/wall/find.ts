/** What lies at a point, and which slips are near. */
import type { Pile, PlacedSlip } from './layout.ts';
import { cosine, sine } from './looks.ts';
import { pierce, slipHeight, slipWidth } from './outlines.ts';
import { belowPierce } from './sheaf.ts';

/** Index of the uppermost slip of a pile at (x, y), u; -1 when there is none. */
export function slipAt({ slips }: Pick<Pile, 'slips'>, x: number, y: number): number {
  // The slips that could reach y: those pierced from a slip's height above it to its head below it.
  const from = firstBelow(slips, y - slipHeight - 6);
  for (let index = from; index < slips.length; index++) {
    const slip = slips[index];
    if (!slip || slip.y - pierce.y - 6 > y) return -1;
    if (covers(slip, x, y)) return index;
  }
  return -1;
}

function covers(slip: PlacedSlip, x: number, y: number): boolean {
  const sin = sine(slip.angle);
  const cos = cosine(slip.angle);
  const dx = x - slip.x;
  const dy = y - slip.y;
  const localX = pierce.x + dx * cos + dy * sin;
  const localY = pierce.y - dx * sin + dy * cos;
  return localX >= 0 && localX <= slipWidth && localY >= 0 && localY <= slipHeight;
}

/** Index of the first slip pierced at or below y; slips lie ever lower, newest first. */
function firstBelow(slips: readonly PlacedSlip[], y: number): number {
  let low = 0;
  let high = slips.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((slips[middle]?.y ?? 0) < y) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** First and past-the-last index of the slips of which something may show between two heights, u. */
export function slipsBetween({ slips }: Pick<Pile, 'slips'>, top: number, bottom: number): readonly [number, number] {
  return [firstBelow(slips, top - belowPierce - 8), firstBelow(slips, bottom + pierce.y + 4)];
}
