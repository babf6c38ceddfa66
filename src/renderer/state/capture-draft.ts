import { type CalendarDate, isCalendarDate } from '#core/base';
import { type Answer, answers, type Stretch } from '#core/journal';
import type { LetterFacts } from './letters/letters.svelte.ts';

/** What stands on the quick capture's slip before it is written down. */
export interface Draft {
  readonly toWhom: string;
  readonly what: string;
  readonly answer: Answer;
  readonly on: CalendarDate | null;
  readonly kind: string | null;
  /** An empty text: none, on purpose. */
  readonly pursuit: string | null;
  readonly stretch: Stretch | null;
  readonly tags: readonly string[];
  /** The words of a mail that came with it. */
  readonly reason: string;
  /** Files that came with it; they are sealed already. */
  readonly letters: readonly LetterFacts[];
}

export const emptyDraft: Draft = {
  toWhom: '',
  what: '',
  answer: 'waiting',
  on: null,
  kind: null,
  pursuit: null,
  stretch: null,
  tags: [],
  reason: '',
  letters: [],
};

export const isBlank = ({ toWhom, what, letters }: Draft): boolean =>
  toWhom === '' && what === '' && letters.length === 0;

const stretches: readonly Stretch[] = [1, 2, 3, 4, 5];

/** Reads a draft from the shelf; what does not fit any more is left empty rather than losing the rest. */
export function readDraft(text: string | null): Draft {
  if (text === null) return emptyDraft;
  let said: unknown;
  try {
    said = JSON.parse(text);
  } catch {
    return emptyDraft;
  }
  if (typeof said !== 'object' || said === null) return emptyDraft;
  const { toWhom, what, answer, on, kind, pursuit, stretch, tags, reason, letters } = said as Record<string, unknown>;
  return {
    toWhom: typeof toWhom === 'string' ? toWhom : '',
    what: typeof what === 'string' ? what : '',
    answer: answers.find((one) => one === answer) ?? 'waiting',
    on: isCalendarDate(on) ? on : null,
    kind: typeof kind === 'string' ? kind : null,
    pursuit: typeof pursuit === 'string' ? pursuit : null,
    stretch: stretches.find((one) => one === stretch) ?? null,
    tags: Array.isArray(tags) ? tags.filter((tag): tag is string => typeof tag === 'string') : [],
    reason: typeof reason === 'string' ? reason : '',
    letters: Array.isArray(letters) ? letters.filter(isLetter) : [],
  };
}

function isLetter(value: unknown): value is LetterFacts {
  if (typeof value !== 'object' || value === null) return false;
  const { name, mime, size, hash, digest } = value as Record<string, unknown>;
  return [name, mime, hash, digest].every((text) => typeof text === 'string') && Number.isSafeInteger(size);
}
