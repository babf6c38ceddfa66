import { type CalendarDate, coded, fromDayNumber } from '#core/base';
import type {
  Attempt,
  AttemptId,
  Binned,
  Change,
  CheckIn,
  Journal,
  Kind,
  Letter,
  Pulse,
  Pursuit,
  PursuitId,
  SavedSearch,
  Settings,
} from '#core/journal';
import { type DraftShelf, JournalShelf, PendingWrites } from './drafts.ts';
import type { EarlierSource } from './earlier/earlier-source.ts';
import type { Letters } from './letters/letters.svelte.ts';

/** The date on the wall calendar of the room the person sits in, at an instant in ms. */
function localDate(instant: number): CalendarDate {
  const offset = new Date(instant).getTimezoneOffset() * 60_000;
  return fromDayNumber(Math.floor((instant - offset) / 86_400_000));
}

const localToday = (): CalendarDate => localDate(Date.now());

/** Reading a counter is what makes a getter follow its collection. */
function follow(_version: number): void {
  // Nothing more is needed.
}

export interface JournalStoreOptions {
  /** Where drafts wait; in the journal's own document when left out, so that they are sealed with it. */
  readonly shelf?: DraftShelf;
  readonly today?: () => CalendarDate;
  /** Opens a mailto: address outside the app; throws `cancelled`, or `host/unsupported` where that cannot be. */
  readonly openOutside?: (address: string) => Promise<void>;
  /** Where letters' files are kept; left out where there is no such place. */
  readonly letters?: Letters;
  /** Where earlier versions of texts are read from; left out where none are kept. */
  readonly earlier?: EarlierSource;
  /** Seals what was done and has it written; left out where nothing is sealed. */
  readonly seal?: () => void;
}

/**
 * The open journal as screens read it. The journal keeps its own sorted lists and hands out the same frozen array until
 * something changes, so a counter per collection is all that a screen has to watch.
 */
export class JournalStore {
  readonly journal: Journal;
  readonly shelf: DraftShelf;
  readonly openOutside: (address: string) => Promise<void>;
  /** Null where no files can be kept. */
  readonly letters: Letters | null;
  /** Null where no earlier versions are kept. */
  readonly earlier: EarlierSource | null;
  readonly #seal: () => void;
  /** What is typed but not yet written; the session flushes it before it locks, seals or quits. */
  readonly pending = new PendingWrites();
  readonly #today: () => CalendarDate;
  readonly #stop: () => void;
  #attempts = $state(0);
  #pursuits = $state(0);
  #pulses = $state(0);
  #checkIns = $state(0);
  #kinds = $state(0);
  #settings = $state(0);
  #steps = $state(0);
  #date: CalendarDate = $state.raw(localToday());

  constructor(journal: Journal, options: JournalStoreOptions = {}) {
    this.journal = journal;
    this.shelf = options.shelf ?? new JournalShelf(journal.doc);
    this.letters = options.letters ?? null;
    this.#seal = options.seal ?? (() => undefined);
    this.earlier = options.earlier ?? null;
    this.openOutside = options.openOutside ?? (() => Promise.reject(coded('host/unsupported')));
    this.#today = options.today ?? localToday;
    this.#date = this.#today();
    this.#stop = journal.onChange((change) => this.#noticed(change));
  }

  get attempts(): readonly Attempt[] {
    follow(this.#attempts);
    return this.journal.attempts();
  }

  /** The letters of an attempt that are not in the bin, oldest first. */
  lettersOf(id: AttemptId): readonly Letter[] {
    return (this.attempt(id)?.letters ?? []).flatMap((letter) => this.journal.letter(letter) ?? []);
  }

  /** Every letter, also those in the bin. */
  get allLetters(): readonly Letter[] {
    follow(this.#steps);
    return [...this.journal.letters(), ...this.journal.binned().letters];
  }

  /** The attempt, also when it lies in the bin; null when there is none. */
  attempt(id: AttemptId): Attempt | null {
    follow(this.#attempts);
    return this.journal.attempt(id);
  }

  get pursuits(): readonly Pursuit[] {
    follow(this.#pursuits);
    return this.journal.pursuits();
  }

  /** The pursuit, also when it lies in the bin; null when there is none. */
  pursuit(id: PursuitId): Pursuit | null {
    follow(this.#pursuits);
    return this.journal.pursuit(id);
  }

  get pulses(): readonly Pulse[] {
    follow(this.#pulses);
    return this.journal.pulses();
  }

  get checkIns(): readonly CheckIn[] {
    follow(this.#checkIns);
    return this.journal.checkIns();
  }

  get kinds(): readonly Kind[] {
    follow(this.#kinds);
    return this.journal.kinds();
  }

  get settings(): Settings {
    follow(this.#settings);
    return this.journal.settings();
  }

  /** Everything that lies in the bin. */
  get binned(): Binned {
    follow(this.#steps);
    return this.journal.binned();
  }

  get searches(): readonly SavedSearch[] {
    follow(this.#settings);
    return this.journal.searches();
  }

  /** How many changes there have been since opening: an offer to undo one holds only until the next. */
  get steps(): number {
    return this.#steps;
  }

  get canUndo(): boolean {
    follow(this.#steps);
    return this.journal.canUndo;
  }

  get canRedo(): boolean {
    follow(this.#steps);
    return this.journal.canRedo;
  }

  get today(): CalendarDate {
    return this.#date;
  }

  /** The day an instant (ms) fell on here. */
  dateOf(instant: number): CalendarDate {
    return localDate(instant);
  }

  /** The no's that led to this attempt, oldest first. */
  chainTo(id: AttemptId): readonly Attempt[] {
    follow(this.#attempts);
    return this.journal.chainTo(id);
  }

  /** Called when the window comes back to the front: it may be another day. */
  refreshToday(): void {
    this.#date = this.#today();
  }

  /** Takes back the last step; what is still being typed counts as one. */
  undo(): void {
    this.pending.flush();
    this.journal.undo();
    this.#steps++;
  }

  redo(): void {
    this.pending.flush();
    this.journal.redo();
    this.#steps++;
  }

  /**
   * Has what was just done sealed, before the page is brought up to it: the host writes meanwhile. Without this it is
   * sealed right after.
   */
  sealNow(): void {
    this.#seal();
  }

  /** Writes everything that still waits for a pause in the typing. */
  flush(): void {
    this.pending.flush();
  }

  dispose(): void {
    this.flush();
    this.#stop();
  }

  #noticed(change: Change): void {
    if (change.attempts.size > 0) this.#attempts++;
    if (change.pursuits.size > 0) this.#pursuits++;
    if (change.pulses.size > 0) this.#pulses++;
    if (change.checkIns.size > 0) this.#checkIns++;
    if (change.kinds.size > 0) this.#kinds++;
    if (change.settings) this.#settings++;
    this.#steps++;
  }
}
