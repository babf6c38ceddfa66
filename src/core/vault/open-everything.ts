/**
 * Opens all that a copy of a vault names, record by record and letter by letter, and says what does not open. Nothing of
 * it is kept, and nothing is written.
 */
import { asCoded, type ByteParts, type Bytes, type ErrorCode } from '#core/base';
import type { Keyring } from './keyring.ts';
import { Ledger } from './ledger.ts';
import { openLetter } from './letters.ts';
import { namedLetters } from './named-letters.ts';
import type { Unreadable } from './seal.ts';
import { isWellFormed } from './sound-updates.ts';
import { checkFormat, logOf, vaultOf } from './vault-document.ts';

export interface EverythingPorts {
  /** The sealed file of a letter, in parts; throws `letter/absent` and whatever keeps it from being read. */
  letter(hash: string): ByteParts;
  /** Hears how many of all bytes are done, sealed. */
  progress?(done: number, all: number): void;
  /** Lets others work between two pieces. What it throws breaks the whole off, e.g. `cancelled`. */
  pause(): Promise<void>;
}

export interface Everything {
  /** Elements of the log. */
  readonly records: number;
  /** Those of them that did not open, by reason. */
  readonly unreadable: Readonly<Record<Unreadable, number>>;
  /** Letters that the vault names. */
  readonly letters: number;
  /** Those of them that did not open: hash of the sealed file -> why. */
  readonly unopened: ReadonlyMap<string, ErrorCode>;
}

/** Codes that say something of the whole, not of the letter that was being opened. */
const breaksOff = /^(cancelled|vault\/locked|host\/.*|bug)$/;

/**
 * `update` is a whole vault document (Yjs, V1). Throws `backup/damaged` for what is none, `vault/newer-version`,
 * `vault/locked` when the keyring is closed meanwhile, and what `pause` throws.
 */
export async function openEverything(update: Bytes, keyring: Keyring, ports: EverythingPorts): Promise<Everything> {
  const vault = vaultOf(update);
  try {
    checkFormat(vault);
    const log = logOf(vault).toArray();
    const letters = namedLetters(vault);
    const progress = new Progress(log, letters, ports);
    const unreadable = await openRecords(log, keyring, progress);
    const unopened = await openLetters(letters, keyring, ports, progress);
    return { records: log.length, unreadable, letters: letters.size, unopened };
  } finally {
    vault.destroy();
  }
}

class Progress {
  readonly #ports: EverythingPorts;
  readonly #all: number;
  #done = 0;

  constructor(log: readonly unknown[], letters: ReadonlyMap<string, number>, ports: EverythingPorts) {
    this.#ports = ports;
    this.#all = [...log.map(sizeOf), ...letters.values()].reduce((sum, bytes) => sum + bytes, 0);
  }

  async add(bytes: number): Promise<void> {
    this.#done += bytes;
    this.#ports.progress?.(Math.min(this.#done, this.#all), this.#all);
    await this.#ports.pause();
  }
}

const sizeOf = (element: unknown): number => (element instanceof Uint8Array ? element.length : 0);

async function openRecords(log: readonly unknown[], keyring: Keyring, progress: Progress) {
  const ledger = new Ledger(keyring);
  for (const element of log) {
    const arrival = ledger.add(element);
    // What was sealed by a defective writer opens, and is no update all the same.
    if (arrival && !isWellFormed(arrival.opened.update)) ledger.distrust(arrival.entry);
    await progress.add(sizeOf(element));
  }
  const unreadable = { junk: ledger.junk, newer: 0, 'no-key': 0, refused: 0 };
  for (const { fault } of ledger.live) if (fault) unreadable[fault] += 1;
  return unreadable;
}

async function openLetters(
  letters: ReadonlyMap<string, number>,
  keyring: Keyring,
  ports: EverythingPorts,
  progress: Progress,
): Promise<ReadonlyMap<string, ErrorCode>> {
  const unopened = new Map<string, ErrorCode>();
  for (const [hash, bytes] of letters) {
    let seen = 0;
    try {
      for await (const part of openLetter(ports.letter(hash), keyring)) {
        seen += part.length;
        await progress.add(part.length);
      }
    } catch (error) {
      const { code } = asCoded(error);
      if (breaksOff.test(code)) throw error;
      unopened.set(hash, code);
    }
    // Seals and padding, or all that could not be read.
    await progress.add(Math.max(0, bytes - seen));
  }
  return unopened;
}
