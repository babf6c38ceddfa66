/** What the host has found damaged, for a window to tell of: the replica, what is kept of it, the letters' files. */
import type { HostDamage } from '#core/contract';
import { type Blobs, isDamaged, keptFiles, type VaultReplica } from '../storage/index.ts';

export interface DamageSources {
  readonly replica: Pick<VaultReplica, 'damage'>;
  readonly blobs: Blobs;
  /** Where the replica's files are kept as they were found. */
  readonly keptFolder: string;
}

/** Throws storage/... when the folders cannot be read. */
export async function readDamage({ replica, blobs, keptFolder }: DamageSources): Promise<HostDamage> {
  const { rows, quarantined, missing, unreadable, brokenLogs } = replica.damage;
  return {
    replica: isDamaged(replica.damage) ? { rows, quarantined, missing, unreadable, brokenLogs } : null,
    kept: [...(await keptFiles(keptFolder))],
    letters: { folder: blobs.asideFolder, files: [...(await blobs.damaged())] },
  };
}
