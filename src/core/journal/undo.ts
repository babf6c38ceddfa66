import { Disposables } from '#core/base';
import * as Y from 'yjs';
import type { WriteLog } from './collection.ts';
import { fieldOf } from './entry.ts';
import { instant } from './fields.ts';

/** The origin of everything that this opening of a journal writes; a fresh one per opening. */
export class LocalOrigin {
  readonly writer = 'journal';
}

type AnyCollection = Parameters<WriteLog['created']>[0];

interface Created {
  readonly collection: AnyCollection;
  readonly id: string;
}

interface Step {
  /** What Yjs takes back; null when the step only created entries. */
  readonly item: Y.UndoManager['undoStack'][number] | null;
  readonly created: readonly Created[];
}

/** A burst of typing is one step until this many ms pass without a key. */
const typingPauseMs = 500;

/**
 * Undo and redo of what this opening wrote, a command a step. Yjs takes back edits; but taking back the creation of an
 * entry would be a hard delete and would lose what another device has written into it meanwhile, so an undone creation
 * goes to the bin instead (`undoneAt`), and redo takes it out again.
 */
export class UndoSteps implements WriteLog {
  readonly origin = new LocalOrigin();
  readonly #doc: Y.Doc;
  readonly #now: () => number;
  readonly #manager: Y.UndoManager;
  readonly #ended = new Disposables();
  #undo: Step[] = [];
  #redo: Step[] = [];
  #open: { created: Created[]; edited: boolean } | null = null;
  #protected: ReadonlySet<unknown> = new Set();

  constructor(doc: Y.Doc, scope: Y.Map<unknown>[], now: () => number) {
    this.#doc = doc;
    this.#now = now;
    this.#manager = new Y.UndoManager(scope, {
      captureTimeout: typingPauseMs,
      trackedOrigins: new Set([this.origin]),
      captureTransaction: (transaction) => transaction.origin !== this.origin || this.#open?.edited === true,
      deleteFilter: (item) => !this.#isProtected(item),
    });
    this.#manager.on('stack-item-added', ({ stackItem, type }) => {
      if (type === 'undo' && !this.#manager.undoing && !this.#manager.redoing) this.#push(stackItem);
    });
    this.#ended.add(() => this.#manager.destroy());
  }

  created(collection: AnyCollection, id: string): void {
    this.#open?.created.push({ collection, id });
  }

  edited(collection: AnyCollection, id: string): void {
    if (!this.#open) return;
    const isNew = this.#open.created.some((made) => made.id === id && made.collection === collection);
    if (!isNew) this.#open.edited = true;
  }

  /** Notes an edit outside the collections (settings). */
  editedElsewhere(): void {
    if (this.#open) this.#open.edited = true;
  }

  /** Runs `work` as one transaction and one step; inside another `run` it joins that one. */
  run<T>(work: () => T): T {
    if (this.#open) return work();
    this.#open = { created: [], edited: false };
    this.#manager.stopCapturing();
    try {
      return this.#doc.transact(work, this.origin);
    } finally {
      if (this.#open.created.length > 0 && !this.#open.edited) this.#push(null);
      this.#open = null;
      this.#manager.stopCapturing();
    }
  }

  /** Also takes back what is written with `origin` (an editor's); typing bursts are one step. */
  track(origin: unknown): () => void {
    this.#manager.addTrackedOrigin(origin);
    return () => this.#manager.removeTrackedOrigin(origin);
  }

  get canUndo(): boolean {
    return this.#undo.length > 0;
  }

  get canRedo(): boolean {
    return this.#redo.length > 0;
  }

  /** Takes back the last step that still can be; false when there is none. */
  undo(): boolean {
    for (let step = this.#undo.pop(); step; step = this.#undo.pop()) {
      const reverse = this.#reverse(step, 'undo');
      const binned = this.#setUndone(step.created, true);
      if (!reverse && !binned) continue;
      this.#redo.push({ item: reverse, created: step.created });
      return true;
    }
    return false;
  }

  /** Does again what was undone last; false when there is nothing. */
  redo(): boolean {
    for (let step = this.#redo.pop(); step; step = this.#redo.pop()) {
      const restored = this.#setUndone(step.created, false);
      const reverse = this.#reverse(step, 'redo');
      if (!reverse && !restored) continue;
      this.#undo.push({ item: reverse, created: step.created });
      return true;
    }
    return false;
  }

  dispose(): void {
    this.#ended.dispose();
  }

  #push(item: Step['item']): void {
    if (item === null) this.#manager.clear(false, true);
    this.#undo.push({ item, created: this.#open?.created ?? [] });
    this.#redo = [];
  }

  /**
   * Lets Yjs reverse exactly this step: left alone with its whole stack it would go on to the next step when this one
   * has nothing left to reverse. Returns the step the other way round, or null.
   */
  #reverse(step: Step, way: 'undo' | 'redo'): Step['item'] {
    if (!step.item) return null;
    const [from, to] = way === 'undo' ? (['undoStack', 'redoStack'] as const) : (['redoStack', 'undoStack'] as const);
    const rest = this.#manager[from].filter((item) => item !== step.item);
    this.#manager.stopCapturing();
    this.#manager[from] = [step.item];
    this.#protected = new Set(step.created.map(({ collection, id }) => collection.map.get(id)));
    try {
      const changed = way === 'undo' ? this.#manager.undo() : this.#manager.redo();
      return changed ? (this.#manager[to].at(-1) ?? null) : null;
    } finally {
      this.#manager[from] = rest;
      this.#protected = new Set();
    }
  }

  /** Marks what a step created as undone, or no longer; false when nothing changed. */
  #setUndone(created: readonly Created[], undone: boolean): boolean {
    const due = created.filter(({ collection, id }) => {
      const value = collection.get(id);
      if (value === null) return false;
      return undone ? value.deletedAt === null : instant(fieldOf(collection.stored(id), 'undoneAt')) !== null;
    });
    const undoneAt = undone ? this.#now() : null;
    // Neither this opening's origin nor the key that commands use: Yjs would take this for another's edit and would
    // then refuse to redo the command.
    this.#doc.transact(() => {
      for (const { collection, id } of due) collection.edit(id, { undoneAt });
    }, new LocalOrigin());
    return due.length > 0;
  }

  #isProtected(item: Y.Item): boolean {
    if (this.#protected.size === 0) return false;
    if (item.content instanceof Y.ContentType && this.#protected.has(item.content.type)) return true;
    for (let type = item.parent; type instanceof Y.AbstractType; type = type._item?.parent ?? null) {
      if (this.#protected.has(type)) return true;
    }
    return false;
  }
}
