/**
 * Saved searches. They lie among the settings as parts `search/<id>` (see `parts.ts`), so that a rename here and another
 * wording there both survive, and so that versions that know none of them pass them on untouched.
 */
import { coded } from '#core/base';
import type { Book } from './book.ts';
import { changedFields } from './events.ts';
import { text } from './fields.ts';
import { type SearchInput, SearchInputSchema, type SearchPatch, SearchPatchSchema } from './inputs.ts';
import { limits } from './limits.ts';
import type { EntryId, SavedSearch } from './model.ts';
import { byText } from './order.ts';
import { addPart, changePart, type RawPart, readParts, removePart } from './parts.ts';
import { asJson, check, invalid } from './values.ts';

const prefix = 'search';

function stored(book: Book): Map<string, RawPart> {
  return readParts(new Map(book.settings.entries()), prefix);
}

/** By name, ties by id. What has no readable name is left out, and kept. */
export function searches(book: Book): readonly SavedSearch[] {
  const read = [...stored(book)].map(([id, part]) =>
    Object.freeze({ id, name: text(part.name), query: text(part.query) }),
  );
  const named = read.filter(({ name }) => name !== '');
  return Object.freeze(named.sort((a, b) => byText(a.name, b.name) || byText(a.id, b.id)));
}

/** Keeps a search under a name and returns its id. */
export function addSearch(book: Book, input: SearchInput): EntryId {
  const checked = check(SearchInputSchema, input);
  if (stored(book).size >= limits.searches) throw invalid('searches', 'too-many', { limit: limits.searches });
  const id = book.newId();
  book.write(() => {
    addPart(book.settings, prefix, id, checked);
    book.steps.editedElsewhere();
  });
  return id;
}

/** Changes the given fields, each on its own. */
export function changeSearch(book: Book, id: EntryId, patch: SearchPatch): void {
  const current = need(book, id);
  const changed = changedFields(current, asJson(check(SearchPatchSchema, patch)));
  if (!changed) return;
  book.write(() => {
    changePart(book.settings, prefix, id, current, changed);
    book.steps.editedElsewhere();
  });
}

export function removeSearch(book: Book, id: EntryId): void {
  need(book, id);
  book.write(() => {
    removePart(book.settings, prefix, id);
    book.steps.editedElsewhere();
  });
}

function need(book: Book, id: EntryId): RawPart {
  const part = stored(book).get(id);
  if (!part) throw coded('journal/not-found', { what: 'search' });
  return part;
}
