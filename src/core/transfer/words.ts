/** Guesses for the words that trackers and people use; every guess is shown and can be changed before importing. */
import type { Answer } from '#core/journal';

/** What a word in an answer column means; `leave-out` for rows that were never sent. */
export type AnswerMeaning = Answer | 'leave-out';

/** Case, accents and blanks do not matter when words are compared. */
export function fold(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[\s_]+/gu, ' ')
    .trim();
}

const meanings: Readonly<Record<AnswerMeaning, readonly string[]>> = {
  waiting: [
    'applied',
    'submitted',
    'sent',
    'pending',
    'waiting',
    'in process',
    'in progress',
    'in review',
    'under review',
    'received',
    'open',
    'active',
    'interview',
    'interviewing',
    'screening',
    'phone screen',
    'assessment',
    'follow up',
    'beworben',
    'gesendet',
    'offen',
    'ausstehend',
    'wartend',
    'in bearbeitung',
    'gesprach',
  ],
  yes: ['accepted', 'accept', 'acceptance', 'offer', 'offered', 'hired', 'won', 'yes', 'zusage', 'angenommen', 'ja'],
  no: [
    'rejected',
    'reject',
    'rejection',
    'declined',
    'denied',
    'refused',
    'no',
    'not selected',
    'unsuccessful',
    'no project for now',
    'form rejection',
    'personal rejection',
    'absage',
    'abgelehnt',
    'nein',
  ],
  quiet: ['ghosted', 'no response', 'no reply', 'no answer', 'expired', 'quiet', 'keine antwort', 'still'],
  withdrawn: [
    'withdrawn',
    'withdrew',
    'withdraw',
    'turn down',
    'turned down',
    'i declined',
    'cancelled',
    'canceled',
    'zuruckgezogen',
  ],
  'leave-out': ['wishlist', 'draft', 'saved', 'bookmarked', 'to apply', 'entwurf', 'gemerkt'],
};

const meaningOf: ReadonlyMap<string, AnswerMeaning> = new Map(
  Object.entries(meanings).flatMap(([meaning, words]) => words.map((word) => [word, meaning as AnswerMeaning])),
);

/** What a word most likely means; null when it is not known. */
export function guessAnswer(word: string): AnswerMeaning | null {
  return meaningOf.get(fold(word)) ?? null;
}

/** What many programs write where there is nothing. */
export const usualBlanks: readonly string[] = ['n/a', 'na', 'none', 'null', '-', '--', '–', '—', 'not specified'];
