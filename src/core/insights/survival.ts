import { bandZ, hair } from './numbers.ts';

/** How long something was seen to be open, in days, and how it ended; `open`: it still was when last seen. */
export interface Span {
  readonly id: string;
  readonly days: number;
  readonly end: 'yes' | 'no' | 'open';
}

/** The curve from this day on, until the next step. */
export interface Step {
  readonly day: number;
  /** Seen to be open just before. */
  readonly atRisk: number;
  readonly yes: number;
  readonly no: number;
  /** Last seen open on this day. */
  readonly censored: number;
  /** The share, 0-1, that is still open after so many days, with its standard error and 80 % limits. */
  readonly open: number;
  readonly error: number;
  readonly lower: number;
  readonly upper: number;
  /** The share, 0-1, that has had a yes, or a no, by then; `open` + `yesShare` + `noShare` = 1. */
  readonly yesShare: number;
  readonly noShare: number;
}

interface Tally {
  yes: number;
  no: number;
  open: number;
}

/**
 * Kaplan-Meier estimate of the share still open, Greenwood's error, limits on the log-log scale, and the Aalen-Johansen
 * shares of the two ways to end. Days are whole or not, from 0; those last seen open on a day count as at risk on it.
 * Where the estimate reaches 0 the error has no value: it is 0 then, and the upper limit stays at its last value.
 * Sources: Kaplan, Meier, JASA 53 (1958); Greenwood (1926); Kalbfleisch, Prentice, The Statistical Analysis of Failure
 * Time Data, 2nd ed., 1.4 (log-log limits); Aalen, Johansen, Scand. J. Statist. 5 (1978).
 */
export function survival(spans: readonly Span[]): readonly Step[] {
  let atRisk = spans.length;
  let open = 1;
  let greenwood = 0;
  let [yesShare, noShare] = [0, 0];
  let limits = { lower: 1, upper: 1 };
  return tallies(spans).map(([day, tally]) => {
    const ended = tally.yes + tally.no;
    yesShare += (open * tally.yes) / atRisk;
    noShare += (open * tally.no) / atRisk;
    if (ended > 0) {
      greenwood += ended / (atRisk * (atRisk - ended));
      open = ended === atRisk ? 0 : open * (1 - ended / atRisk);
      limits = open === 0 ? { lower: 0, upper: limits.upper } : logLogLimits(open, greenwood);
    }
    const error = open === 0 ? 0 : open * Math.sqrt(greenwood);
    const { yes, no, open: censored } = tally;
    const step = { day, atRisk, yes, no, censored, open, error, ...limits, yesShare, noShare };
    atRisk -= ended + censored;
    return step;
  });
}

/** The counts of every day that has any, by day. */
function tallies(spans: readonly Span[]): readonly (readonly [day: number, tally: Tally])[] {
  const days = new Map<number, Tally>();
  for (const { days: day, end } of spans) {
    let tally = days.get(day);
    if (!tally) days.set(day, (tally = { yes: 0, no: 0, open: 0 }));
    tally[end]++;
  }
  return [...days].sort(([a], [b]) => a - b);
}

function logLogLimits(open: number, greenwood: number): { lower: number; upper: number } {
  const width = (bandZ * Math.sqrt(greenwood)) / Math.log(open);
  return { lower: open ** Math.exp(-width), upper: open ** Math.exp(width) };
}

/** The last step up to `day`; undefined before the first. */
export function stepAt(steps: readonly Step[], day: number): Step | undefined {
  return steps.findLast((step) => step.day <= day);
}

/** The first day on which the share (or one of its limits) is at most `level`; null when it never is. */
export function firstAtMost(steps: readonly Step[], level: number, of: 'open' | 'lower' | 'upper'): number | null {
  return steps.find((step) => step[of] <= level + hair)?.day ?? null;
}
