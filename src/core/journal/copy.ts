/**
 * The whole journal as one JSON value and back: ids, binned entries, rich text, and the fields of newer versions
 * included. What a lossless export holds.
 */
import { coded } from '#core/base';
import * as v from 'valibot';
import * as Y from 'yjs';
import { isJson, isPlainObject, type Json } from './entry.ts';
import { formatVersionOf, latestOf, mapNames, migrations, stamp } from './format.ts';
import { buildRich, type RichNode, richOf } from './rich.ts';
import { invalid } from './values.ts';

const entryMaps = mapNames.filter((name) => name !== 'settings');
type EntryMap = (typeof entryMaps)[number];

/** An entry: its plain keys, and its rich texts by key. */
export interface EntryCopy {
  readonly plain: Readonly<Record<string, Json>>;
  readonly rich?: Readonly<Record<string, readonly RichNode[]>>;
}

export interface JournalCopy {
  readonly format: number;
  readonly entries: Readonly<Record<EntryMap, Readonly<Record<string, EntryCopy>>>>;
  readonly settings: Readonly<Record<string, Json>>;
}

/** Where something lies that has no JSON form: the map, and the id and key in it. */
export interface Uncopied {
  readonly collection: string;
  readonly id: string;
  readonly key: string;
}

/** Names that a JSON reader had better drop; the schemas do, so they count as not copied instead. */
const unsafe: ReadonlySet<string> = new Set(['__proto__', 'prototype', 'constructor']);

const JsonRecord = v.custom<Record<string, Json>>((value) => isPlainObject(value) && isJson(value));
/** Valibot takes a list for a record as well. */
const record = <const S extends v.GenericSchema>(schema: S) =>
  v.pipe(v.custom<Record<string, unknown>>(isPlainObject), v.record(v.string(), schema));
const EntrySchema = v.strictObject({
  plain: JsonRecord,
  rich: v.optional(record(v.array(v.unknown()))),
});
const CopySchema = v.strictObject({
  format: v.pipe(v.number(), v.integer(), v.minValue(1)),
  entries: v.record(v.picklist(entryMaps), record(EntrySchema)),
  settings: JsonRecord,
});

/**
 * Copies a journal document. `uncopied` lists what could not be taken along: a lossless export that finds any must stop
 * and say so.
 */
export function copyJournal(doc: Y.Doc): { readonly copy: JournalCopy; readonly uncopied: readonly Uncopied[] } {
  const uncopied: Uncopied[] = [];
  const entries = Object.fromEntries(entryMaps.map((name) => [name, copyMap(doc, name, uncopied)]));
  const settings: [string, Json][] = [];
  for (const [key, value] of doc.getMap('settings')) {
    if (isJson(value) && !unsafe.has(key)) settings.push([key, value]);
    else uncopied.push({ collection: 'settings', id: '', key });
  }
  const format = formatVersionOf(doc) ?? latestOf(migrations);
  const copy = { format, entries: entries as JournalCopy['entries'], settings: Object.fromEntries(settings) };
  return { copy, uncopied };
}

function copyMap(doc: Y.Doc, collection: EntryMap, uncopied: Uncopied[]): Record<string, EntryCopy> {
  const copies: [string, EntryCopy][] = [];
  for (const [id, entry] of doc.getMap(collection)) {
    if (entry instanceof Y.Map && !unsafe.has(id)) {
      copies.push([id, copyEntry(entry as Y.Map<unknown>, (key) => uncopied.push({ collection, id, key }))]);
    } else uncopied.push({ collection, id, key: '' });
  }
  return Object.fromEntries(copies);
}

function copyEntry(entry: Y.Map<unknown>, fail: (key: string) => void): EntryCopy {
  const plain: [string, Json][] = [];
  const rich: [string, RichNode[]][] = [];
  for (const [key, value] of entry) {
    const nodes = value instanceof Y.XmlFragment && !(value instanceof Y.XmlElement) ? richOf(value) : null;
    if (unsafe.has(key)) fail(key);
    else if (nodes) rich.push([key, nodes]);
    else if (isJson(value)) plain.push([key, value]);
    else fail(key);
  }
  const copy = { plain: Object.fromEntries(plain) };
  return rich.length > 0 ? { ...copy, rich: Object.fromEntries(rich) } : copy;
}

/**
 * Writes a copy into an empty document, in one transaction with `origin`; open the journal afterwards (that migrates an
 * older copy). Throws `journal/newer-version` for a newer copy, `journal/invalid` with rule `not-empty` for a document
 * that holds anything, or `not-a-copy` with the place (names of maps and keys only); then nothing is written.
 */
export function fillJournal(doc: Y.Doc, copy: unknown, origin?: unknown): void {
  if (formatVersionOf(doc) !== null) throw invalid('', 'not-empty');
  const format = v.safeParse(v.object({ format: v.number() }), copy);
  const known = latestOf(migrations);
  if (format.success && format.output.format > known) {
    throw coded('journal/newer-version', { version: format.output.format, known });
  }
  const parsed = v.safeParse(CopySchema, copy);
  if (!parsed.success) throw invalid(v.getDotPath(parsed.issues[0])?.split('.')[0] ?? '', 'not-a-copy');
  const { entries, settings } = parsed.output;
  const built = entryMaps.flatMap((name) =>
    Object.entries(entries[name] ?? {}).map(([id, entry]) => ({ name, id, map: buildEntry(name, entry) })),
  );
  doc.transact(() => {
    stamp(doc, parsed.output.format);
    for (const { name, id, map } of built) doc.getMap(name).set(id, map);
    for (const [key, value] of Object.entries(settings)) doc.getMap('settings').set(key, value);
  }, origin);
}

function buildEntry(name: EntryMap, { plain, rich = {} }: v.InferOutput<typeof EntrySchema>): Y.Map<unknown> {
  const map = new Y.Map<unknown>();
  for (const [key, value] of Object.entries(plain)) map.set(key, value);
  for (const [key, nodes] of Object.entries(rich)) {
    const children = buildRich(nodes);
    if (!children) throw invalid(name, 'not-a-copy');
    const fragment = new Y.XmlFragment();
    fragment.insert(0, children);
    map.set(key, fragment);
  }
  return map;
}
