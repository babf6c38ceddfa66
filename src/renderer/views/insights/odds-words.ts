import type { Counts, Figure, Odds, Tries } from '#core/insights';
import { m, number } from '../../messages/index.ts';
import type { FigureTable } from '../../state/insights/figure-table.ts';
import type { BandRow } from './band-row.ts';
import { percent } from './words.ts';

/** Beyond this many a number means nothing to anybody. */
const most = 200;

export const triesWords = (count: number): string =>
  count > most ? m.insights_odds_over({ count: number(most) }) : number(count);

export const rangeWords = ({ range: [few, many] }: Tries): { few: string; many: string } => ({
  few: triesWords(few),
  many: triesWords(many),
});

export interface NamedOdds {
  readonly name: string;
  readonly odds: Figure<Odds, Counts>;
}

export function shareWords(odds: Figure<Odds, Counts>): string {
  const counts = m.insights_yes_of({ hits: odds.hits, of: odds.of });
  if (!odds.shown) return counts;
  if (!odds.tries) return m.insights_odds_none({ of: odds.of, upper: percent(odds.upper) });
  const share = m.insights_odds_share({
    mean: percent(odds.mean),
    band: m.insights_band(),
    lower: percent(odds.lower),
    upper: percent(odds.upper),
  });
  return `${counts}. ${share}`;
}

export function oddsRows(all: readonly NamedOdds[]): BandRow[] {
  return all.flatMap(({ name, odds }) =>
    odds.shown ? [{ ...odds, name, says: m.insights_yes_of({ hits: odds.hits, of: odds.of }) }] : [],
  );
}

export function oddsTable(title: string, all: readonly NamedOdds[]): FigureTable {
  const share = ['%', m.insights_col_from(), m.insights_col_to()];
  const tries = ['50 %', '80 %', '95 %'].map((chance) => m.insights_col_within({ chance }));
  return {
    head: [title, m.answer_yes(), m.insights_col_of(), ...share, ...tries],
    rows: all.map(({ name, odds }) => [
      name,
      ...[odds.hits, odds.of],
      ...(odds.shown ? [odds.mean * 100, odds.lower * 100, odds.upper * 100] : [null, null, null]),
      ...(odds.shown && odds.tries ? odds.tries.map(({ tries: count }) => count) : [null, null, null]),
    ]),
  };
}
