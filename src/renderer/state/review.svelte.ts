import { asCoded, type CalendarDate, daysBetween, type NailwallError } from '#core/base';
import { type Pursuit, type PursuitId, type ReviewAnswer, reviewAnswers } from '#core/journal';
import type { JournalStore } from './journal-store.svelte.ts';

/** Days after which it may be asked again; nobody is asked to ask. */
const longAgo = 182;
/** Up to here something matters little, 0-10. */
const little = 3;

/**
 * Why the question "would I still want this yes?" may be offered on the pursuit's own sheet; null when it need not be.
 * `begunOn` is the day the pursuit was written down.
 */
export function reviewOffer(
  { state, wish, matters, reviews }: Pick<Pursuit, 'state' | 'wish' | 'matters' | 'reviews'>,
  today: CalendarDate,
  begunOn: CalendarDate,
): 'wish' | 'matters' | 'long' | null {
  const last = reviews.at(-1)?.on;
  if (state !== 'going' || (last !== undefined && daysBetween(last, today) < longAgo)) return null;
  if (wish === 'someone-elses') return 'wish';
  if (matters !== null && matters <= little) return 'matters';
  return daysBetween(last ?? begunOn, today) >= longAgo ? 'long' : null;
}

interface Draft {
  readonly answer: ReviewAnswer | null;
  readonly note: string;
}
const empty: Draft = { answer: null, note: '' };

function readDraft(text: string | null): Draft | null {
  if (text === null) return null;
  try {
    const { answer, note } = JSON.parse(text) as Record<string, unknown>;
    return {
      answer: reviewAnswers.find((one) => one === answer) ?? null,
      note: typeof note === 'string' ? note : '',
    };
  } catch {
    return empty;
  }
}

/** A review being written; half written it waits on the shelf. */
export class ReviewDraft {
  readonly #store: JournalStore;
  readonly #pursuit: PursuitId;
  readonly #shelfName: string;
  #draft: Draft = $state.raw(empty);
  #open = $state(false);
  error: NailwallError | null = $state.raw(null);

  constructor(store: JournalStore, pursuit: PursuitId) {
    this.#store = store;
    this.#pursuit = pursuit;
    this.#shelfName = `review/${pursuit}`;
    const kept = readDraft(store.shelf.read(this.#shelfName));
    this.#draft = kept ?? empty;
    this.#open = kept !== null;
  }

  get open(): boolean {
    return this.#open;
  }

  get answer(): ReviewAnswer | null {
    return this.#draft.answer;
  }

  get note(): string {
    return this.#draft.note;
  }

  begin(): void {
    this.#open = true;
  }

  change(patch: Partial<Draft>): void {
    this.#draft = { ...this.#draft, ...patch };
    this.#store.pending.later(this.#shelfName, () => this.#keep());
  }

  /** Writes it down, dated today; false while there is no answer. */
  keep(): boolean {
    const { answer, note } = this.#draft;
    if (answer === null) return false;
    try {
      this.#store.journal.reviews.add(this.#pursuit, { on: this.#store.today, answer, note });
    } catch (error) {
      this.error = asCoded(error);
      return false;
    }
    this.close();
    return true;
  }

  /** Puts it away unwritten. */
  close(): void {
    this.#draft = empty;
    this.#open = false;
    this.error = null;
    this.#store.pending.drop(this.#shelfName);
    this.#keep();
  }

  #keep(): void {
    const blank = this.#draft.answer === null && this.#draft.note === '';
    this.#store.shelf.write(this.#shelfName, blank ? null : JSON.stringify(this.#draft));
  }
}
