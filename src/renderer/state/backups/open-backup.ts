/** Opens a backup's vault in memory and says what is in it. Nothing is kept. */
import type { Bytes, CalendarDate } from '#core/base';
import { dayOf, Journal } from '#core/journal';
import { type Argon2id, openCopy, type Opener, type SealedJournalPorts } from '#core/vault';
import type { OpenedBackup } from './backup-door.ts';

/** Throws `backup/damaged` for what is no vault, vault/wrong-passphrase, vault/wrong-words, vault/newer-version. */
export async function openBackup(
  update: Bytes,
  opener: Opener,
  argon2id: Argon2id,
  ports: SealedJournalPorts,
): Promise<Omit<OpenedBackup, 'letters' | 'folder'>> {
  const { doc, records, unreadable, close } = await openCopy(update, opener, argon2id, ports);
  try {
    const journal = Journal.open(doc, ports);
    const attempts = journal.attempts();
    const days = [...attempts.map(dayOf), ...journal.pulses().map(({ on }) => on)];
    const dated = days.filter((day): day is CalendarDate => day !== null).sort();
    return {
      attempts: attempts.length,
      pursuits: journal.pursuits().length,
      latest: dated.at(-1) ?? null,
      records,
      unreadable,
      update,
    };
  } finally {
    close();
  }
}
