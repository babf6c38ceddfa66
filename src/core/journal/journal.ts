import type { Clock, Dispose, Random } from '#core/base';
import type * as Y from 'yjs';
import { adopt, type Adopted } from './adopt.ts';
import * as attempts from './attempts.ts';
import { binEntry, type Binned, emptyBin, restoreEntry } from './bin.ts';
import { Book } from './book.ts';
import { chainTo } from './chain.ts';
import * as checkIns from './checkins.ts';
import * as events from './events.ts';
import { type Change, Feed } from './feed.ts';
import { latestOf, migrate, type Migration, migrations, refuseNewer, stamp } from './format.ts';
import type * as inputs from './inputs.ts';
import * as kinds from './kinds.ts';
import * as letters from './letters.ts';
import type * as model from './model.ts';
import type { AttemptId, EntryId, KindId, LetterId, PursuitId } from './model.ts';
import * as pulses from './pulses.ts';
import * as pursuits from './pursuits.ts';
import { plainText, reflectionOf } from './reflection.ts';
import { changeSettings, readSettings } from './settings.ts';
import { addTag, removeTag } from './tags.ts';
import type { LocalOrigin } from './undo.ts';

export interface JournalPorts {
  readonly clock: Clock;
  readonly random: Random;
  /** Steps from older formats; only tests plant their own. */
  readonly migrations?: readonly Migration[];
}

/** A value under a top-level map that this version cannot read as an entry. It is kept as it is. */
export interface Oddity {
  readonly collection: string;
  readonly id: string;
}

/**
 * The journal on a Yjs document. Commands check first (`journal/invalid` with `field` and `rule`, `journal/not-found`
 * with `what`, `journal/newer-version` once a newer version has written into the document) and are one transaction and
 * one undo step each. Queries return frozen plain data and never throw over what is stored.
 */
export class Journal {
  readonly #book: Book;
  readonly #feed: Feed;
  #settings: model.Settings | null = null;

  private constructor(book: Book) {
    this.#book = book;
    this.#feed = new Feed(book, () => (this.#settings = null));
  }

  /**
   * Opens the journal in `doc`. An empty document is given nothing until the first command; an older one is migrated;
   * a newer one is left untouched and `journal/newer-version` thrown.
   */
  static open(doc: Y.Doc, ports: JournalPorts): Journal {
    const steps = ports.migrations ?? migrations;
    const known = latestOf(steps);
    refuseNewer(doc, known);
    migrate(doc, steps);
    const beforeWrite = () => {
      refuseNewer(doc, known);
      stamp(doc, known);
    };
    return new Journal(new Book(doc, ports, beforeWrite));
  }

  get doc(): Y.Doc {
    return this.#book.doc;
  }

  /** The origin of every command's transaction; one per opening. */
  get origin(): LocalOrigin {
    return this.#book.steps.origin;
  }

  // Attempts

