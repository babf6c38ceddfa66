/** "Would I still want this yes?": the reviews of a pursuit, as parts of it (see `parts.ts` for how they merge). */
import { coded } from '#core/base';
import type { Book } from './book.ts';
import { changedFields } from './events.ts';
import { type ReviewInput, ReviewInputSchema, type ReviewPatch, ReviewPatchSchema } from './inputs.ts';
import { limits } from './limits.ts';
import type { EntryId, PursuitId } from './model.ts';
import { addPart, changePart, type RawPart, readParts, removePart } from './parts.ts';
import { asJson, check, invalid } from './values.ts';

export class Reviews {
  readonly #book: Book;

  constructor(book: Book) {
    this.#book = book;
  }

  /** Adds a review and returns its id. */
  add(pursuit: PursuitId, input: ReviewInput): EntryId {
    const { reviews } = this.#book.pursuits.need(pursuit);
    const checked = check(ReviewInputSchema, input);
    const limit = limits.reviewsPerPursuit;
    if (reviews.length >= limit) throw invalid('reviews', 'too-many', { limit });
    const id = this.#book.newId();
    this.#write(pursuit, (map) => addPart(map, 'review', id, checked));
    return id;
  }

  /** Changes the given fields of a review. */
  change(pursuit: PursuitId, id: EntryId, patch: ReviewPatch): void {
    const current = this.#need(pursuit, id);
    const changed = changedFields(current, asJson(check(ReviewPatchSchema, patch)));
    if (changed) this.#write(pursuit, (map) => changePart(map, 'review', id, current, changed));
  }

  remove(pursuit: PursuitId, id: EntryId): void {
    this.#need(pursuit, id);
    this.#write(pursuit, (map) => removePart(map, 'review', id));
  }

  #write(pursuit: PursuitId, work: Parameters<Book['pursuits']['write']>[1]): void {
    this.#book.write(() => this.#book.pursuits.write(pursuit, work));
  }

  #need(pursuit: PursuitId, id: EntryId): RawPart {
    const part = readParts(this.#book.pursuits.stored(pursuit).own, 'review').get(id);
    if (!part) throw coded('journal/not-found', { what: 'review' });
    return part;
  }
}
