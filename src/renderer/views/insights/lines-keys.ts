import { type Drawing, type Range, ranges } from '../../state/insights/lines-drawing.ts';

/** What a key on the chart asks to look at; null when it is not one of these. */
export function lookBy(
  key: string,
  range: Range,
  drawing: Pick<Drawing, 'back' | 'earlier' | 'later'>,
): { readonly range: Range; readonly back: number } | null {
  const at = ranges.indexOf(range);
  const closer = key === '+' || key === '=' ? -1 : key === '-' ? 1 : 0;
  if (closer !== 0) {
    const next = ranges[at + closer];
    return next ? { range: next, back: 0 } : null;
  }
  if (key === 'PageUp' && drawing.earlier) return { range, back: drawing.back + 1 };
  if (key === 'PageDown' && drawing.later) return { range, back: drawing.back - 1 };
  return null;
}
