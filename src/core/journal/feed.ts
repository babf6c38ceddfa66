import { type Dispose, Disposables, Emitter } from '#core/base';
import type * as Y from 'yjs';
import type { Book } from './book.ts';
import type { Collection } from './collection.ts';
import type { AttemptId, EntryId, KindId, LetterId, PursuitId } from './model.ts';

/** What one transaction changed, by id: added, edited, binned, removed. */
export interface Change {
  /** Also those whose list of letters changed; not those whose reflection alone did. */
  readonly attempts: ReadonlySet<AttemptId>;
  /** Attempts whose reflection changed. */
  readonly reflections: ReadonlySet<AttemptId>;
  readonly pursuits: ReadonlySet<PursuitId>;
  readonly checkIns: ReadonlySet<EntryId>;
  readonly pulses: ReadonlySet<EntryId>;
  readonly letters: ReadonlySet<LetterId>;
  readonly kinds: ReadonlySet<KindId>;
  readonly settings: boolean;
  /** Written here, not received. */
  readonly local: boolean;
}

type SetName = Exclude<keyof Change, 'settings' | 'local'>;
type Draft = Record<SetName, Set<string>> & { settings: boolean };

const emptyDraft = (): Draft => ({
  attempts: new Set(),
  reflections: new Set(),
  pursuits: new Set(),
  checkIns: new Set(),
  pulses: new Set(),
  letters: new Set(),
  kinds: new Set(),
  settings: false,
});

/** Watches the document: forgets what was read of entries that changed, then tells listeners. Never writes. */
export class Feed {
  readonly #book: Book;
  readonly #emitter = new Emitter<Change>();
  readonly #ended = new Disposables();
  #draft = emptyDraft();

  /** `onSettings` is called before listeners hear of changed settings. */
  constructor(book: Book, onSettings: () => void) {
    this.#book = book;
    this.#watch(book.pursuits, 'pursuits');
    this.#watch(book.checkIns, 'checkIns');
    this.#watch(book.pulses, 'pulses');
    this.#watch(book.letters, 'letters', (id) => book.forgetLetter(id));
    this.#watch(book.kinds, 'kinds');
    this.#watch(book.attempts, 'attempts');
    const onSettingsEvent = () => {
      this.#draft.settings = true;
      onSettings();
    };
    book.settings.observeDeep(onSettingsEvent);
    this.#ended.add(() => book.settings.unobserveDeep(onSettingsEvent));
    const flush = (transaction: Y.Transaction) => this.#flush(transaction);
    book.doc.on('afterTransaction', flush);
    this.#ended.add(() => book.doc.off('afterTransaction', flush));
  }

  on(listener: (change: Change) => void): Dispose {
    return this.#emitter.on(listener);
  }

  dispose(): void {
    this.#ended.dispose();
  }

  #watch(
    collection: Pick<Collection<never>, 'map' | 'forget'>,
    name: Exclude<SetName, 'reflections'>,
    forget = (id: string) => collection.forget(id),
  ): void {
    const observer = (events: Y.YEvent<Y.AbstractType<unknown>>[]) => {
      for (const event of events) {
        const [id, key] = event.path;
        if (id === undefined) for (const changed of event.keys.keys()) this.#note(name, changed, forget);
        else if (name === 'attempts' && key === 'reflection') this.#draft.reflections.add(String(id));
        else this.#note(name, String(id), forget);
      }
    };
    collection.map.observeDeep(observer as Parameters<typeof collection.map.observeDeep>[0]);
    this.#ended.add(() => collection.map.unobserveDeep(observer as Parameters<typeof collection.map.observeDeep>[0]));
  }

  #note(name: SetName, id: string, forget: (id: string) => void): void {
    this.#draft[name].add(id);
    forget(id);
  }

  #flush(transaction: Y.Transaction): void {
    const draft = this.#draft;
    for (const id of this.#book.takeTouched()) draft.attempts.add(id);
    this.#draft = emptyDraft();
    const { settings, ...sets } = draft;
    if (!settings && Object.values(sets).every((set) => set.size === 0)) return;
    this.#emitter.emit({ ...draft, local: transaction.local });
  }
}
