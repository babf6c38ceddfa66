/** From slip to slip and frame to frame by keys. */
import type { PlacedFrame, Pile, WallLayout } from '#core/wall';

/** Where something hangs: a slip of a pile, or a frame. */
export type Spot = { readonly pile: number; readonly slip: number } | { readonly frame: number };

const spots = new WeakMap<WallLayout, Map<string, Spot>>();

/** Where the attempt hangs; undefined when it does not. */
export function spotOf(layout: WallLayout, id: string): Spot | undefined {
  let known = spots.get(layout);
  if (!known) {
    known = new Map<string, Spot>();
    for (const [pile, { slips }] of layout.piles.entries()) {
      for (const [slip, { item }] of slips.entries()) known.set(item.id, { pile, slip });
    }
    for (const [frame, { item }] of layout.frames.entries()) known.set(item.id, { frame });
    spots.set(layout, known);
  }
  return known.get(id);
}

/** The newest slip, else the newest frame; null on an empty wall. */
export function firstOn({ piles, frames }: WallLayout): string | null {
  return piles.findLast(({ slips }) => slips.length > 0)?.slips[0]?.item.id ?? frames.at(-1)?.item.id ?? null;
}

function nearest<T extends { readonly x: number }>(all: readonly T[], x: number): T | undefined {
  return all.reduce<T | undefined>(
    (best, one) => (!best || Math.abs(one.x - x) < Math.abs(best.x - x) ? one : best),
    undefined,
  );
}

const page = 10;

/** The id that a key leads to from `id`; null when the key moves nothing. */
export function moveOn(layout: WallLayout, id: string, key: string): string | null {
  const spot = spotOf(layout, id);
  if (!spot) return null;
  return 'frame' in spot ? fromFrame(layout, spot.frame, key) : fromSlip(layout, spot, key);
}

function fromSlip(layout: WallLayout, { pile, slip }: { pile: number; slip: number }, key: string): string | null {
  const here = layout.piles[pile];
  if (!here) return null;
  const last = here.slips.length - 1;
  const at = (index: number) => here.slips[Math.min(last, Math.max(0, index))]?.item.id ?? null;
  switch (key) {
    case 'ArrowUp':
      return slip > 0 ? at(slip - 1) : frameAbove(layout, here);
    case 'ArrowDown':
      return at(slip + 1);
    case 'PageUp':
      return at(slip - page);
    case 'PageDown':
      return at(slip + page);
    case 'Home':
      return at(0);
    case 'End':
      return at(last);
    case 'ArrowLeft':
      return besides(layout, pile, slip, -1);
    case 'ArrowRight':
      return besides(layout, pile, slip, 1);
    default:
      return null;
  }
}

function frameAbove({ frames }: WallLayout, { rail, x }: Pile): string | null {
  return (
    nearest(
      frames.filter((frame) => frame.rail === rail),
      x,
    )?.item.id ?? null
  );
}

/** The slip at the same height in the next pile that has any. */
function besides({ piles }: WallLayout, pile: number, slip: number, step: 1 | -1): string | null {
  const here = piles[pile];
  const from = here?.slips[slip];
  if (!here || !from) return null;
  for (let next = pile + step; next >= 0 && next < piles.length; next += step) {
    const other = piles[next];
    if (!other || other.slips.length === 0) continue;
    const below = other.slips.findIndex(({ y }) => y - other.y >= from.y - here.y - 4);
    return (other.slips[below] ?? other.slips.at(-1))?.item.id ?? null;
  }
  return null;
}

function fromFrame({ frames, piles }: WallLayout, index: number, key: string): string | null {
  const here: PlacedFrame | undefined = frames[index];
  if (!here) return null;
  if (key === 'ArrowLeft') return frames[index - 1]?.item.id ?? null;
  if (key === 'ArrowRight') return frames[index + 1]?.item.id ?? null;
  if (key !== 'ArrowDown') return null;
  const below = piles.filter(({ rail, slips }) => rail === here.rail && slips.length > 0);
  return nearest(below, here.x)?.slips[0]?.item.id ?? null;
}
