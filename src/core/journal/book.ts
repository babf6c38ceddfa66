import { type Clock, createId, type Random } from '#core/base';
import type * as Y from 'yjs';
import { attemptOrder, readAttempt } from './attempt-record.ts';
import { Collection, type CollectionOptions } from './collection.ts';
import { mapNames } from './format.ts';
import type { Attempt, AttemptId, CheckIn, Letter, LetterId, Pulse, Pursuit } from './model.ts';
import {
  checkInOrder,
  kindOrder,
  letterOrder,
  pulseOrder,
  pursuitOrder,
  readCheckIn,
  readKind,
  readLetter,
  readPulse,
  readPursuit,
  type StoredKind,
} from './records.ts';
import { LocalOrigin, UndoSteps } from './undo.ts';

/** A value under a top-level map that this version cannot read as an entry. It is kept as it is. */
export interface Oddity {
  readonly collection: string;
  readonly id: string;
}

/** What the commands and queries of one opened journal work on: its collections, its clock, its one way to write. */
export class Book {
  readonly doc: Y.Doc;
  readonly clock: Clock;
  readonly steps: UndoSteps;
  readonly attempts: Collection<Attempt>;
  readonly pursuits: Collection<Pursuit>;
  readonly checkIns: Collection<CheckIn>;
  readonly pulses: Collection<Pulse>;
  readonly letters: Collection<Letter>;
  readonly kinds: Collection<StoredKind>;
  readonly settings: Y.Map<unknown>;
  readonly #random: Random;
  readonly #beforeWrite: () => void;
  readonly #touched = new Set<AttemptId>();
  #lettersByAttempt: ReadonlyMap<AttemptId, readonly LetterId[]> | null = null;

  /** `beforeWrite` runs before every write; it may throw, and then nothing is written. */
  constructor(doc: Y.Doc, ports: { readonly clock: Clock; readonly random: Random }, beforeWrite: () => void) {
    this.doc = doc;
    this.clock = ports.clock;
    this.#random = ports.random;
    this.#beforeWrite = beforeWrite;
    this.settings = doc.getMap('settings');
    const scope = mapNames.map((name): Y.Map<unknown> => doc.getMap(name));
    this.steps = new UndoSteps(doc, scope, () => this.clock.now());
    const make = <T extends Attempt | Pursuit | CheckIn | Pulse | Letter | StoredKind>(
      name: string,
      word: string,
      read: CollectionOptions<T>['read'],
      compare: (a: T, b: T) => number,
    ) => new Collection<T>({ name, word, read, compare, doc, log: this.steps });
    this.attempts = make(
      'attempts',
      'attempt',
      (id, entry) => readAttempt(id, entry, this.lettersOf(id)),
      attemptOrder,
    );
    this.pursuits = make('pursuits', 'pursuit', readPursuit, pursuitOrder);
    this.checkIns = make('checkins', 'check-in', readCheckIn, checkInOrder);
    this.pulses = make('pulses', 'pulse', readPulse, pulseOrder);
    this.letters = make('letters', 'letter', readLetter, letterOrder);
    this.kinds = make('kinds', 'kind', readKind, kindOrder);
  }

  newId(): string {
    return createId(this.#random);
  }

  /** Every write goes through here: one transaction, one undo step; nested calls join the outer one. */
  write<T>(work: () => T): T {
    return this.steps.run(() => {
      this.#beforeWrite();
      return work();
    });
  }

  /** Takes back, or does again, one step; false when there is none. */
  step(way: 'undo' | 'redo'): boolean {
    if (!(way === 'undo' ? this.steps.canUndo : this.steps.canRedo)) return false;
    this.#beforeWrite();
    return this.steps[way]();
  }

  /** Writes what cannot be undone, in one transaction with an origin of its own. */
  writeForGood(work: () => void): void {
    this.doc.transact(() => {
      this.#beforeWrite();
      work();
    }, new LocalOrigin());
  }

  /** The letters of an attempt that are not in the bin, oldest first. */
  lettersOf(attempt: AttemptId): readonly LetterId[] {
    this.#lettersByAttempt ??= groupLetters(this.letters.live());
    return this.#lettersByAttempt.get(attempt) ?? none;
  }

  /** Forgets what was read of a letter, and of the attempt that it belonged to and now belongs to. */
  forgetLetter(id: LetterId): void {
    this.#touchAttemptOf(id);
    this.letters.forget(id);
    this.#lettersByAttempt = null;
    this.#touchAttemptOf(id);
  }

  /** The attempts whose list of letters may have changed since this was asked last. */
  takeTouched(): readonly AttemptId[] {
    const touched = [...this.#touched];
    this.#touched.clear();
    return touched;
  }

  oddities(): readonly Oddity[] {
    const { attempts, pursuits, checkIns, pulses, letters, kinds } = this;
    return [attempts, pursuits, checkIns, pulses, letters, kinds].flatMap((collection) =>
      collection.oddities().map((id) => ({ collection: collection.name, id })),
    );
  }

  #touchAttemptOf(id: LetterId): void {
    const attempt = this.letters.get(id)?.attempt;
    if (attempt === undefined) return;
    this.attempts.forget(attempt);
    this.#touched.add(attempt);
  }
}

const none: readonly never[] = Object.freeze([]);

function groupLetters(letters: readonly Letter[]): Map<AttemptId, LetterId[]> {
  const groups = new Map<AttemptId, LetterId[]>();
  for (const letter of letters) {
    const group = groups.get(letter.attempt);
    if (group) group.push(letter.id);
    else groups.set(letter.attempt, [letter.id]);
  }
  for (const group of groups.values()) Object.freeze(group);
  return groups;
}
