/**
 * The port of the way through a folder that something else keeps the same everywhere (Syncthing, Dropbox, a stick).
 * There are no connections: every device writes files of its own, wrapped with a membership key and signed with its
 * network key, and reads those of the others.
 */
import type { Bytes, Clock, NailwallError, Random, Scheduler } from '#core/base';
import type { LetterDesk } from './letter-desk.ts';
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
  /** Network keys of the other devices: files signed with any other key do not count. */
  members(): readonly Bytes[];
  readonly vault: VaultPort;
  readonly letters: LetterDesk;
  /**
   * The number of the newest index that was taken from a device's files, 0 when none was; what lies there afterwards with
   * a lower one was put back by somebody.
   */
  seen(peerKey: Bytes): number;
  noteSeen(peerKey: Bytes, number: number): void;
  readonly clock: Clock;
  readonly random: Random;
  readonly scheduler: Scheduler;
  /** Something of another device's was read, or its files were seen to hold nothing new. */
  onActivity(activity: FolderActivity): void;
  /** A file was ignored (`sync/forged-file`, `sync/folder-incomplete`, `sync/newer-version`), or the folder cannot be used; null when it is over. */
  onTrouble(error: NailwallError | null): void;
}

export interface FolderActivity {
  readonly peerKey: Bytes;
  readonly bytesIn: number;
  readonly bytesOut: number;
  /** True when all that the device's files hold has been taken in. */
  readonly upToDate: boolean;
  /** True when that device says that it has taken in all that this one's files hold. */
  readonly isKnown: boolean;
}

export interface FolderTransport {
  readonly kind: 'folder';
  /** Rejects with `sync/transport-failed` when the folder is not there or cannot be written to. */
  start(options: FolderOptions): Promise<RunningFolder>;
}

export interface RunningFolder {
  /** The answers of `membershipKeys` and `members` may have changed. */
  refresh(): void;
  /** Writes what waits, then leaves the folder alone. */
  close(): Promise<void>;
}
