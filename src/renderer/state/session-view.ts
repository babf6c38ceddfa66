import type { CalendarDate, ErrorCode, NailwallError } from '#core/base';
import type { CaptureKeys, HostInfo } from '#core/contract';
import type { SlotKind } from '#core/vault';
import type { PdfSheet } from '../host/index.ts';
import type { BackupDoor } from './backups/backup-door.ts';
import type { DamageView } from './damage-view.ts';
import type { JournalStore } from './journal-store.svelte.ts';
import type { SyncView } from './sync-view.ts';

/** `locking`: the page is about to begin anew, and shows nothing that could be typed into meanwhile. */
export type Phase = 'starting' | 'first-run' | 'locking' | 'locked' | 'open' | 'trouble';

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

/** What shows that the person may change the keys. */
export type Proof = { readonly passphrase: string } | { readonly words: string };

/** A change of the keys was made; until it is saved, either what was before or what comes after opens the journal. */
export interface KeyChange {
  readonly saved: boolean;
  readonly code: ErrorCode | null;
}

/** The ways into the open journal. Every change throws `vault/crypto-self-test`, `storage/...` or `host/...`. */
export interface KeysView {
  readonly openedBy: SlotKind;
  /** The journal opens by itself on this computer. */
  readonly opensHere: boolean;
  readonly hasPassphrase: boolean;
  /** When the sheet of words was last tried out. */
  readonly wordsTriedOn: CalendarDate | null;
  /** Whether `prove` must come before a change. */
  readonly needsProof: boolean;
  /** Throws `vault/wrong-passphrase`, `vault/wrong-words`, `vault/words-misspelt`. */
  prove(proof: Proof): Promise<void>;
  /** The new passphrase takes the place of the old one; from then on it is asked for on this computer. */
  setPassphrase(passphrase: string): Promise<KeyChange>;
  /** Asks on this computer for the passphrase that there is. */
  askForPassphrase(): Promise<KeyChange>;
  /** Lets the journal open by itself on this computer; the passphrase stays a way in. */
  openHere(): Promise<KeyChange>;
  /** Draws 24 new words; the same ones until they are used or dropped. */
  drawWords(): readonly string[];
  checkWords(picks: ReadonlyMap<number, string>): boolean;
  dropWords(): void;
  /** The new words take the place of the old ones. */
  useNewWords(): Promise<KeyChange>;
  /** Position (from 0) -> word; returns the places where the sheet says otherwise, null when only all can be tried. */
  compareWords(picks: ReadonlyMap<number, string>): ReadonlySet<number> | null;
  /** Throws `vault/wrong-words`, `vault/words-misspelt`. */
  tryAllWords(text: string): Promise<void>;
}

/** What screens may use of the session. */
export interface SessionView {
  readonly phase: Phase;
  readonly info: HostInfo | null;
  /** Set when the phase is `trouble`. */
  readonly trouble: NailwallError | null;
  /** What could not be read, here and by the host. */
  readonly damage: DamageView;
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
  /** The journal has a passphrase; else its words alone open it. */
  readonly hasPassphrase: boolean;
  /** Why the journal no longer opens by itself on this computer. */
  readonly lostHere: NailwallError | null;
  /** While the journal is open. */
  readonly keys: KeysView | null;
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
  /** Null where there is nothing to sync with, such as in a demonstration. */
  readonly sync: SyncView | null;
  /** The list the recovery words come from, for suggestions. */
  wordList(): readonly string[];
}
