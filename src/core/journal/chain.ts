/** The chain of no's behind a yes: "one yes is pinned over the no's that led to it". */
import { attemptOrder, dayOf } from './attempt-record.ts';
import type { Book } from './book.ts';
import type { Attempt, AttemptId } from './model.ts';

/**
 * The no's that led up to attempt `id`, oldest first; itself not included. These are
 * - every no that it follows through `nextOf`, however many envelopes back, and
 * - every no of the same pursuit that came on or before its own day and after the day of the last earlier yes there:
 *   a second yes has its own chain.
 * Only a no counts: quiet and withdrawn never become one. Undated no's belong only through `nextOf`, and what lies in
 * the bin does not count. Throws `journal/not-found`.
 */
export function chainTo(book: Book, id: AttemptId): Attempt[] {
  const attempt = book.attempts.need(id);
  const chain = new Map<AttemptId, Attempt>();
  for (const earlier of [...envelopesBefore(book, attempt), ...noesBefore(book, attempt)]) {
    if (earlier.answer === 'no' && earlier.deletedAt === null) chain.set(earlier.id, earlier);
  }
  return [...chain.values()].sort((a, b) => attemptOrder(b, a));
}

/** Whether `id` is `from` or stands before it in the line of envelopes, so that following `from` would go round. */
export function isCircle(book: Book, id: AttemptId, from: AttemptId): boolean {
  const start = book.attempts.get(from);
  return from === id || (start !== null && envelopesBefore(book, start).some((earlier) => earlier.id === id));
}

function envelopesBefore(book: Book, attempt: Attempt): Attempt[] {
  const seen = new Set([attempt.id]);
  const line: Attempt[] = [];
  // Two devices linking at once can make a circle; each attempt is visited once.
  for (let next = attempt.nextOf; next !== null && !seen.has(next);) {
    seen.add(next);
    const earlier = book.attempts.get(next);
    if (!earlier) break;
    line.push(earlier);
    next = earlier.nextOf;
  }
  return line;
}

function noesBefore(book: Book, attempt: Attempt): Attempt[] {
  const day = dayOf(attempt);
  if (attempt.pursuit === null || day === null) return [];
  const before = book.attempts
    .live()
    .filter((other) => other.pursuit === attempt.pursuit && other.id !== attempt.id)
    .map((other) => ({ other, on: dayOf(other) }));
  let lastYes = '';
  for (const { other, on } of before) if (other.answer === 'yes' && on && on < day && on > lastYes) lastYes = on;
  return before.filter(({ on }) => on !== null && on <= day && on > lastYes).map(({ other }) => other);
}
