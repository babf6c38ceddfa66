/** The dated line of one attempt, and the days in it. */
import { type CalendarDate, daysBetween } from '#core/base';
import type { Answer, Attempt, AttemptEvent } from './model.ts';

export type LineItem =
  | { readonly type: 'sent'; readonly on: CalendarDate }
  | {
      readonly type: 'event';
      readonly on: CalendarDate;
      readonly event: AttemptEvent;
      /** Interviews count their rounds from 1, by date; null for other events. */
      readonly round: number | null;
    }
  | { readonly type: 'answer'; readonly on: CalendarDate; readonly answer: Exclude<Answer, 'waiting'> };

const rank = { sent: 0, event: 1, answer: 2 };

/** What happened, oldest first; on one day sent, then events, then the answer. What has no date is left out. */
export function history(attempt: Attempt): readonly LineItem[] {
  const items: LineItem[] = [];
  if (attempt.sentOn) items.push({ type: 'sent', on: attempt.sentOn });
  let rounds = 0;
  for (const event of attempt.events) {
    const round = event.kind === 'interview' ? ++rounds : null;
    items.push({ type: 'event', on: event.on, event, round });
  }
  if (attempt.answeredOn && attempt.answer !== 'waiting') {
    items.push({ type: 'answer', on: attempt.answeredOn, answer: attempt.answer });
  }
  return items.sort((a, b) => (a.on === b.on ? rank[a.type] - rank[b.type] : a.on < b.on ? -1 : 1));
}

/**
 * Whole days from sending to the answer, 0 on the same day; null when either day is unknown, or when edits on two
 * devices left the answer before the sending.
 */
export function daysToAnswer(attempt: Attempt): number | null {
  if (!attempt.sentOn || !attempt.answeredOn || attempt.answer === 'waiting') return null;
  const days = daysBetween(attempt.sentOn, attempt.answeredOn);
  return days < 0 ? null : days;
}

/** Whole days that an attempt has waited by `today`; null when it does not wait, or was not yet sent. */
export function waitingDays(attempt: Attempt, today: CalendarDate): number | null {
  if (attempt.answer !== 'waiting' || !attempt.sentOn) return null;
  const days = daysBetween(attempt.sentOn, today);
  return days < 0 ? null : days;
}
