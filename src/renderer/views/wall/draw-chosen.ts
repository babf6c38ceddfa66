/** What stands out on the whole wall. */
import { chosenFrameMarks, chosenMarks, slipFace, type WallLayout } from '#core/wall';
import { paintMarks } from '../../state/wall-canvas.ts';
import { spotOf } from '../../state/wall-keys.ts';
import type { Look } from './draw-wall.ts';

/** Draws the strips of chosen slips slid out, and a line around chosen frames; coordinates are the wall's (u). */
export function drawChosen(
  context: CanvasRenderingContext2D,
  layout: WallLayout,
  chosen: ReadonlySet<string>,
  { palette, words }: Look,
): void {
  for (const id of chosen) {
    const spot = spotOf(layout, id);
    if (!spot) continue;
    if ('frame' in spot) {
      const frame = layout.frames[spot.frame];
      if (frame) paintMarks(context, chosenFrameMarks(frame, palette));
    } else {
      const slip = layout.piles[spot.pile]?.slips[spot.slip];
      if (slip) paintMarks(context, [chosenMarks(slip, slipFace(slip.item, words), palette)]);
    }
  }
}
