import type { Dots, Waiting } from '#core/insights';
import { m, number } from '../../messages/index.ts';
import type { FigureTable } from '../../state/insights/figure-table.ts';
import type { BandRow } from './band-row.ts';

/** By when half have an answer. */
export function halfWords({ median, medianLower, medianUpper, longest }: Waiting): string {
  if (median === null) return m.insights_waiting_open({ count: longest });
  const [day, lower, band] = [number(median), number(medianLower ?? median), m.insights_band()];
  return medianUpper === null
    ? m.insights_waiting_median_open({ median: day, lower, band })
    : m.insights_waiting_median({ median: day, lower, upper: number(medianUpper), band });
}

/**
 * By when half have an answer, by kind, on a scale of days; `most` is its end, a whole number of fortnights. What is not
 * known to end goes on to there.
 */
export function kindRows(kinds: readonly { readonly name: string; readonly waiting: Waiting }[]): {
  readonly rows: readonly BandRow[];
  readonly most: number;
} {
  const ends = kinds.flatMap(({ waiting }) => [waiting.median, waiting.medianLower, waiting.medianUpper]);
  const most = 14 * Math.ceil((1.1 * Math.max(7, ...ends.map((day) => day ?? 0))) / 14);
  const rows = kinds.map(({ name, waiting: { median, medianLower, medianUpper } }) => ({
    name,
    mean: median,
    ...(medianLower !== null && { lower: medianLower, upper: medianUpper ?? most }),
    says: median === null ? m.insights_waiting_still_open() : m.insights_waiting_day({ day: number(median) }),
  }));
  return { rows, most };
}

/** Every step of the curve, shares in per cent. */
export function curveTable({ steps }: Waiting): FigureTable {
  const open = [`${m.insights_waiting_still_open()}, %`, m.insights_col_from(), m.insights_col_to()];
  return {
    head: [m.insights_col_days(), ...open, `${m.insights_waiting_yes()}, %`, `${m.insights_waiting_no()}, %`],
    rows: steps.map(({ day, ...shares }) => [
      String(day),
      ...[shares.open, shares.lower, shares.upper, shares.yesShare, shares.noShare].map((share) => share * 100),
    ]),
  };
}

export function dotsTable({ dots }: Dots): FigureTable {
  const ends = { yes: m.answer_yes, no: m.answer_no, open: m.insights_waiting_still_open };
  return {
    head: [m.insights_col_days(), m.insights_col_end()],
    rows: dots.map(({ days, end }) => [String(days), ends[end]()]),
  };
}
