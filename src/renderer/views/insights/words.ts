/** Figures in words. */
import type { Interval, Recovery, Silent } from '#core/insights';
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

/** Self-worth at a no against the weeks before; the ends change places with the sign. */
export function dipWords(dip: Recovery['selfWorthDip']): string {
  if (!dip.shown) return whySilent(dip, m.insights_dip_none());
  const flip = dip.mean < 0;
  const [near, far] = flip ? [-dip.upper, -dip.lower] : [dip.lower, dip.upper];
  const words = { mean: rough(Math.abs(dip.mean)), band: m.insights_band(), lower: rough(near), upper: rough(far) };
  // A difference under 1 is noise.
  if (Math.abs(dip.mean) < 1) return m.insights_dip_small(words);
  return flip ? m.insights_dip_above(words) : m.insights_dip_below(words);
}
