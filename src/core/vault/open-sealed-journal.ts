import { hasCode } from '#core/base';
import * as Y from 'yjs';
import type { Keyring } from './keyring.ts';
import { SealedJournal, type SealedJournalPorts } from './sealed-journal.ts';

/**
 * Opens `vault` into a journal made for this opening. Where a record breaks it, once more without that one. Throws
 * `vault/newer-version`.
 */
export function openSealedJournal(
  vault: Y.Doc,
  keyring: Keyring,
  ports: SealedJournalPorts,
): { readonly journal: Y.Doc; readonly sealed: SealedJournal } {
  const journal = new Y.Doc();
  try {
    return { journal, sealed: SealedJournal.open(vault, journal, keyring, ports) };
  } catch (error) {
    journal.destroy();
    if (hasCode(error)) throw error;
    const another = new Y.Doc();
    return { journal: another, sealed: SealedJournal.openCarefully(vault, another, keyring, ports) };
  }
}
