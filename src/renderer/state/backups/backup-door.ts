import type { Bytes, CalendarDate } from '#core/base';
import type { BackupInfo } from '#core/contract';

export interface BackupStatus {
  readonly folder: string;
  readonly chosen: boolean;
  /** Newest first. */
  readonly backups: readonly BackupInfo[];
  /** Code of what kept the last one from being made. */
  readonly problem: string | null;
}

/** A backup by its name in the folder, or a file that the person brought. */
export type BackupSource = { readonly name: string } | { readonly file: Bytes };

/** What opens it. */
export type BackupKey = { readonly passphrase: string } | { readonly words: string };

/** A backup that was opened to its last record, in memory only. */
export interface OpenedBackup {
  readonly attempts: number;
  readonly pursuits: number;
  /** The latest day that anything in it is about; null when it holds nothing dated. */
  readonly latest: CalendarDate | null;
  readonly records: number;
  /** Records that could not be opened. */
  readonly unreadable: number;
  readonly update: Bytes;
}

/** The way to the host's backups, as screens use it. */
export interface BackupDoor {
  status(): Promise<BackupStatus>;
  make(): Promise<void>;
  choose(folder: string | null): Promise<void>;
  /** Opens every record. Throws backup/..., vault/wrong-passphrase, vault/wrong-words, vault/... */
  open(source: BackupSource, key: BackupKey): Promise<OpenedBackup>;
  /** Puts it in the present journal's place, of which a backup is made first; then the window begins anew. */
  restore(opened: OpenedBackup): Promise<void>;
}
