/** Dots as strokes of no length. Thousands of them are drawn as what they cover. */
export function dotsPath(places: readonly (readonly [x: number, y: number])[]): string {
  return [...new Set(places.map(([x, y]) => `M${Math.round(x)} ${Math.round(y * 10) / 10}h0`))].join('');
}
