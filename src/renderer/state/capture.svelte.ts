import { asCoded, type CalendarDate, hasCode, type NailwallError } from '#core/base';
import { type AttemptId, limits, type PursuitId, type RatingName, suggestToWhom } from '#core/journal';
import type { Mail } from '#core/transfer';
import type { Watch } from '../host/index.ts';
import { type Draft, emptyDraft, isBlank, readDraft } from './capture-draft.ts';
import type { ChosenFile } from './chosen-file.ts';
import { folded } from './fold.ts';
import type { JournalStore } from './journal-store.svelte.ts';
import { FileQueue } from './letters/file-queue.svelte.ts';
import type { LetterFacts } from './letters/letters.svelte.ts';
import { FileReading } from './reading/file-reading.ts';
import { likelyKind, likelyPursuit, suggestWhat } from './suggestions.ts';

const shelfName = 'capture';

interface Slip {
  attempt: AttemptId | null;
}

/** Writing down an ask in seconds: two fields, an answer, and afterwards the ratings if wanted. */
export class Capture {
  readonly #store: JournalStore;
  readonly #reading: FileReading;
  #draft: Draft = $state.raw(emptyDraft);
  /** What this slip became; another one is begun afterwards. */
  #slip: Slip = { attempt: null };
  /** Files on their way into the draft. */
  readonly files = new FileQueue((file, watch) => this.#take(file, watch));
  /** Fields were filled in from a mail. */
  fromMail = $state(false);
  /** Set once saving was tried, so that nothing is called missing while it is being written. */
  tried = $state(false);
  error: NailwallError | null = $state.raw(null);
  /** The pursuit that lies open where this is written. */
  near: PursuitId | null = $state(null);
  /** The attempt that was just written down. */
  saved: AttemptId | null = $state(null);

  constructor(store: JournalStore, reading = new FileReading()) {
    this.#store = store;
    this.#reading = reading;
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
    const { journal } = this.#store;
    try {
      this.saved = journal.together(() => {
        const attempt = this.#addAttempt();
        for (const facts of this.#draft.letters) journal.addLetter({ attempt, ...facts });
        return attempt;
      });
    } catch (error) {
      this.error = asCoded(error);
      return null;
    }
    this.#slip.attempt = this.saved;
    this.#clear();
    this.#store.sealNow();
    return this.saved;
  }

  /** Keeps files for the attempt that is being written down; a mail fills in what is still empty. */
  async take(files: Iterable<ChosenFile>): Promise<void> {
    await this.files.add(files);
    this.#reading.end();
  }

  dropLetter(hash: string): void {
    this.change({ letters: this.#draft.letters.filter((one) => one.hash !== hash) });
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

  #addAttempt(): AttemptId {
    const { toWhom, what, answer, stretch, tags, reason } = this.#draft;
    const { pursuit, kind } = this;
    const dates = answer === 'waiting' ? { sentOn: this.on } : { answeredOn: this.on };
    return this.#store.journal.addAttempt({
      ...{ toWhom, what, answer, pursuit, stretch, tags: [...tags], kind, reason },
      ...dates,
    });
  }

  async #take(file: ChosenFile, watch: Watch): Promise<void> {
    const slip = this.#slip;
    const facts = await this.#store.letters?.seal(file, watch);
    if (!facts) return;
    if (slip.attempt !== null) this.#store.journal.addLetter({ attempt: slip.attempt, ...facts });
    else this.#lay(facts);
    if (facts.mime === 'message/rfc822') await this.#fill(file, slip);
  }

  /** The same file need not lie there twice. */
  #lay(facts: LetterFacts): void {
    const { letters } = this.#draft;
    if (letters.every(({ digest }) => digest !== facts.digest)) this.change({ letters: [...letters, facts] });
  }

  async #fill(file: ChosenFile, slip: Slip): Promise<void> {
    const mail = await this.#mailIn(file);
    if (!mail || slip.attempt !== null) return;
    const { toWhom, what, on, reason } = this.#draft;
    const line = (text: string): string => text.slice(0, limits.line);
    this.change({
      toWhom: toWhom || line(mail.name || mail.address),
      what: what || line(mail.topic),
      on: on ?? mail.on,
      reason: reason || mail.text,
    });
    this.fromMail = true;
  }

  /** Null for a mail that makes no sense: it is kept as a letter all the same. */
  async #mailIn(file: ChosenFile): Promise<Mail | null> {
    try {
      return await this.#reading.mail(file);
    } catch (error) {
      if (hasCode(error, 'transfer/unreadable')) return null;
      throw error;
    }
  }

  #clear(): void {
    this.#draft = emptyDraft;
    this.#slip = { attempt: null };
    this.fromMail = false;
    this.tried = false;
    this.#store.pending.drop(shelfName);
    this.#keep();
  }

  #keep(): void {
    this.#store.shelf.write(shelfName, isBlank(this.#draft) ? null : JSON.stringify(this.#draft));
  }
}
