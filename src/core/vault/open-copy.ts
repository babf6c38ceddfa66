/** Opens a copy of a vault, as a backup holds one, to its last record. Neither the copy nor anything else is written to. */
import type { Bytes } from '#core/base';
import type * as Y from 'yjs';
import { openVault } from './access.ts';
import type { Keyring } from './keyring.ts';
import type { Argon2id } from './passphrase.ts';
import { openSealedJournal } from './open-sealed-journal.ts';
import type { SealedJournalPorts } from './sealed-journal.ts';
import type { Opener } from './slots.ts';
import { logOf, vaultOf } from './vault-document.ts';

export interface OpenedCopy {
  /** The journal's document, bound to nothing. */
  readonly doc: Y.Doc;
  /** Elements of the log. */
  readonly records: number;
  /** Those of them that did not open. */
  readonly unreadable: number;
  /** What opened it; open until `close`. */
  readonly keyring: Keyring;
  /** Destroys the document and forgets the keys. */
  readonly close: () => void;
}

/**
 * `update` is a whole vault document (Yjs, V1). Throws `backup/damaged` for what is none, and as {@link openVault} and
 * {@link openSealedJournal} do.
 */
export async function openCopy(
  update: Bytes,
  opener: Opener,
  argon2id: Argon2id,
  ports: SealedJournalPorts,
): Promise<OpenedCopy> {
  const vault = vaultOf(update);
  try {
    const keyring = await openVault(vault, opener, argon2id);
    const { journal: doc, sealed } = openSealedJournal(vault, keyring, ports);
    const { junk, newer, refused, 'no-key': noKey } = sealed.unreadable();
    sealed.detach();
    const close = (): void => {
      keyring.close();
      doc.destroy();
    };
    const records = logOf(vault).length;
    return { doc, records, unreadable: junk + newer + refused + noKey, keyring, close };
  } finally {
    vault.destroy();
  }
}
