/** The dated line of one attempt, and the days in it. */
import { type CalendarDate, daysBetween } from '#core/base';
import type { Answer, Attempt, AttemptEvent, WhyEnded } from './model.ts';
import { whyOf } from './why.ts';

export type LineItem =
  | { readonly type: 'sent'; readonly on: CalendarDate }
  | {
      readonly type: 'event';
      readonly on: CalendarDate;
      readonly event: AttemptEvent;
      /** Interviews count their rounds from 1, by date; null for other events. */
      readonly round: number | null;
    }
  | { readonly type: 'answer'; readonly on: CalendarDate; readonly answer: Exclude<Answer, 'waiting'> }
  | { readonly type: 'why-ended'; readonly on: CalendarDate; readonly ended: WhyEnded['kind'] };

/** What follows what on one day: the reason is asked for after the answer. */
function rankOf(item: LineItem): number {
  if (item.type === 'event') return item.event.kind === 'asked-why' ? 3 : 1;
  return { sent: 0, answer: 2, 'why-ended': 4 }[item.type];
}

/** What happened, oldest first; on one day sent, events, the answer, asking why. What has no date is left out. */
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
  const why = whyOf(attempt);
  if ('on' in why) items.push({ type: 'why-ended', on: why.on, ended: why.state });
  return items.sort((a, b) => (a.on === b.on ? rankOf(a) - rankOf(b) : a.on < b.on ? -1 : 1));
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
