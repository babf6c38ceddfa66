import type { Binned } from './bin.ts';
import { binned } from './bin.ts';
import type { Book, Oddity } from './book.ts';
import { chainTo } from './chain.ts';
import * as kinds from './kinds.ts';
import type * as model from './model.ts';
import type { AttemptId, KindId, LetterId, PursuitId } from './model.ts';
import * as searches from './searches.ts';
import { readSettings } from './settings.ts';

/** What a journal answers: frozen plain data, whatever is stored. */
export class Queries {
  protected readonly book: Book;
  #settings: model.Settings | null = null;

  protected constructor(book: Book) {
    this.book = book;
  }

  /** Binned ones too; null when there is none. */
  attempt(id: AttemptId): model.Attempt | null {
    return this.book.attempts.get(id);
  }

  /**
   * All that are not in the bin, newest first by the day of the answer, else of sending; undated ones before all others;
   * ties by id.
   */
  attempts(): readonly model.Attempt[] {
    return this.book.attempts.live();
  }

  /** Binned ones too; null when there is none. */
  pursuit(id: PursuitId): model.Pursuit | null {
    return this.book.pursuits.get(id);
  }

  /** By title. */
  pursuits(): readonly model.Pursuit[] {
    return this.book.pursuits.live();
  }

  /** Oldest first. */
  pulses(): readonly model.Pulse[] {
    return this.book.pulses.live();
  }

  /** Oldest first, of all attempts or of one. */
  checkIns(attempt?: AttemptId): readonly model.CheckIn[] {
    const all = this.book.checkIns.live();
    return attempt === undefined ? all : all.filter((one) => one.attempt === attempt);
  }

  /** The built-in ones in their order, then the person's own by name. */
  kinds(): readonly model.Kind[] {
    return kinds.kinds(this.book);
  }

  /** Always a kind: removed ones keep their name, an unknown id is `other`. */
  kind(id: KindId): model.Kind {
    return kinds.kind(this.book, id);
  }

  /** Binned ones too; null when there is none. */
  letter(id: LetterId): model.Letter | null {
    return this.book.letters.get(id);
  }

  /** Oldest first, of all attempts or of one. */
  letters(attempt?: AttemptId): readonly model.Letter[] {
    const all = this.book.letters.live();
    return attempt === undefined ? all : all.filter((one) => one.attempt === attempt);
  }

  /** By name. */
  searches(): readonly model.SavedSearch[] {
    return searches.searches(this.book);
  }

  settings(): model.Settings {
    return (this.#settings ??= readSettings(this.book));
  }

  binned(): Binned {
    return binned(this.book);
  }

  /** The no's that led up to this attempt, oldest first; see `chain.ts` for what counts. */
  chainTo(id: AttemptId): readonly model.Attempt[] {
    return chainTo(this.book, id);
  }

  /** What is stored among the entries but cannot be read as one, by map and id. */
  oddities(): readonly Oddity[] {
    return this.book.oddities();
  }

  /** They are read anew when asked for next. */
  protected forgetSettings(): void {
    this.#settings = null;
  }
}
