/** Figures in words. */
import type { Interval, Silent } from '#core/insights';
import { m, number } from '../../messages/index.ts';

/** One digit: more would claim more than a rating from 0 to 10 can. */
export const rough = (value: number): string => number(value, 1).replace('-', '−');

/** With its sign, a real minus. */
export function signed(value: number): string {
  const size = rough(Math.abs(value));
  if (Number(value.toFixed(1)) === 0) return size;
  return value < 0 ? `−${size}` : `+${size}`;
}

/** A share from 0-1 in per cent, without the sign; small ones with a digit, lest they all be 0. */
export const percent = (share: number): string => number(share * 100, share > 0 && share < 0.1 ? 1 : 0);

export const between = ({ lower, upper }: Interval, write: (value: number) => string): string =>
  m.insights_between({ lower: write(lower), upper: write(upper) });

/** Why a figure is not there; where there is nothing yet, `teach` says what would make it. */
export function whySilent({ because, have, need }: Silent, teach?: string): string {
  if (have === 0 && teach !== undefined) return teach;
  if (because === 'too-short') return m.insights_silent_short({ have, need });
  if (because === 'too-sparse') return m.insights_silent_sparse();
  if (because === 'too-few-halved') return m.insights_silent_halved({ have, need });
  if (because === 'too-few-groups') return m.insights_silent_groups({ have, need });
  return have === 0 ? m.insights_silent_none({ need }) : m.insights_silent_few({ have, need });
}
