/** Taking over a copy of a journal (see `copy.ts`) into an open one, with the ids that it has. */
import * as Y from 'yjs';
import type { Book } from './book.ts';
import type { Collection } from './collection.ts';
import { copyJournal, type EntryCopy, fillJournal } from './copy.ts';
import { fieldOf, isPlainObject, type Json } from './entry.ts';
import { instant } from './fields.ts';
import { migrate, migrations } from './format.ts';
import { buildRich } from './rich.ts';

/** What became of the entries of a copy. */
export interface Adopted {
  /** Written, or taken out of the bin where undoing an earlier take-over had put them. */
  readonly added: number;
  /** Here already, binned or not; they stay as they are. */
  readonly present: number;
}

type AnyCollection = Pick<Collection<never>, 'map' | 'insert' | 'edit' | 'stored' | 'forget' | 'name'> & {
  get(id: string): unknown;
};

/**
 * Writes every entry of a copy that is not here yet, and every setting that was never chosen here, in one transaction
 * and one undo step. What is here wins over what the copy says. Throws as {@link fillJournal} does, and then nothing is
 * written.
 */
export function adopt(book: Book, copy: unknown): Adopted {
  const { entries, settings } = upToDate(copy);
  const collections: readonly AnyCollection[] = [
    book.kinds,
    book.pursuits,
    book.attempts,
    book.letters,
    book.checkIns,
    book.pulses,
  ];
  let added = 0;
  let present = 0;
  book.write(() => {
    for (const collection of collections) {
      for (const [id, entry] of Object.entries(entries[collection.name as keyof typeof entries])) {
        if (take(book, collection, id, entry)) added++;
        else present++;
      }
    }
    for (const [key, value] of Object.entries(settings)) adoptSetting(book, key, value);
  });
  return { added, present };
}

/** The copy as this version would have written it: checked, and migrated on a document of its own. */
function upToDate(copy: unknown) {
  const doc = new Y.Doc();
  try {
    fillJournal(doc, copy);
    migrate(doc, migrations);
    return copyJournal(doc).copy;
  } finally {
    doc.destroy();
  }
}

function take(book: Book, collection: AnyCollection, id: string, entry: EntryCopy): boolean {
  if (collection.map.has(id)) return revive(collection, id, entry);
  const { base, ...plain } = entry.plain;
  const fill = (map: Y.Map<unknown>) => fillEntry(map, plain, entry.rich, collection === book.attempts);
  if (isPlainObject(base)) collection.insert(id, base as Record<string, Json>, fill);
  else keepOdd(collection, id, entry.plain, fill);
  if (collection === book.letters) book.forgetLetter(id);
  return true;
}

function fillEntry(
  map: Y.Map<unknown>,
  plain: EntryCopy['plain'],
  rich: EntryCopy['rich'] = {},
  isAttempt: boolean,
): void {
  for (const [key, value] of Object.entries(plain)) map.set(key, value);
  // An attempt's reflection is made with it: one made later on two devices would lose one side's words.
  for (const [key, nodes] of Object.entries(isAttempt ? { reflection: [], ...rich } : rich)) {
    const fragment = new Y.XmlFragment();
    fragment.insert(0, buildRich(nodes) ?? []);
    map.set(key, fragment);
  }
}

/** What this version cannot read as an entry is passed on as it is. */
function keepOdd(
  collection: AnyCollection,
  id: string,
  plain: EntryCopy['plain'],
  fill: (map: Y.Map<unknown>) => void,
): void {
  const map = new Y.Map<unknown>();
  collection.map.set(id, map);
  fill(map);
  if (Object.hasOwn(plain, 'base')) map.set('base', plain['base']);
  collection.forget(id);
}

/** An entry whose creation was undone here comes back when it is taken over again. */
function revive(collection: AnyCollection, id: string, entry: EntryCopy): boolean {
  if (collection.get(id) === null) return false;
  const stored = collection.stored(id);
  const undone = instant(fieldOf(stored, 'undoneAt')) !== null && instant(fieldOf(stored, 'deletedAt')) === null;
  if (!undone || instant(entry.plain['undoneAt']) !== null) return false;
  collection.edit(id, { undoneAt: null });
  return true;
}

function adoptSetting(book: Book, key: string, value: Json): void {
  if (book.settings.has(key)) return;
  book.settings.set(key, value);
  book.steps.editedElsewhere();
}
