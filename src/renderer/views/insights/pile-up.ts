import type { Span } from '#core/insights';

export interface Piled extends Span {
  readonly cx: number;
  /** How many lie below it, from 0. */
  readonly pile: number;
}

/** Dots that would cover one another are piled up, in columns `wide` px apart. */
export function pileUp(dots: readonly Span[], x: (days: number) => number, wide: number): readonly Piled[] {
  const piles = new Map<number, number>();
  return dots.map((dot) => {
    const cx = x(dot.days);
    const column = Math.round(cx / wide);
    const pile = piles.get(column) ?? 0;
    piles.set(column, pile + 1);
    return { ...dot, cx, pile };
  });
}
