/** Asking for the reason behind a no: a letter, the day it went, and how that ended. */
import type { CalendarDate } from '#core/base';
import type { Book } from './book.ts';
import { addEvent } from './events.ts';
import { type WhyEndInput, WhyEndInputSchema } from './inputs.ts';
import type { Attempt, AttemptId, WhyEnded } from './model.ts';
import { asJson, check, invalid } from './values.ts';

/** Where asking for the reason stands. */
export type Why =
  | { readonly state: 'not-asked' | 'drafted' }
  | { readonly state: 'asked'; readonly askedOn: CalendarDate }
  | { readonly state: WhyEnded['kind']; readonly askedOn: CalendarDate; readonly on: CalendarDate };

/**
 * Read from the letter, the events and the ending together, so that they cannot contradict each other: asked is what has
 * an event `asked-why`, and an ending from before the latest of those belongs to an earlier asking.
 */
export function whyOf({ events, whyLetter, whyEnded }: Pick<Attempt, 'events' | 'whyLetter' | 'whyEnded'>): Why {
  const askedOn = events.findLast(({ kind }) => kind === 'asked-why')?.on;
  if (askedOn === undefined) return { state: whyLetter.trim() === '' ? 'not-asked' : 'drafted' };
  if (!whyEnded || whyEnded.on < askedOn) return { state: 'asked', askedOn };
  return { state: whyEnded.kind, askedOn, on: whyEnded.on };
}

export class WhyAsking {
  readonly #book: Book;

  constructor(book: Book) {
    this.#book = book;
  }

  /** Notes that the reason was asked for on a day; asking again opens what had ended. */
  ask(attempt: AttemptId, on: CalendarDate): void {
    this.#book.attempts.need(attempt);
    this.#book.write(() => {
      addEvent(this.#book, attempt, { kind: 'asked-why', on });
      this.#book.attempts.edit(attempt, { whyEnded: null });
    });
  }

  /**
   * Notes how asking ended. Their words become the reason, below what stands there already. Throws `journal/invalid`
   * with rule `not-asked`, or `before-asked` when the day lies before the asking.
   */
  end(attempt: AttemptId, input: WhyEndInput): void {
    const current = this.#book.attempts.need(attempt);
    const { kind, on, words } = check(WhyEndInputSchema, input);
    const why = whyOf(current);
    if (!('askedOn' in why)) throw invalid('whyEnded', 'not-asked');
    if (on < why.askedOn) throw invalid('on', 'before-asked');
    const added = words.trim() === '' ? {} : { reason: [current.reason, words].filter(Boolean).join('\n\n') };
    this.#book.write(() => this.#book.attempts.edit(attempt, asJson({ whyEnded: { kind, on }, ...added })));
  }

  /** Takes the ending back: it is asked and open again. Words that went to the reason stay there. */
  reopen(attempt: AttemptId): void {
    this.#book.attempts.need(attempt);
    this.#book.write(() => this.#book.attempts.edit(attempt, { whyEnded: null }));
  }
}
