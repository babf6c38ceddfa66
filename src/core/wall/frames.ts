/** Frames of yes's, packed along the rail. */

/** u, before scaling. */
export const frameSize = { width: 58, height: 74 } as const;
/** Between two frames, in parts of their scale, u. */
const gap = 6;
/** Of a frame from the sheet's left or right edge, u. */
export const edge = 12;

/** How much larger than 58 x 74 u the frames above a pile of this height are, 1 to 2.3. */
export function frameScale(pileHeight: number): number {
  return Math.min(2.3, Math.max(1, pileHeight / 330));
}

/** The scale at which `count` frames stand side by side on a sheet `width` u wide; no more than `wanted`. */
export function scaleToFit(count: number, width: number, wanted: number): number {
  if (count === 0) return wanted;
  return Math.min(wanted, (width - 2 * edge) / (count * (frameSize.width + gap) - gap));
}

/**
 * Centres of frames as near to `wanted` (ascending, u) as they can stand without touching, in the same order: least
 * squares, by merging neighbours that collide (pool adjacent violators), then pushed in from the edges.
 */
export function pack(wanted: readonly number[], scale: number, width: number): number[] {
  const pitch = (frameSize.width + gap) * scale;
  const blocks: { sum: number; count: number }[] = [];
  for (const [index, centre] of wanted.entries()) {
    let block = { sum: centre - index * pitch, count: 1 };
    for (let last = blocks.at(-1); last && last.sum / last.count > block.sum / block.count; last = blocks.at(-1)) {
      block = { sum: block.sum + last.sum, count: block.count + last.count };
      blocks.pop();
    }
    blocks.push(block);
  }
  const offsets = blocks.flatMap(({ sum, count }) => Array<number>(count).fill(sum / count));
  const lowest = edge + (frameSize.width * scale) / 2;
  const highest = width - lowest - (wanted.length - 1) * pitch;
  return offsets.map((offset, index) => Math.max(lowest, Math.min(highest, offset)) + index * pitch);
}
