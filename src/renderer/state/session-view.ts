import type { ErrorCode, NailwallError } from '#core/base';
import type { CaptureKeys, HostInfo } from '#core/contract';
import type { PdfSheet } from '../host/index.ts';
import type { BackupDoor } from './backups/backup-door.ts';
import type { JournalStore } from './journal-store.svelte.ts';

export type Phase = 'starting' | 'first-run' | 'locked' | 'open' | 'trouble';

export type MakePdf = (sheet: PdfSheet) => Promise<Uint8Array<ArrayBuffer>>;

export interface SaveView {
  readonly state: 'saved' | 'saving' | 'not-saved';
  /** Why the last change is not saved. */
  readonly code: ErrorCode | null;
  /** Why the browser's own copy is not being kept; the host's copy goes on. */
  readonly replicaCode: ErrorCode | null;
}

/** Keys of the whole desktop; only where the host has them (`info.capabilities.captureKeys`). */
export interface CaptureKeysView {
  read(): Promise<CaptureKeys>;
  /** `taken`: another program has them, and the old ones hold. */
  choose(keys: string | null): Promise<CaptureKeys & { readonly taken: boolean }>;
}

/** What screens may use of the session. */
export interface SessionView {
  readonly phase: Phase;
  readonly info: HostInfo | null;
  /** Set when the phase is `trouble`. */
  readonly trouble: NailwallError | null;
  /** After unlocking: some records could not be read. */
  readonly notice: 'damaged-records' | 'newer-records' | null;
  readonly noticeCount: number;
  /** "No passphrase on this computer" can be offered. */
  readonly canRememberHere: boolean;
  /** The 24 recovery words of this setup, held until `found`. */
  drawWords(): readonly string[];
  /** Position (from 0) -> the word typed there. */
  checkWords(picks: ReadonlyMap<number, string>): boolean;
  /** Creates the vault; null = no passphrase on this computer. */
  found(options: { passphrase: string | null }): Promise<void>;
  unlock(by: { passphrase: string } | { words: string }): Promise<void>;
  lock(): Promise<void>;
  /** Begins again from the start, after trouble. */
  restart(): Promise<void>;
  /** False when the journal opens by itself on this computer. */
  readonly canLock: boolean;
  /** How often the host asked for the quick capture. */
  readonly captureRequests: number;
  readonly backups: BackupDoor;
  /** How often the host asked the window to show a reminder. */
  readonly remindRequests: number;
  readonly captureKeys: CaptureKeysView;
  readonly journal: JournalStore | null;
  readonly saving: SaveView;
  /** Makes a PDF of this window without a dialog; null where the host cannot. */
  readonly makePdf: MakePdf | null;
  /** The list the recovery words come from, for suggestions. */
  wordList(): readonly string[];
}
