import type { Dots, Waiting } from '#core/insights';
import { m, number } from '../../messages/index.ts';
import type { FigureTable } from '../../state/insights/figure-table.ts';

/** By when half have an answer. */
export function halfWords({ median, medianLower, medianUpper, longest }: Waiting): string {
  if (median === null) return m.insights_waiting_open({ count: longest });
  const [day, lower, band] = [number(median), number(medianLower ?? median), m.insights_band()];
  return medianUpper === null
    ? m.insights_waiting_median_open({ median: day, lower, band })
    : m.insights_waiting_median({ median: day, lower, upper: number(medianUpper), band });
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
