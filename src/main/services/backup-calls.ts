/** The contract's calls about backups. */
import { type Bytes, coded, hasCode } from '#core/base';
import type { HostHandlers, Transfer } from '#core/contract';
import type { BlobReader, ListedBackup, VaultReplica } from '../storage/index.ts';
import type { BackupKeeper } from './backup-keeper.ts';
import type { Transfers } from './transfers.ts';

export interface BackupContext {
  readonly backups: BackupKeeper;
  readonly replica: VaultReplica;
  /** The replica holds another vault now. */
  readonly replaced: () => Promise<void>;
  readonly handedBackup: () => Promise<HandedBackup | null>;
}

/** A backup's file that the person opened with the app. */
export interface HandedBackup {
  readonly name: string;
  readonly bytes: Bytes;
}

export function backupCalls(
  { backups, replica, replaced, handedBackup }: BackupContext,
  transfers: Transfers,
  offerLetter: (reader: BlobReader) => Promise<Transfer>,
): HostHandlers['backups'] {
  return {
    status: async () => {
      const { folder, chosen, backups: listed, problem } = await backups.status();
      return { folder, chosen, problem, backups: listed.map(asInfo) };
    },
    make: async () => {
      await backups.make();
    },
    choose: async ({ folder }) => backups.choose(folder),
    look: async ({ folder }) => (await backups.list(folder)).map(asInfo),
    read: async ({ name, folder = null }) => transfers.offer((await backups.read(name, folder)).update),
    handed: async () => {
      const handed = await handedBackup();
      return handed && { name: handed.name, file: transfers.offer(handed.bytes) };
    },
    letters: async ({ folder = null, hashes }) => (await backups.letters(folder)).states(hashes),
    letter: async ({ folder = null, hash }) => offerLetter(await (await backups.letters(folder)).read(hash)),
    replace: async ({ bytes, chunks }) => transfers.announce(bytes, chunks),
    replaceChunk: async ({ transfer, index, bytes, folder = null }) => {
      const update = transfers.receive(transfer, index, bytes);
      if (update === null) return { replaced: false };
      await makeOne(backups);
      // Before the vault: what breaks off here has changed nothing, and letters that nobody names harm nobody.
      await backups.bringLetters(update, folder);
      await replica.replace(update);
      await replaced();
      return { replaced: true };
    },
  };
}

const unread = { createdAt: 0, records: 0, unreadable: 0, doubtful: false };
const asInfo = (one: ListedBackup) => ({ ...unread, ...one });

/** What is there now must be kept before it goes; where nothing is, nothing need be. */
async function makeOne(backups: BackupKeeper): Promise<void> {
  try {
    await backups.make();
  } catch (error) {
    if (!hasCode(error, 'backup/empty')) throw hasCode(error) ? error : coded('bug', {}, error);
  }
}
