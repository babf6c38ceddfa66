/**
 * Slots that were taken away on purpose. Whoever relays the vault can delete a slot; only who holds the master key can
 * say that it shall be gone. So a slot that is taken away leaves a proof (HKDF of the master key over its id, 32 bytes)
 * under `gone/<id>`, and a slot that vanished without one is put back by every open journal (`slot-guard.ts`).
 */
import { type Bytes, equalBytes } from '#core/base';
import type * as Y from 'yjs';
import { unwrapFor } from './epochs.ts';
import { deriveKey, type Root } from './keyring.ts';
import { unmarkSheet } from './sheet-marks.ts';
import { headerOf, removeSlot } from './vault-document.ts';

const prefix = 'gone/';

/** Takes a slot of `root` away, for good and everywhere. */
export function retireSlot(vault: Y.Doc, root: Root, id: string): void {
  headerOf(vault).set(prefix + id, proofOf(root, id));
  removeSlot(vault, id);
  unwrapFor(vault, `slot/${id}`);
  unmarkSheet(vault, id);
}

/** Whether the slot was taken away by somebody who held the key of `root`. */
export function isRetired(vault: Y.Doc, root: Root, id: string): boolean {
  const proof = headerOf(vault).get(prefix + id);
  return proof instanceof Uint8Array && equalBytes(proof, proofOf(root, id));
}

function proofOf(root: Root, id: string): Bytes {
  return deriveKey(root.master, root.vaultId, `slot/gone/${id}`);
}
