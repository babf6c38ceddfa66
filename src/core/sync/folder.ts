/**
 * The port of the way through a folder that something else keeps the same everywhere (Syncthing, Dropbox, a stick).
 * There are no connections: every device writes files of its own, wrapped with a membership key and signed with its
 * network key, and reads those of the others.
 */
import type { Bytes, Clock, NailwallError, Random, Scheduler } from '#core/base';
import type { BlobPort } from './blob-port.ts';
import type { KeyPair } from './transport.ts';
import type { VaultPort } from './vault-port.ts';

/** Proves membership from one epoch on; opens nothing of the journal. */
export interface MembershipKey {
  /** Names the epoch (hex); says nothing to strangers. */
  readonly epoch: string;
  readonly key: Bytes;
}

export interface FolderOptions {
  /** Absolute path that the person chose. */
  readonly path: string;
  readonly keyPair: KeyPair;
  /** Files are wrapped with the first; those of others may be wrapped with any of them. */
  membershipKeys(): readonly MembershipKey[];
  /** Whether files signed with this network key count: false for strangers and removed devices. */
  isMember(peerKey: Bytes): boolean;
  readonly vault: VaultPort;
  readonly letters: BlobPort;
  readonly clock: Clock;
  readonly random: Random;
  readonly scheduler: Scheduler;
  /** Something of another device's was read, or its files were seen to hold nothing new. */
  onActivity(activity: FolderActivity): void;
  /** A file was ignored (`sync/forged-file`, `sync/newer-version`), or the folder cannot be used; null when it is over. */
  onTrouble(error: NailwallError | null): void;
}

export interface FolderActivity {
  readonly peerKey: Bytes;
  readonly bytesIn: number;
  readonly bytesOut: number;
  /** True when all that the device's files hold has been taken in. */
  readonly upToDate: boolean;
}

export interface FolderTransport {
  readonly kind: 'folder';
  /** Rejects with `sync/transport-failed` when the folder is not there or cannot be written to. */
  start(options: FolderOptions): Promise<RunningFolder>;
}

export interface RunningFolder {
  /** The answers of `membershipKeys` and `isMember` may have changed. */
  refresh(): void;
  /** Writes what waits, then leaves the folder alone. */
  close(): Promise<void>;
}
