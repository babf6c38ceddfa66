import { asCoded, type CalendarDate, isCalendarDate, type NailwallError } from '#core/base';
import {
  type Answer,
  answers,
  type AttemptId,
  limits,
  type PursuitId,
  type RatingName,
  type Stretch,
  suggestToWhom,
} from '#core/journal';
import type { JournalStore } from './journal-store.svelte.ts';
import { folded } from './fold.ts';
import { likelyKind, likelyPursuit, suggestWhat } from './suggestions.ts';

interface Draft {
  readonly toWhom: string;
  readonly what: string;
  readonly answer: Answer;
  readonly on: CalendarDate | null;
  readonly kind: string | null;
  /** An empty text: none, on purpose. */
  readonly pursuit: string | null;
  readonly stretch: Stretch | null;
  readonly tags: readonly string[];
}

const empty: Draft = {
  toWhom: '',
  what: '',
  answer: 'waiting',
  on: null,
  kind: null,
  pursuit: null,
  stretch: null,
  tags: [],
};
const stretches: readonly Stretch[] = [1, 2, 3, 4, 5];
const shelfName = 'capture';

/** Reads a draft from the shelf; what does not fit any more is left empty rather than losing the rest. */
export function readDraft(text: string | null): Draft {
  if (text === null) return empty;
  let said: unknown;
  try {
    said = JSON.parse(text);
  } catch {
    return empty;
  }
  if (typeof said !== 'object' || said === null) return empty;
  const { toWhom, what, answer, on, kind, pursuit, stretch, tags } = said as Record<string, unknown>;
  return {
    toWhom: typeof toWhom === 'string' ? toWhom : '',
    what: typeof what === 'string' ? what : '',
    answer: answers.find((one) => one === answer) ?? 'waiting',
    on: isCalendarDate(on) ? on : null,
    kind: typeof kind === 'string' ? kind : null,
    pursuit: typeof pursuit === 'string' ? pursuit : null,
    stretch: stretches.find((one) => one === stretch) ?? null,
    tags: Array.isArray(tags) ? tags.filter((tag): tag is string => typeof tag === 'string') : [],
  };
}

/** Writing down an ask in seconds: two fields, an answer, and afterwards the ratings if wanted. */
export class Capture {
  readonly #store: JournalStore;
  #draft: Draft = $state.raw(empty);
  /** Set once saving was tried, so that nothing is called missing while it is being written. */
  tried = $state(false);
  error: NailwallError | null = $state.raw(null);
  /** The pursuit that lies open where this is written. */
  near: PursuitId | null = $state(null);
  /** The attempt that was just written down. */
  saved: AttemptId | null = $state(null);

  constructor(store: JournalStore) {
    this.#store = store;
    this.#draft = readDraft(store.shelf.read(shelfName));
  }

  get draft(): Draft {
    return this.#draft;
  }

  /** The person's choice, else what fits the one asked. */
  readonly kind: string = $derived.by(() => {
    const kind = this.#draft.kind ?? likelyKind(this.#store.attempts, this.#draft.toWhom);
    // One that was taken off the list meanwhile cannot be chosen.
    return this.#store.kinds.some(({ id }) => id === kind) ? kind : 'other';
  });
  /** The person's choice, else the one that lies open, else what the same one was asked for before. */
  readonly pursuit: PursuitId | null = $derived.by(() => {
    const { attempts, pursuits } = this.#store;
    const { pursuit, toWhom } = this.#draft;
    if (pursuit === null && this.near === null) return likelyPursuit(attempts, pursuits, toWhom);
    // What was chosen may have gone to the bin meanwhile.
    return pursuits.find(({ id }) => id === (pursuit ?? this.near))?.id ?? null;
  });
  readonly offersToWhom: readonly string[] = $derived.by(() => {
    const typed = this.#draft.toWhom.trim();
    if (typed === '') return [];
    const offers = suggestToWhom(this.#store.attempts, typed, 6).map(({ toWhom }) => toWhom);
    return offers.filter((offer) => folded(offer) !== folded(typed)).slice(0, 5);
  });
  readonly offersWhat: readonly string[] = $derived.by(() =>
    suggestWhat(this.#store.attempts, this.#draft.what, this.#draft.toWhom),
  );
  /** The day that is meant when none is given. */
  readonly on: CalendarDate = $derived.by(() => this.#draft.on ?? this.#store.today);
  readonly missing: 'toWhom' | 'what' | null = $derived.by(() => {
    if (this.#draft.toWhom.trim() === '') return 'toWhom';
    return this.#draft.what.trim() === '' ? 'what' : null;
  });

  change(patch: Partial<Draft>): void {
    this.#draft = { ...this.#draft, ...patch };
    this.error = null;
    this.#store.pending.later(shelfName, () => this.#keep());
  }

  /** Writes the attempt down; returns its id, or null when a field is missing. Nothing typed is lost on an error. */
  save(): AttemptId | null {
    this.tried = true;
    if (this.missing) return null;
    const { toWhom, what, answer, stretch, tags } = this.#draft;
    const { pursuit } = this;
    const dates = answer === 'waiting' ? { sentOn: this.on } : { answeredOn: this.on };
    try {
      this.saved = this.#store.journal.addAttempt({
        ...{ toWhom, what, answer, pursuit, stretch, tags: [...tags], kind: this.kind },
        ...dates,
      });
    } catch (error) {
      this.error = asCoded(error);
      return null;
    }
    this.#clear();
    return this.saved;
  }

  /** Adds a tag to the draft; one that is there already is not added again. */
  addTag(text: string): void {
    const tag = text.trim().slice(0, limits.tag);
    const { tags } = this.#draft;
    if (tag !== '' && !tags.includes(tag) && tags.length < limits.tagsPerAttempt) this.change({ tags: [...tags, tag] });
  }

  removeTag(tag: string): void {
    this.change({ tags: this.#draft.tags.filter((one) => one !== tag) });
  }

  rate(name: RatingName, value: number | null): void {
    if (this.saved) this.#store.journal.changeAttempt(this.saved, { ratings: { [name]: value } });
  }

  /** The ratings are done or skipped. */
  finish(): void {
    this.saved = null;
  }

  #clear(): void {
    this.#draft = empty;
    this.tried = false;
    this.#store.pending.drop(shelfName);
    this.#keep();
  }

  #keep(): void {
    const blank = this.#draft.toWhom === '' && this.#draft.what === '';
    this.#store.shelf.write(shelfName, blank ? null : JSON.stringify(this.#draft));
  }
}
