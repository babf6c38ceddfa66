/** What the host may know of the vault's Yjs document: which updates are well-formed, and which records leave the log. */
import { type Bytes, coded, equalBytes } from '#core/base';
import * as Y from 'yjs';

/** The vault's list of sealed records (`log` in the vault's document). */
const logName = 'log';

/** Throws `input/invalid` when `update` cannot be decoded; the document it is meant for is not involved. */
export function checkUpdate(update: Bytes): void {
  try {
    // Applying makes room for as many changes as an update says it has; this reads them one by one, and finds the end.
    Y.parseUpdateMeta(update);
    const scratch = new Y.Doc();
    Y.applyUpdate(scratch, update);
    scratch.destroy();
  } catch (error) {
    throw coded('input/invalid', { what: 'update' }, error);
  }
}

/** Throws `input/invalid` when `stateVector` is none. */
export function checkStateVector(stateVector: Bytes): void {
  try {
    Y.decodeStateVector(stateVector);
  } catch (error) {
    throw coded('input/invalid', { what: 'stateVector' }, error);
  }
}

export function createVaultDocument(): Y.Doc {
  const doc = new Y.Doc();
  doc.getArray(logName);
  return doc;
}

/** The log's elements, whatever they are, and how many ways in the header names. */
export function describeVault(doc: Y.Doc): { readonly log: readonly unknown[]; readonly slots: number } {
  const slots = [...doc.getMap('header').keys()].filter((key) => key.startsWith('slot/')).length;
  return { log: doc.getArray(logName).toArray(), slots };
}

function waiting(doc: Y.Doc): { structs: Bytes | null; deletes: Bytes | null } {
  return { structs: doc.store.pendingStructs?.update ?? null, deletes: doc.store.pendingDs };
}

function sameBytes(a: Bytes | null, b: Bytes | null): boolean {
  return a === null || b === null ? a === b : equalBytes(a, b);
}

export interface Applied {
  /** False when the document held all of it already. */
  readonly changed: boolean;
  /** Records that are no longer in the log. */
  readonly removed: readonly Bytes[];
}

/** The bytes of log records that `transaction` deleted, read before Yjs lets go of them. */
function removedRecords(doc: Y.Doc, transaction: Y.Transaction): Bytes[] {
  const log = doc.getArray(logName);
  const removed: Bytes[] = [];
  Y.iterateDeletedStructs(transaction, transaction.deleteSet, (struct) => {
    if (struct instanceof Y.Item && struct.parent === log && struct.content instanceof Y.ContentBinary) {
      removed.push(struct.content.content);
    }
  });
  return removed;
}

/** Applies a checked update and tells what it did. */
export function applyToVault(doc: Y.Doc, update: Bytes): Applied {
  const before = waiting(doc);
  let changed = false;
  const removed: Bytes[] = [];
  const onUpdate = (): void => void (changed = true);
  const onTransaction = (transaction: Y.Transaction): void => void removed.push(...removedRecords(doc, transaction));
  doc.on('update', onUpdate);
  doc.on('afterTransaction', onTransaction);
  try {
    Y.applyUpdate(doc, update);
  } finally {
    doc.off('update', onUpdate);
    doc.off('afterTransaction', onTransaction);
  }
  const now = waiting(doc);
  if (!sameBytes(before.structs, now.structs) || !sameBytes(before.deletes, now.deletes)) changed = true;
  return { changed, removed };
}

/**
 * The whole document as one update, including what waits for missing parts. Throws `bug` when a document made from it
 * would not be the same, so that nothing is ever replaced by less.
 */
export function encodeWhole(doc: Y.Doc): Bytes {
  const state = Y.encodeStateAsUpdate(doc);
  const copy = createVaultDocument();
  Y.applyUpdate(copy, state);
  const [a, b] = [waiting(doc), waiting(copy)];
  const same =
    Y.equalSnapshots(Y.snapshot(doc), Y.snapshot(copy)) &&
    (a.structs === null) === (b.structs === null) &&
    (a.deletes === null) === (b.deletes === null);
  if (!same) throw coded('bug', { what: 'squash' });
  return state;
}
