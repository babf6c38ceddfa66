import type { WallLayout } from '#core/wall';

/** Px a unit at which slips are read like print. */
const reading = 2.76;
const smallest = 2;
/** A slip with the months beside it, u: what a narrow window must show. */
const onePile = 142;

/** Px a unit in the reading view. One nail is shown as a whole where that leaves it readable. */
export function readingScale({ kind, width, height }: WallLayout, windowWidth: number, windowHeight: number): number {
  if (kind === 'nail') {
    const whole = Math.min(windowWidth / width, windowHeight / height, 3);
    return Math.max(whole, Math.min(smallest, windowWidth / onePile));
  }
  return Math.min(reading, Math.max(smallest, windowWidth / onePile));
}
