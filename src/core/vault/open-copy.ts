/** Opens a copy of a vault, as a backup holds one, to its last record. Neither the copy nor anything else is written to. */
import { type Bytes, coded } from '#core/base';
import * as Y from 'yjs';
import { openVault } from './access.ts';
import type { Argon2id } from './passphrase.ts';
import { SealedJournal, type SealedJournalPorts } from './sealed-journal.ts';
import type { Opener } from './slots.ts';
import { logOf } from './vault-document.ts';

export interface OpenedCopy {
  /** The journal's document, bound to nothing; the caller destroys it. */
  readonly doc: Y.Doc;
  /** Elements of the log. */
  readonly records: number;
  /** Those of them that did not open. */
  readonly unreadable: number;
}

/**
 * `update` is a whole vault document (Yjs, V1). Throws `backup/damaged` for what is none, and as {@link openVault} and
 * {@link SealedJournal.open} do.
 */
export async function openCopy(
  update: Bytes,
  opener: Opener,
  argon2id: Argon2id,
  ports: SealedJournalPorts,
): Promise<OpenedCopy> {
  const vault = new Y.Doc();
  const doc = new Y.Doc();
  try {
    applyWhole(vault, update);
    const keyring = await openVault(vault, opener, argon2id);
    const sealed = SealedJournal.open(vault, doc, keyring, ports);
    const { junk, newer, refused, 'no-key': noKey } = sealed.unreadable();
    sealed.close();
    return { doc, records: logOf(vault).length, unreadable: junk + newer + refused + noKey };
  } catch (error) {
    doc.destroy();
    throw error;
  } finally {
    vault.destroy();
  }
}

function applyWhole(vault: Y.Doc, update: Bytes): void {
  try {
    Y.applyUpdate(vault, update);
  } catch (error) {
    throw coded('backup/damaged', {}, error);
  }
}
