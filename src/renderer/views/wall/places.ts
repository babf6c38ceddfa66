/** Between points of the wall (u) and what hangs there. */
import { frameSize, slipAt, type WallLayout } from '#core/wall';
import { spotOf } from '../../state/wall-keys.ts';

/** The middle of a slip's strip or of a frame; null when it does not hang. */
export function placeOf(layout: WallLayout, id: string): { readonly x: number; readonly y: number } | null {
  const spot = spotOf(layout, id);
  if (!spot) return null;
  if ('frame' in spot) {
    const frame = layout.frames[spot.frame];
    return frame ? { x: frame.x, y: frame.top + (frameSize.height * frame.scale) / 2 } : null;
  }
  const slip = layout.piles[spot.pile]?.slips[spot.slip];
  return slip ? { x: slip.x, y: slip.y + 46 } : null;
}

/** The attempt whose slip or frame lies uppermost at (x, y); null when there is none. */
export function itemAt(layout: WallLayout, x: number, y: number): string | null {
  for (const { item, x: centre, top, scale } of layout.frames) {
    const [half, height] = [(frameSize.width * scale) / 2, frameSize.height * scale];
    if (Math.abs(x - centre) <= half && y >= top && y <= top + height) return item.id;
  }
  for (const pile of layout.piles) {
    if (Math.abs(x - pile.x) > 58 || y < pile.y - 14 || y > pile.bottom + 2) continue;
    const slip = pile.slips[slipAt(pile, x, y)];
    if (slip) return slip.item.id;
  }
  return null;
}
