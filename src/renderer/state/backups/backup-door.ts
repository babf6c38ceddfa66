import type { Bytes, CalendarDate } from '#core/base';
import type { BackupInfo } from '#core/contract';
import type { Everything } from '#core/vault';
import type { HandedBackup } from './handed-backup.svelte.ts';

export interface BackupStatus {
  readonly folder: string;
  readonly chosen: boolean;
  /** Newest first. */
  readonly backups: readonly BackupInfo[];
  /** Code of what kept the last one from being made. */
  readonly problem: string | null;
}

/** A backup by its name in a folder (null: the one in use), or a file that the person brought. */
export type BackupSource = { readonly name: string; readonly folder: string | null } | { readonly file: Bytes };

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
  /** How many letters it names, and how many of them lie beside the backups in `folder`. */
  readonly letters: { readonly named: number; readonly here: number };
  /** Where its letters are fetched from; null: the folder in use. */
  readonly folder: string | null;
  readonly update: Bytes;
}

/** How the opening of a whole backup is followed and broken off. */
export interface VerifyWatch {
  readonly signal: AbortSignal;
  /** Hears how many of all sealed bytes are done. */
  readonly progress: (done: number, all: number) => void;
}

/** The way to the host's backups, as screens use it. */
export interface BackupDoor {
  /** A backup's file that the person opened with the app. */
  readonly handed: HandedBackup;
  status(): Promise<BackupStatus>;
  make(): Promise<void>;
  choose(folder: string | null): Promise<void>;
  /** What lies in another folder, newest first. Throws `input/invalid` for what is no whole path, storage/... */
  look(folder: string): Promise<readonly BackupInfo[]>;
  /** Opens every record. Throws backup/..., vault/wrong-passphrase, vault/wrong-words, vault/... */
  open(source: BackupSource, key: BackupKey): Promise<OpenedBackup>;
  /** A journal is open, whose keys can be tried. */
  readonly mayVerify: boolean;
  /**
   * Opens every record and every letter with the keys of the open journal. Throws backup/..., `vault/locked`, host/...,
   * `cancelled`.
   */
  verify(source: { readonly name: string; readonly folder: string | null }, watch: VerifyWatch): Promise<Everything>;
  /** Puts it in the present journal's place, of which a backup is made first, with its letters; then the window begins anew. */
  restore(opened: OpenedBackup): Promise<void>;
}
