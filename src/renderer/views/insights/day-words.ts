import type { DayCount } from '#core/insights';
import { language, m } from '../../messages/index.ts';

/** Few days differ in their counts, and plural rules are dear: each sentence is made once. */
const known = new Map<string, string>();

/** "2 sent, 1 no" */
export function dayWords({ sent, answers: { yes, no, quiet, withdrawn } }: Pick<DayCount, 'sent' | 'answers'>): string {
  const closed = quiet + withdrawn;
  const key = [language(), sent, yes, no, closed].join(' ');
  let words = known.get(key);
  if (words === undefined) {
    words = [
      ...(sent > 0 ? [m.insights_year_sent({ count: sent })] : []),
      ...(yes > 0 ? [m.insights_year_yes({ count: yes })] : []),
      ...(no > 0 ? [m.insights_count_noes({ count: no })] : []),
      ...(closed > 0 ? [m.insights_year_closed({ count: closed })] : []),
    ].join(', ');
    known.set(key, words);
  }
  return words;
}
