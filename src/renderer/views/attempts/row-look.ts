import { type Attempt, dayOf, type Kind } from '#core/journal';
import { answerName, dayAndMonth, kindName, m, paperOf, shortDate } from '../../messages/index.ts';

/** How an attempt looks as a slip, wherever it is listed. */
export function slipOf(attempt: Attempt, kind: Kind | undefined, today: string) {
  return {
    id: attempt.id,
    mark: kind?.paper ?? ('other' as const),
    paper: paperOf(attempt.answer, kind),
    date: dateOf(attempt, today),
    look: lookOf(attempt),
    spoken: `${answerName(attempt.answer)}, ${kind ? kindName(kind) : ''}`,
    word: attempt.answer === 'no' ? '' : answerName(attempt.answer),
  };
}

function lookOf({ answer, tone }: Attempt): 'plain' | 'personal' | 'silent' | 'waiting' | 'yes' {
  if (answer === 'yes' || answer === 'waiting') return answer;
  if (answer === 'quiet') return 'silent';
  return tone === 'personal' ? 'personal' : 'plain';
}

/** The year is written only when it is another one, as on the wall. */
export function dateOf(attempt: Attempt, today: string): string {
  const day = dayOf(attempt);
  if (!day) return m.undated();
  return day.slice(0, 4) === today.slice(0, 4) ? dayAndMonth(day) : shortDate(day);
}
