/**
 * Small things inside an entry: the events of an attempt, the doors of a pursuit. Each is one JSON value under
 * `<prefix>/<id>`. A change writes that value anew, as it now is, and also each changed field under
 * `<prefix>/<id>/<field>`; fields override the value. So
 * - changes of different fields of one part on two devices both survive;
 * - a change outlives a removal that did not know of it: nobody's words are lost, and removing again is easy.
 */
import type * as Y from 'yjs';
import { isPlainObject, type Json } from './entry.ts';

export type RawPart = Readonly<Record<string, unknown>>;

/** All parts under `prefix`, raw, by id. What is no part (junk, fields of a removed part) is left out. */
export function readParts(own: ReadonlyMap<string, unknown>, prefix: string): Map<string, RawPart> {
  const parts = new Map<string, Record<string, unknown>>();
  const fields: [id: string, field: string, value: unknown][] = [];
  for (const [key, value] of own) {
    if (!key.startsWith(`${prefix}/`)) continue;
    const [id, field] = splitOnce(key.slice(prefix.length + 1));
    if (field !== undefined) fields.push([id, field, value]);
    else if (isPlainObject(value)) parts.set(id, { ...value });
  }
  for (const [id, field, value] of fields) {
    const part = parts.get(id);
    if (part) Object.defineProperty(part, field, { value, enumerable: true, configurable: true, writable: true });
  }
  return parts;
}

function splitOnce(text: string): [string, string?] {
  const slash = text.indexOf('/');
  return slash < 0 ? [text] : [text.slice(0, slash), text.slice(slash + 1)];
}

export function addPart(map: Y.Map<unknown>, prefix: string, id: string, value: Record<string, Json>): void {
  map.set(`${prefix}/${id}`, value);
}

/** Writes the fields of `patch`; `current` is the part as read, with the fields that this version does not know. */
export function changePart(
  map: Y.Map<unknown>,
  prefix: string,
  id: string,
  current: RawPart,
  patch: Record<string, Json>,
): void {
  map.set(`${prefix}/${id}`, { ...current, ...patch });
  for (const [field, value] of Object.entries(patch)) map.set(`${prefix}/${id}/${field}`, value);
}

export function removePart(map: Y.Map<unknown>, prefix: string, id: string): void {
  const whole = `${prefix}/${id}`;
  for (const key of [...map.keys()]) if (key === whole || key.startsWith(`${whole}/`)) map.delete(key);
}
