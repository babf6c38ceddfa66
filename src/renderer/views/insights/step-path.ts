/** Paths of a curve that holds its value until the next step, as Kaplan-Meier curves do. */
export interface StepPoint {
  readonly x: number;
  readonly y: number;
}

/** From the first point on, level until each next one; ends at `end`. */
export function stepPath(points: readonly StepPoint[], end: number): string {
  const [first, ...rest] = points;
  if (!first) return '';
  return `M${first.x} ${first.y}${rest.map(({ x, y }) => `H${x}V${y}`).join('')}H${end}`;
}

/** The area between two such curves over the same x. */
export function stepBand(upper: readonly StepPoint[], lower: readonly StepPoint[], end: number): string {
  if (upper.length === 0) return '';
  const back = lower.toReversed().map(({ x, y }, i) => `${i === 0 ? `L${end} ${y}` : `V${y}`}H${x}`);
  return `${stepPath(upper, end)}${back.join('')}Z`;
}
