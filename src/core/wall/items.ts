/** What hangs on the wall, as plain facts. */
import type { CalendarDate } from '#core/base';
import { type Attempt, type AttemptId, dayOf, type Kind, type KindId, type Paper } from '#core/journal';

export interface WallItem {
  readonly id: AttemptId;
  /** `quiet`: closed unanswered; it hangs beside the no's, on white paper. */
  readonly answer: 'no' | 'quiet' | 'yes';
  /** The day of the answer, else of sending; null when neither is known. */
  readonly on: CalendarDate | null;
  /** The shape that tells the kind; an unanswered slip keeps it although its paper is white. */
  readonly mark: Paper;
  readonly name: string;
  /** A no that somebody wrote for this one person. */
  readonly personal: boolean;
  /** First words of the refusal; empty when there are none. */
  readonly words: string;
}

const firstWords = /^\s*["“„«]?([^\n.!?。！？]*)/u;

/** The first sentence of a refusal without its end, at most 120 code units. */
function beginning(reason: string): string {
  return (firstWords.exec(reason)?.[1] ?? '').trim().slice(0, 120);
}

/** The items of the given attempts. What waits and what was withdrawn does not hang. */
export function wallItems(attempts: readonly Attempt[], kind: (id: KindId) => Pick<Kind, 'paper'>): WallItem[] {
  return attempts.flatMap((attempt) => {
    const { id, answer, toWhom: name, tone, reason } = attempt;
    if (answer !== 'no' && answer !== 'quiet' && answer !== 'yes') return [];
    const mark = kind(attempt.kind).paper;
    const words = answer === 'no' ? beginning(reason) : '';
    return [{ id, answer, on: dayOf(attempt), mark, name, personal: answer === 'no' && tone === 'personal', words }];
  });
}

const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Oldest first; undated ones before all others, ties by id. The same for any order of the input. */
export function oldestFirst(items: readonly WallItem[]): WallItem[] {
  return [...items].sort((a, b) => byText(a.on ?? '', b.on ?? '') || byText(a.id, b.id));
}

/** The calendar year of an item; null when it has no date. */
export function yearOf({ on }: Pick<WallItem, 'on'>): number | null {
  return on === null ? null : Number(on.slice(0, 4));
}
