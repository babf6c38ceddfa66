import { type Drawing, type Look, ranges } from '../../state/insights/lines-drawing.ts';

/** What is looked at, and what of it is drawn already. */
export interface Looked {
  /** What the address asks for. */
  readonly wanted: Look;
  /** What the drawing answers: a moment ago something else may have been asked. */
  readonly asked: Look;
  readonly drawing: Pick<Drawing, 'back' | 'earlier' | 'later'>;
}

/** One stretch of time earlier (1) or later (-1); null when there is nothing. */
export function stepBy(by: 1 | -1, { wanted, asked, drawing }: Looked): Look | null {
  const { range } = wanted;
  if (asked.range === range && asked.back === wanted.back) {
    return (by > 0 ? drawing.earlier : drawing.later) ? { range, back: drawing.back + by } : null;
  }
  // Not drawn yet: the step counts all the same, and the drawing goes no further than there is anything.
  const back = wanted.back + by;
  return back < 0 ? null : { range, back };
}

/** What a key on the chart asks to look at; null when it is not one of these. */
export function lookBy(key: string, looked: Looked): Look | null {
  const closer = key === '+' || key === '=' ? -1 : key === '-' ? 1 : 0;
  if (closer !== 0) {
    const next = ranges[ranges.indexOf(looked.wanted.range) + closer];
    return next ? { range: next, back: 0 } : null;
  }
  if (key === 'PageUp') return stepBy(1, looked);
  return key === 'PageDown' ? stepBy(-1, looked) : null;
}
