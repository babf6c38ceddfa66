/** The contract's calls about backups. */
import { coded, hasCode } from '#core/base';
import type { HostHandlers } from '#core/contract';
import type { VaultReplica } from '../storage/index.ts';
import type { BackupKeeper } from './backup-keeper.ts';
import type { Transfers } from './transfers.ts';

export interface BackupContext {
  readonly backups: BackupKeeper;
  readonly replica: VaultReplica;
  /** The replica holds another vault now. */
  readonly replaced: () => Promise<void>;
}

export function backupCalls(
  { backups, replica, replaced }: BackupContext,
  transfers: Transfers,
): HostHandlers['backups'] {
  return {
    status: async () => {
      const { folder, chosen, backups: listed, problem } = await backups.status();
      return { folder, chosen, problem, backups: listed.map((one) => ({ ...unread, ...one })) };
    },
    make: async () => {
      await backups.make();
    },
    choose: async ({ folder }) => backups.choose(folder),
    read: async ({ name }) => transfers.offer((await backups.read(name)).update),
    replace: async ({ bytes, chunks }) => transfers.announce(bytes, chunks),
    replaceChunk: async ({ transfer, index, bytes }) => {
      const update = transfers.receive(transfer, index, bytes);
      if (update === null) return { replaced: false };
      await makeOne(backups);
      await replica.replace(update);
      await replaced();
      return { replaced: true };
    },
  };
}

const unread = { createdAt: 0, records: 0, unreadable: 0, doubtful: false };

/** What is there now must be kept before it goes; where nothing is, nothing need be. */
async function makeOne(backups: BackupKeeper): Promise<void> {
  try {
    await backups.make();
  } catch (error) {
    if (!hasCode(error, 'backup/empty')) throw hasCode(error) ? error : coded('bug', {}, error);
  }
}
