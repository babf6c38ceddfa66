/** Kinds of attempts: the built-in ones with fixed ids, and the person's own. */
import { coded } from '#core/base';
import type { Book } from './book.ts';
import { type KindInput, KindInputSchema, type KindPatch, KindPatchSchema } from './inputs.ts';
import { type BuiltInKind, builtInKinds, type Kind, type KindId, type Paper } from './model.ts';
import { asJson, check, invalid } from './values.ts';

const paperOf: Readonly<Record<BuiltInKind, Paper>> = {
  job: 'work',
  internship: 'work',
  scholarship: 'grant',
  'degree-place': 'study',
  book: 'writing',
  article: 'writing',
  'seminar-or-client': 'work',
  friendship: 'people',
  date: 'people',
  other: 'other',
};

const builtIn: ReadonlyMap<KindId, Kind> = new Map(
  builtInKinds.map((id) => [id, Object.freeze({ id, name: '', paper: paperOf[id], builtIn: true })]),
);
const other = builtIn.get('other') as Kind;

/** The built-in kinds in their fixed order, then the person's own by name. */
export function kinds(book: Book): readonly Kind[] {
  return Object.freeze([...builtIn.values(), ...book.kinds.live()]);
}

/** A kind by id. Removed ones keep their name for the attempts that have them; an unknown one is `other`. */
export function kind(book: Book, id: KindId): Kind {
  return builtIn.get(id) ?? book.kinds.get(id) ?? other;
}

/** Throws `journal/not-found` unless the kind can be chosen. */
export function needKind(book: Book, id: KindId): void {
  if (!builtIn.has(id) && book.kinds.get(id)?.deletedAt !== null) throw coded('journal/not-found', { what: 'kind' });
}

export function addKind(book: Book, input: KindInput): KindId {
  const checked = check(KindInputSchema, input);
  const id = book.newId();
  book.write(() => book.kinds.insert(id, checked));
  return id;
}

export function changeKind(book: Book, id: KindId, patch: KindPatch): void {
  needOwn(book, id);
  const checked = check(KindPatchSchema, patch);
  book.write(() => book.kinds.edit(id, asJson(checked)));
}

/** Takes a kind off the list. Attempts of that kind keep it. */
export function removeKind(book: Book, id: KindId): void {
  needOwn(book, id);
  if (book.kinds.get(id)?.deletedAt === null) book.write(() => book.kinds.edit(id, { deletedAt: book.clock.now() }));
}

/** Puts a removed kind back on the list. */
export function restoreKind(book: Book, id: KindId): void {
  needOwn(book, id);
  book.write(() => book.kinds.edit(id, { deletedAt: null, undoneAt: null }));
}

function needOwn(book: Book, id: KindId): void {
  if (builtIn.has(id)) throw invalid('kind', 'built-in');
  book.kinds.need(id);
}
