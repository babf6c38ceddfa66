/** What screens may know of what could not be read. */
import type { CalendarDate } from '#core/base';

/**
 * `records`: sealed changes of the journal whose bytes are not what was written. `keyless`: their key has not come to
 * this computer yet. `newer`: written by a newer version.
 */
export interface RecordsFinding {
  readonly kind: 'records' | 'keyless' | 'newer';
  readonly count: number;
  /** The day on which the first of them was seen; null when that was not written down. */
  readonly since: CalendarDate | null;
}

/** The host's database was damaged when it was opened; what another copy had of it has gone back. */
export interface DatabaseFinding {
  readonly kind: 'database';
  /** Found when the host that runs now opened it, not only in former times. */
  readonly fresh: boolean;
  /** Folders with its files as they were found, and when (ms); oldest first. */
  readonly kept: readonly { readonly path: string; readonly at: number }[];
  /** What the host counted when it opened it, for somebody who helps; null when it was sound this time. */
  readonly facts: string | null;
}

export interface DamagedFile {
  /** SHA-256 of its sealed bytes, hex. */
  readonly hash: string;
  /** When it was found, ms. */
  readonly at: number;
  /** Its letter's name and attempt; null while the journal is closed. */
  readonly letter: { readonly name: string; readonly attempt: string } | null;
}

export interface LettersFinding {
  readonly kind: 'letters';
  /** Some of them came to light in this opening. */
  readonly fresh: boolean;
  /** Where the host keeps damaged files. */
  readonly folder: string;
  readonly files: readonly DamagedFile[];
}

export type Finding = DatabaseFinding | RecordsFinding | LettersFinding;

export interface DamageView {
  /** Empty when everything could be read. */
  readonly findings: readonly Finding[];
  /** Those of which a notice is to tell wherever the person is. */
  readonly news: readonly Finding[];
  /** When the findings were last brought up to date, ms; null before the first time. */
  readonly lookedAt: number | null;
  /** Asks the host anew; what it cannot say leaves the findings as they were. */
  look(): Promise<void>;
}
