/** Questions to begin a reflection with. One is offered, none is forced; what they say is the screens' matter. */
import type { CalendarDate } from '#core/base';
import type { Answer, Attempt, AttemptId } from './model.ts';

export const lessons = [
  'feedback',
  'resilience',
  'character',
  'obstacle',
  'right-things',
  'comfort-zone',
  'belonging',
] as const;
/** What a prompt serves. */
export type Lesson = (typeof lessons)[number];

/** The numbers 1-20 by lesson; a number keeps its meaning for ever, as attempts record it. */
const byLesson: Readonly<Record<Lesson, readonly number[]>> = {
  feedback: [1, 2, 3, 4],
  resilience: [5, 6, 7, 8],
  character: [9, 10, 11],
  obstacle: [12, 13, 14],
  'right-things': [15, 16, 17],
  'comfort-zone': [18, 19],
  belonging: [20],
};

export const promptCount = 20;

/** Prompts that make sense after a yes; the others speak of what did not come. */
const afterYes: ReadonlySet<number> = new Set([9, 10, 18, 19]);
/** Prompts that speak of what was said; silence said nothing. */
const ofWords: ReadonlySet<number> = new Set([1, 3]);

/** So many prompts taken last are offered after all others. */
const remembered = 8;

/** Throws nothing: a number that is no prompt has no lesson. */
export function lessonOf(prompt: number): Lesson | null {
  return lessons.find((lesson) => byLesson[lesson].includes(prompt)) ?? null;
}

function fits(prompt: number, answer: Answer): boolean {
  if (answer === 'yes') return afterYes.has(prompt);
  return answer === 'no' || !ofWords.has(prompt);
}

/** FNV-1a with a last mixing step: spreads, and is the same on every device. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) value = Math.imul(value ^ text.charCodeAt(at), 0x01000193);
  value = Math.imul(value ^ (value >>> 15), 0x2c1b3c6d);
  return (value ^ (value >>> 13)) >>> 0;
}

/**
 * The prompts for an attempt on a day in the order in which they are offered, each once: the same whenever it is asked,
 * another on another day. Those taken lately (`taken`, the latest first) come last; neighbours serve different lessons
 * where that is possible.
 */
export function promptsFor(
  attempt: Pick<Attempt, 'id' | 'answer'>,
  on: CalendarDate,
  taken: readonly number[],
): readonly number[] {
  const lately = taken.slice(0, remembered);
  const seed = (prompt: number) => hash(`${attempt.id} ${on} ${String(prompt)}`);
  const all = lessons
    .flatMap((lesson) => byLesson[lesson])
    .filter((prompt) => fits(prompt, attempt.answer))
    .sort((a, b) => seed(a) - seed(b) || a - b);
  const fresh = all.filter((prompt) => !lately.includes(prompt));
  return [...mixed(fresh), ...mixed(all.filter((prompt) => !fresh.includes(prompt)))];
}

function mixed(prompts: readonly number[]): number[] {
  const left = [...prompts];
  const order: number[] = [];
  while (left.length > 0) {
    const before = lessonOf(order.at(-1) ?? 0);
    const next = Math.max(
      0,
      left.findIndex((prompt) => lessonOf(prompt) !== before),
    );
    order.push(...left.splice(next, 1));
  }
  return order;
}

/** The prompts that other attempts took, each once, the latest attempt's first; `attempts` come newest first. */
export function promptsTaken(attempts: readonly Attempt[], but: AttemptId): readonly number[] {
  const taken = new Set<number>();
  for (const { id, prompt } of attempts) if (prompt !== null && id !== but) taken.add(prompt);
  return [...taken];
}