  addAttempt(input: inputs.AttemptInput): AttemptId {
    return attempts.addAttempt(this.#book, input);
  }

  changeAttempt(id: AttemptId, patch: inputs.AttemptPatch): void {
    attempts.changeAttempt(this.#book, id, patch);
  }

  answerAttempt(id: AttemptId, input: inputs.AnswerInput): void {
    attempts.answerAttempt(this.#book, id, input);
  }

  nextEnvelope(id: AttemptId, input: Omit<inputs.AttemptInput, 'nextOf'>): AttemptId {
    return attempts.nextEnvelope(this.#book, id, input);
  }

  archiveAttempt(id: AttemptId, archived = true): void {
    attempts.changeAttempt(this.#book, id, { archived });
  }

  binAttempt(id: AttemptId): void {
    binEntry(this.#book, this.#book.attempts, id);
  }

  restoreAttempt(id: AttemptId): void {
    restoreEntry(this.#book, this.#book.attempts, id);
  }

  addTag(id: AttemptId, tag: string): void {
    addTag(this.#book, id, tag);
  }

  removeTag(id: AttemptId, tag: string): void {
    removeTag(this.#book, id, tag);
  }

  addEvent(attempt: AttemptId, input: inputs.EventInput): EntryId {
    return events.addEvent(this.#book, attempt, input);
  }

  changeEvent(attempt: AttemptId, event: EntryId, patch: inputs.EventPatch): void {
    events.changeEvent(this.#book, attempt, event, patch);
  }

  removeEvent(attempt: AttemptId, event: EntryId): void {
    events.removeEvent(this.#book, attempt, event);
  }

  /** The rich text of an attempt's reflection, to bind an editor to; see {@link trackOrigin}. */
  reflection(id: AttemptId): Y.XmlFragment {
    return reflectionOf(this.#book, id);
  }

  /** The words of a reflection without their marks, one line a block. */
  reflectionText(id: AttemptId): string {
    return plainText(reflectionOf(this.#book, id));
  }

  // Pursuits and their doors

  addPursuit(input: inputs.PursuitInput): PursuitId {
    return pursuits.addPursuit(this.#book, input);
  }

  changePursuit(id: PursuitId, patch: inputs.PursuitPatch): void {
    pursuits.changePursuit(this.#book, id, patch);
  }

  /** Attempts of a binned pursuit stay where they are. */
  binPursuit(id: PursuitId): void {
    binEntry(this.#book, this.#book.pursuits, id);
  }

  restorePursuit(id: PursuitId): void {
    restoreEntry(this.#book, this.#book.pursuits, id);
  }

  addDoor(pursuit: PursuitId, input: inputs.DoorInput): EntryId {
    return pursuits.addDoor(this.#book, pursuit, input);
  }

  changeDoor(pursuit: PursuitId, door: EntryId, patch: inputs.DoorPatch): void {
    pursuits.changeDoor(this.#book, pursuit, door, patch);
  }

  removeDoor(pursuit: PursuitId, door: EntryId): void {
    pursuits.removeDoor(this.#book, pursuit, door);
  }

  openDoor(pursuit: PursuitId, door: EntryId, input: Partial<inputs.AttemptInput> = {}): AttemptId {
    return pursuits.openDoor(this.#book, pursuit, door, input);
  }

  // Pulses and check-ins

  addPulse(input: inputs.PulseInput): EntryId {
    return pulses.addPulse(this.#book, input);
  }

  changePulse(id: EntryId, patch: inputs.PulsePatch): void {
    pulses.changePulse(this.#book, id, patch);
  }

  binPulse(id: EntryId): void {
    binEntry(this.#book, this.#book.pulses, id);
  }

  restorePulse(id: EntryId): void {
    restoreEntry(this.#book, this.#book.pulses, id);
  }

  addCheckIn(input: inputs.CheckInInput): EntryId {
    return checkIns.addCheckIn(this.#book, input);
  }

  changeCheckIn(id: EntryId, patch: inputs.CheckInPatch): void {
    checkIns.changeCheckIn(this.#book, id, patch);
  }

  binCheckIn(id: EntryId): void {
    binEntry(this.#book, this.#book.checkIns, id);
  }

  restoreCheckIn(id: EntryId): void {
    restoreEntry(this.#book, this.#book.checkIns, id);
  }

  // Kinds

  addKind(input: inputs.KindInput): KindId {
    return kinds.addKind(this.#book, input);
  }

  changeKind(id: KindId, patch: inputs.KindPatch): void {
    kinds.changeKind(this.#book, id, patch);
  }

  removeKind(id: KindId): void {
    kinds.removeKind(this.#book, id);
  }

  restoreKind(id: KindId): void {
    kinds.restoreKind(this.#book, id);
  }

  // Letters

  addLetter(input: inputs.LetterInput): LetterId {
    return letters.addLetter(this.#book, input);
  }

  changeLetter(id: LetterId, patch: inputs.LetterPatch): void {
    letters.changeLetter(this.#book, id, patch);
  }

  binLetter(id: LetterId): void {
    letters.binLetter(this.#book, id);
  }

  restoreLetter(id: LetterId): void {
    letters.restoreLetter(this.#book, id);
  }

  // Settings and the whole

  changeSettings(patch: inputs.SettingsPatch): void {
    changeSettings(this.#book, patch);
    this.#settings = null;
  }

  /** Really removes what has been in the bin for 30 days; returns how many entries went. Cannot be undone. */
  emptyBin(): number {
    return emptyBin(this.#book);
  }

  /**
   * Runs several commands as one transaction and one undo step (an import). When one throws, those before it stay
   * written, and one undo takes them back.
   */
  together<T>(commands: () => T): T {
    return this.#book.write(commands);
  }

  /**
   * Takes over a copy of a journal (`copyJournal`) with the ids that it has; what is here already stays as it is. Throws
   * `journal/newer-version`, or `journal/invalid` with rule `not-a-copy`, and then writes nothing.
   */
  adopt(copy: unknown): Adopted {
    const adopted = adopt(this.#book, copy);
    this.#settings = null;
    return adopted;
  }

  // Queries

  /** Binned ones too; null when there is none. */
  attempt(id: AttemptId): model.Attempt | null {
    return this.#book.attempts.get(id);
  }

  /**
   * All that are not in the bin, newest first by the day of the answer, else of sending; undated ones before all others;
   * ties by id.
   */
  attempts(): readonly model.Attempt[] {
    return this.#book.attempts.live();
  }

  /** Binned ones too; null when there is none. */
  pursuit(id: PursuitId): model.Pursuit | null {
    return this.#book.pursuits.get(id);
  }

  /** By title. */
  pursuits(): readonly model.Pursuit[] {
    return this.#book.pursuits.live();
  }

  /** Oldest first. */
  pulses(): readonly model.Pulse[] {
    return this.#book.pulses.live();
  }

  /** Oldest first, of all attempts or of one. */
  checkIns(attempt?: AttemptId): readonly model.CheckIn[] {
    const all = this.#book.checkIns.live();
    return attempt === undefined ? all : all.filter((one) => one.attempt === attempt);
  }

  /** The built-in ones in their order, then the person's own by name. */
  kinds(): readonly model.Kind[] {
    return kinds.kinds(this.#book);
  }

  /** Always a kind: removed ones keep their name, an unknown id is `other`. */
  kind(id: KindId): model.Kind {
    return kinds.kind(this.#book, id);
  }

  /** Binned ones too; null when there is none. */
  letter(id: LetterId): model.Letter | null {
    return this.#book.letters.get(id);
  }

  /** Oldest first, of all attempts or of one. */
  letters(attempt?: AttemptId): readonly model.Letter[] {
    const all = this.#book.letters.live();
    return attempt === undefined ? all : all.filter((one) => one.attempt === attempt);
  }

  settings(): model.Settings {
    return (this.#settings ??= readSettings(this.#book));
  }

  binned(): Binned {
    const { attempts, pursuits, pulses, checkIns, letters } = this.#book;
    return {
      attempts: attempts.binned(),
      pursuits: pursuits.binned(),
      pulses: pulses.binned(),
      checkIns: checkIns.binned(),
      letters: letters.binned(),
    };
  }

  /** The no's that led up to this attempt, oldest first; see `chain.ts` for what counts. */
  chainTo(id: AttemptId): readonly model.Attempt[] {
    return chainTo(this.#book, id);
  }

  /** What is stored among the entries but cannot be read as one, by map and id. */
  oddities(): readonly Oddity[] {
    const { attempts, pursuits, checkIns, pulses, letters, kinds } = this.#book;
    return [attempts, pursuits, checkIns, pulses, letters, kinds].flatMap((collection) =>
      collection.oddities().map((id) => ({ collection: collection.name, id })),
    );
  }

  // News, undo, end

  /** Tells after every transaction that changed something, local or received. */
  onChange(listener: (change: Change) => void): Dispose {
    return this.#feed.on(listener);
  }

  /** Lets undo also take back what an editor writes into reflections with `origin`. */
  trackOrigin(origin: unknown): Dispose {
    return this.#book.steps.track(origin);
  }

  /** Takes back this opening's last step; false when there is none. What it created goes to the bin. */
  undo(): boolean {
    return this.#book.step('undo');
  }

  redo(): boolean {
    return this.#book.step('redo');
  }

  get canUndo(): boolean {
    return this.#book.steps.canUndo;
  }

  get canRedo(): boolean {
    return this.#book.steps.canRedo;
  }

  /** Stops watching the document, which stays as it is. */
  dispose(): void {
    this.#feed.dispose();
    this.#book.steps.dispose();
  }
}
