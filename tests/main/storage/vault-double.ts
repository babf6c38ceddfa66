/** Vault documents as a renderer would make them: a log of opaque records. */
import * as Y from 'yjs';

export function vaultDoc(): Y.Doc {
  return new Y.Doc();
}

export const logOf = (doc: Y.Doc): Y.Array<Uint8Array> => doc.getArray<Uint8Array>('log');

/** Appends a record and returns the update that says so. */
export function record(doc: Y.Doc, text: string): Uint8Array {
  return updateOf(doc, () => logOf(doc).push([bytes(text)]));
}

export function updateOf(doc: Y.Doc, change: () => void): Uint8Array {
  const before = Y.encodeStateVector(doc);
  change();
  return Y.encodeStateAsUpdate(doc, before);
}

export const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
export const text = (record: Uint8Array): string => new TextDecoder().decode(record);

export function recordsIn(update: Uint8Array): string[] {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, update);
  return logOf(doc).toArray().map(text);
}

export const emptyStateVector = Y.encodeStateVector(new Y.Doc());
