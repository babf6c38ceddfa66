import { type Measure, measures } from '#core/insights';
import type { Moment } from '../../state/lines.ts';

/** Every rated moment, oldest first, as CSV with the given names for its columns: day, occasion, one per measure. */
export function linesCsv(
  moments: readonly Moment[],
  head: { readonly day: string; readonly occasion: string; readonly measure: (measure: Measure) => string },
  occasion: (from: Moment['from']) => string,
): string {
  const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;
  const rows = moments.map(({ on, from, values }) =>
    [on, quoted(occasion(from)), ...measures.map((measure) => values[measure] ?? '')].join(','),
  );
  const first = [head.day, head.occasion, ...measures.map(head.measure)].map(quoted).join(',');
  return [first, ...rows, ''].join('\r\n');
}
