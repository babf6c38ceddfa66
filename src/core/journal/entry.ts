import * as Y from 'yjs';
import { instant } from './fields.ts';

/** Plain values as Yjs keeps them: what JSON can say. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json | undefined };

/**
 * An entry as stored: `base` is one JSON value with the fields as first written and is never written again; a later
 * edit of a field lies under the field's own key and overrides it, so edits of different fields on different devices
 * all survive. Keys and fields that this version does not know are never touched.
 */
export interface StoredEntry {
  readonly map: Y.Map<unknown>;
  readonly base: Readonly<Record<string, unknown>>;
  /** Every key of the entry but `base`. */
  readonly own: ReadonlyMap<string, unknown>;
}

export function isPlainObject(value: unknown): value is Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  // Not `instanceof Uint8Array`: a forged `__proto__` would make devices disagree.
  return !(value instanceof Y.AbstractType) && !(value instanceof Y.Doc) && !ArrayBuffer.isView(value);
}

/** Deeper than anything an app writes; a forged value must not overflow the stack. */
const maxJsonDepth = 60;

/** Whether a value survives JSON unchanged. */
export function isJson(value: unknown, depth = 0): value is Json {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return true;
  if (typeof value === 'number') return Number.isFinite(value);
  if (depth > maxJsonDepth) return false;
  if (Array.isArray(value)) return value.every((item) => isJson(item, depth + 1));
  if (!isPlainObject(value) || Object.hasOwn(value, '__proto__')) return false;
  return Object.values(value).every((item) => isJson(item, depth + 1));
}

/** The entry behind a value of a top-level map; null when it is none (junk, or half of one). */
export function openEntry(value: unknown): StoredEntry | null {
  if (!(value instanceof Y.Map)) return null;
  let base: unknown;
  const own = new Map<string, unknown>();
  (value as Y.Map<unknown>).forEach((item, key) => {
    if (key === 'base') base = item;
    else own.set(key, item);
  });
  return isPlainObject(base) ? { map: value as Y.Map<unknown>, base, own } : null;
}

/** The raw value of a field: the override when there is one, else what was first written, else undefined. */
export function fieldOf(entry: StoredEntry, name: string): unknown {
  if (entry.own.has(name)) return entry.own.get(name);
  return Object.hasOwn(entry.base, name) ? entry.base[name] : undefined;
}

/** Since when an entry is in the bin, ms: put there (`deletedAt`), or its creation undone (`undoneAt`); else null. */
export function binnedAt(entry: StoredEntry): number | null {
  return instant(fieldOf(entry, 'deletedAt')) ?? instant(fieldOf(entry, 'undoneAt'));
}

/** Whether writing `next` over the raw value `raw` would change anything; an absent field equals an empty one. */
export function differs(raw: unknown, next: Json): boolean {
  if (raw === undefined) return !(next === null || next === '' || next === false);
  return !sameJson(raw, next);
}

function sameJson(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (Array.isArray(a) && Array.isArray(b)) return a.length === b.length && a.every((item, i) => sameJson(item, b[i]));
  if (!isPlainObject(a) || !isPlainObject(b)) return false;
  const keys = Object.keys(a);
  return (
    keys.length === Object.keys(b).length && keys.every((key) => Object.hasOwn(b, key) && sameJson(a[key], b[key]))
  );
}

/** Drops what says nothing (undefined, null, empty text, false, empty objects), to keep the base small. */
export function compact(fields: Readonly<Record<string, Json | undefined>>): Record<string, Json> {
  const kept: Record<string, Json> = {};
  for (const [name, value] of Object.entries(fields)) {
    if (value === undefined || !differs(undefined, value)) continue;
    if (isPlainObject(value) && Object.keys(value).length === 0) continue;
    kept[name] = value;
  }
  return kept;
}
