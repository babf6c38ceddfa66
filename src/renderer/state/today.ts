import { type CalendarDate, daysBetween } from '#core/base';
import type { Attempt } from '#core/journal';

export interface Waiting {
  readonly attempt: Attempt;
  /** Whole days since it was sent or last moved; null without a date. */
  readonly days: number | null;
}

/** What waits for an answer, longest silence first, undated ones last. */
export function waitingOf(attempts: readonly Attempt[], today: CalendarDate): readonly Waiting[] {
  return attempts
    .filter((attempt) => attempt.answer === 'waiting' && !attempt.archived)
    .map((attempt) => {
      const since = attempt.events.at(-1)?.on ?? attempt.sentOn;
      return { attempt, days: since ? daysBetween(since, today) : null };
    })
    .sort((a, b) => (b.days ?? -Infinity) - (a.days ?? -Infinity) || (a.attempt.id < b.attempt.id ? -1 : 1));
}

/** One thing that could be next; never more than one, and none is fine. */
export type NextThing =
  | { readonly kind: 'envelope'; readonly attempt: Attempt }
  | { readonly kind: 'silence'; readonly attempt: Attempt; readonly days: number }
  | null;

/**
 * A next envelope that was planned and not yet sent comes first; then the longest silence, from `quietAfterDays` on (see
 * `quiet.ts`).
 */
export function nextThing(attempts: readonly Attempt[], today: CalendarDate, quietAfterDays: number): NextThing {
  const followed = new Set(attempts.map((attempt) => attempt.nextOf));
  let planned: Attempt | null = null;
  for (const attempt of attempts) {
    const wants = attempt.nextStep !== null && attempt.nextStep.kind !== 'let-go';
    if (!wants || followed.has(attempt.id) || attempt.archived) continue;
    if (!planned || (attempt.answeredOn ?? '') > (planned.answeredOn ?? '')) planned = attempt;
  }
  if (planned) return { kind: 'envelope', attempt: planned };
  const longest = waitingOf(attempts, today)[0];
  const days = longest?.days ?? -1;
  return longest && days >= quietAfterDays ? { kind: 'silence', attempt: longest.attempt, days } : null;
}
