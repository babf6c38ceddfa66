import type { CalendarDate, Dispose } from '#core/base';
import type * as Y from 'yjs';
import { adopt, type Adopted } from './adopt.ts';
import * as attempts from './attempts.ts';
import { binEntry, type BinPick, emptyBin, removeForGood, restoreEntry } from './bin.ts';
import { Book } from './book.ts';
import * as checkIns from './checkins.ts';
import * as events from './events.ts';
import { type Change, Feed } from './feed.ts';
import { latestOf, migrate, migrations, refuseNewer, stamp } from './format.ts';
import type * as inputs from './inputs.ts';
import type { JournalPorts } from './journal-ports.ts';
import * as kinds from './kinds.ts';
import * as letters from './letters.ts';
import { type LowRun, noteTalkShown, unshownRun } from './low-run.ts';
import type { AttemptId, EntryId, KindId, LetterId, PursuitId } from './model.ts';
import * as pulses from './pulses.ts';
import * as pursuits from './pursuits.ts';
import { Queries } from './queries.ts';
import { plainText, reflectionOf, writeReflection } from './reflection.ts';
import type { RichNode } from './rich.ts';
import { Reviews } from './reviews.ts';
import * as searches from './searches.ts';
import { changeSettings } from './settings.ts';
import { addTag, removeTag } from './tags.ts';
import { Turns } from './turns.ts';
import type { LocalOrigin } from './undo.ts';
import { WhyAsking } from './why.ts';

/**
 * The journal on a Yjs document. Commands check first (`journal/invalid` with `field` and `rule`, `journal/not-found`
 * with `what`, `journal/newer-version` once a newer version has written into the document) and are one transaction and
 * one undo step each. Queries return frozen plain data and never throw over what is stored.
 */
export class Journal extends Queries {
  /** Asking for the reason behind a no. */
  readonly why: WhyAsking;
  readonly reviews: Reviews;
  readonly turns: Turns;
  readonly #feed: Feed;

  private constructor(book: Book) {
    super(book);
    this.why = new WhyAsking(book);
    this.reviews = new Reviews(book);
    this.turns = new Turns(book);
    this.#feed = new Feed(book, () => this.forgetSettings());
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
    return this.book.doc;
  }

  /** The origin of every command's transaction; one per opening. */
  get origin(): LocalOrigin {
    return this.book.steps.origin;
  }

  // Attempts

  addAttempt(input: inputs.AttemptInput): AttemptId {
    return attempts.addAttempt(this.book, input);
  }

  changeAttempt(id: AttemptId, patch: inputs.AttemptPatch): void {
    attempts.changeAttempt(this.book, id, patch);
  }

  answerAttempt(id: AttemptId, input: inputs.AnswerInput): void {
    attempts.answerAttempt(this.book, id, input);
  }

  nextEnvelope(id: AttemptId, input: Omit<inputs.AttemptInput, 'nextOf'>): AttemptId {
    return attempts.nextEnvelope(this.book, id, input);
  }

  archiveAttempt(id: AttemptId, archived = true): void {
    attempts.changeAttempt(this.book, id, { archived });
  }

  binAttempt(id: AttemptId): void {
    binEntry(this.book, this.book.attempts, id);
  }

  restoreAttempt(id: AttemptId): void {
    restoreEntry(this.book, this.book.attempts, id);
  }

  addTag(id: AttemptId, tag: string): void {
    addTag(this.book, id, tag);
  }

  removeTag(id: AttemptId, tag: string): void {
    removeTag(this.book, id, tag);
  }

  addEvent(attempt: AttemptId, input: inputs.EventInput): EntryId {
    return events.addEvent(this.book, attempt, input);
  }

  changeEvent(attempt: AttemptId, event: EntryId, patch: inputs.EventPatch): void {
    events.changeEvent(this.book, attempt, event, patch);
  }

  removeEvent(attempt: AttemptId, event: EntryId): void {
    events.removeEvent(this.book, attempt, event);
  }

  /** The rich text of an attempt's reflection, to bind an editor to; see {@link trackOrigin}. */
  reflection(id: AttemptId): Y.XmlFragment {
    return reflectionOf(this.book, id);
  }

  /** The words of a reflection without their marks, one line a block. */
  reflectionText(id: AttemptId): string {
    return plainText(reflectionOf(this.book, id));
  }

  /** Puts an earlier version in the place of a reflection, as one step. */
  writeReflection(id: AttemptId, nodes: readonly RichNode[]): void {
    writeReflection(this.book, id, nodes);
  }

  // Pursuits and their doors

  addPursuit(input: inputs.PursuitInput): PursuitId {
    return pursuits.addPursuit(this.book, input);
  }

  changePursuit(id: PursuitId, patch: inputs.PursuitPatch): void {
    pursuits.changePursuit(this.book, id, patch);
  }

  /** Attempts of a binned pursuit stay where they are. */
  binPursuit(id: PursuitId): void {
    binEntry(this.book, this.book.pursuits, id);
  }

  restorePursuit(id: PursuitId): void {
    restoreEntry(this.book, this.book.pursuits, id);
  }

  addDoor(pursuit: PursuitId, input: inputs.DoorInput): EntryId {
    return pursuits.addDoor(this.book, pursuit, input);
  }

