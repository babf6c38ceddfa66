/** Opens a backup's vault in memory, to its last record, and says what is in it. Nothing is kept. */
import { type Bytes, type CalendarDate, coded } from '#core/base';
import { dayOf, Journal } from '#core/journal';
import { type Argon2id, logOf, type Opener, openVault, SealedJournal, type SealedJournalPorts } from '#core/vault';
import * as Y from 'yjs';
import type { OpenedBackup } from './backup-door.ts';

/** Throws `backup/damaged` for what is no vault, vault/wrong-passphrase, vault/wrong-words, vault/newer-version. */
export async function openBackup(
  update: Bytes,
  opener: Opener,
  argon2id: Argon2id,
  ports: SealedJournalPorts,
): Promise<OpenedBackup> {
  const vault = new Y.Doc();
  try {
    Y.applyUpdate(vault, update);
  } catch (error) {
    throw coded('backup/damaged', {}, error);
  }
  const records = logOf(vault).length;
  const doc = new Y.Doc();
  const sealed = SealedJournal.open(vault, doc, await openVault(vault, opener, argon2id), ports);
  try {
    const { junk, newer, refused, 'no-key': noKey } = sealed.unreadable();
    const journal = Journal.open(doc, ports);
    const attempts = journal.attempts();
    const days = [...attempts.map(dayOf), ...journal.pulses().map(({ on }) => on)];
    const dated = days.filter((day): day is CalendarDate => day !== null).sort();
    return {
      attempts: attempts.length,
      pursuits: journal.pursuits().length,
      latest: dated.at(-1) ?? null,
      records,
      unreadable: junk + newer + refused + noKey,
      update,
    };
  } finally {
    sealed.close();
    doc.destroy();
    vault.destroy();
  }
}
