import { type Attempt, type AttemptId, dayOf } from '#core/journal';

/** The way of a pursuit through its no's, the present first. */
export interface Way {
  /** The no's since the last yes, the latest first; all of them while there is none. */
  readonly since: readonly Attempt[];
  /** The latest first; each has its own chain of no's (`chainTo`). */
  readonly yeses: readonly Attempt[];
}

/** `attempts` are those of the pursuit, newest first. What the chain of a yes holds is not counted again. */
export function wayOf(attempts: readonly Attempt[], attemptOf: (id: AttemptId) => Attempt | null): Way {
  const yeses = attempts.filter(({ answer }) => answer === 'yes');
  const led = new Set(yeses.flatMap((yes) => envelopesBefore(yes, attemptOf)));
  const lastYes = yeses.reduce((last, yes) => later(last, dayOf(yes) ?? ''), '');
  // A no without a day may have come at any time; it belongs to the present until a yes follows it.
  const since = attempts.filter((one) => one.answer === 'no' && !led.has(one.id) && (dayOf(one) ?? '9') > lastYes);
  return { since, yeses };
}

const later = (a: string, b: string): string => (b > a ? b : a);

function envelopesBefore(attempt: Attempt, attemptOf: (id: AttemptId) => Attempt | null): AttemptId[] {
  const line: AttemptId[] = [];
  // Two devices linking at once can make a circle; each attempt is visited once.
  for (let next = attempt.nextOf; next !== null && !line.includes(next);) {
    line.push(next);
    next = attemptOf(next)?.nextOf ?? null;
  }
  return line;
}