  changeDoor(pursuit: PursuitId, door: EntryId, patch: inputs.DoorPatch): void {
    pursuits.changeDoor(this.book, pursuit, door, patch);
  }

  moveDoor(pursuit: PursuitId, door: EntryId, to: number): void {
    pursuits.moveDoor(this.book, pursuit, door, to);
  }

  removeDoor(pursuit: PursuitId, door: EntryId): void {
    pursuits.removeDoor(this.book, pursuit, door);
  }

  openDoor(pursuit: PursuitId, door: EntryId, input: Partial<inputs.AttemptInput> = {}): AttemptId {
    return pursuits.openDoor(this.book, pursuit, door, input);
  }

  // Pulses and check-ins

  addPulse(input: inputs.PulseInput): EntryId {
    return pulses.addPulse(this.book, input);
  }

  changePulse(id: EntryId, patch: inputs.PulsePatch): void {
    pulses.changePulse(this.book, id, patch);
  }

  binPulse(id: EntryId): void {
    binEntry(this.book, this.book.pulses, id);
  }

  restorePulse(id: EntryId): void {
    restoreEntry(this.book, this.book.pulses, id);
  }

  addCheckIn(input: inputs.CheckInInput): EntryId {
    return checkIns.addCheckIn(this.book, input);
  }

  changeCheckIn(id: EntryId, patch: inputs.CheckInPatch): void {
    checkIns.changeCheckIn(this.book, id, patch);
  }

  binCheckIn(id: EntryId): void {
    binEntry(this.book, this.book.checkIns, id);
  }

  restoreCheckIn(id: EntryId): void {
    restoreEntry(this.book, this.book.checkIns, id);
  }

  /** The low run (see `low-run.ts`) for which "Talk to someone" has not been shown yet; null when there is none. */
  talkRun(today: CalendarDate): LowRun | null {
    return unshownRun(this.book, today);
  }

  /** Remembers on every device that the card was shown for this run; cannot be undone. */
  noteTalkShown(run: LowRun): void {
    noteTalkShown(this.book, run);
  }

  // Kinds

  addKind(input: inputs.KindInput): KindId {
    return kinds.addKind(this.book, input);
  }

  changeKind(id: KindId, patch: inputs.KindPatch): void {
    kinds.changeKind(this.book, id, patch);
  }

  removeKind(id: KindId): void {
    kinds.removeKind(this.book, id);
  }

  restoreKind(id: KindId): void {
    kinds.restoreKind(this.book, id);
  }

  // Letters

  addLetter(input: inputs.LetterInput): LetterId {
    return letters.addLetter(this.book, input);
  }

  changeLetter(id: LetterId, patch: inputs.LetterPatch): void {
    letters.changeLetter(this.book, id, patch);
  }

  binLetter(id: LetterId): void {
    letters.binLetter(this.book, id);
  }

  restoreLetter(id: LetterId): void {
    letters.restoreLetter(this.book, id);
  }

  // Saved searches

  addSearch(input: inputs.SearchInput): EntryId {
    return searches.addSearch(this.book, input);
  }

  changeSearch(id: EntryId, patch: inputs.SearchPatch): void {
    searches.changeSearch(this.book, id, patch);
  }

  removeSearch(id: EntryId): void {
    searches.removeSearch(this.book, id);
  }

  resealLetters(digest: string, hash: string): void {
    letters.resealLetters(this.book, digest, hash);
  }

  // Settings and the whole

  changeSettings(patch: inputs.SettingsPatch): void {
    changeSettings(this.book, patch);
    this.forgetSettings();
  }

  /** Really removes what has been in the bin for 30 days; returns how many entries went. Cannot be undone. */
  emptyBin(): number {
    return emptyBin(this.book);
  }

  /** Really removes what was picked and lies in the bin; returns how many entries went. Cannot be undone. */
  removeForGood(picked: BinPick): number {
    return removeForGood(this.book, picked);
  }

  /**
   * Runs several commands as one transaction and one undo step (an import). When one throws, those before it stay
   * written, and one undo takes them back.
   */
  together<T>(commands: () => T): T {
    return this.book.write(commands);
  }

  /**
   * Takes over a copy of a journal (`copyJournal`) with the ids that it has; what is here already stays as it is. Throws
   * `journal/newer-version`, or `journal/invalid` with rule `not-a-copy`, and then writes nothing.
   */
  adopt(copy: unknown): Adopted {
    const adopted = adopt(this.book, copy);
    this.forgetSettings();
    return adopted;
  }

  // News, undo, end

  /** Tells after every transaction that changed something, local or received. */
  onChange(listener: (change: Change) => void): Dispose {
    return this.#feed.on(listener);
  }

  /** Lets undo also take back what an editor writes into reflections with `origin`. */
  trackOrigin(origin: unknown): Dispose {
    return this.book.steps.track(origin);
  }

  /** Takes back this opening's last step; false when there is none. What it created goes to the bin. */
  undo(): boolean {
    return this.book.step('undo');
  }

  redo(): boolean {
    return this.book.step('redo');
  }

  get canUndo(): boolean {
    return this.book.steps.canUndo;
  }

  get canRedo(): boolean {
    return this.book.steps.canRedo;
  }

  /** Stops watching the document, which stays as it is. */
  dispose(): void {
    this.#feed.dispose();
    this.book.steps.dispose();
  }
}
