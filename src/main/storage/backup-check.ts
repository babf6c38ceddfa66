/**
 * Which files of a backup folder are whole: every byte of each was read and fits the check at its end. What was found is
 * remembered as long as the file has the same size and time, for a day at most, as a disk changes no time when it rots.
 */
import { bytesToHex, type Bytes, coded, hasCode, type NailwallError } from '#core/base';
import { backupCheckBytes, backupHeadBytes, type BackupHead, readBackupHead } from '#core/vault';
import { createHash } from 'node:crypto';
import { type FileHandle, open } from 'node:fs/promises';
import { asStorageError } from './system-errors.ts';

/** Bytes read at once. */
const pieceBytes = 1024 * 1024;
const rememberMs = 24 * 3_600_000;

/** What a look at a backup's file found; `head` is what it says of itself, where that can still be read. */
export interface CheckedFile {
  readonly bytes: number;
  readonly head: BackupHead | null;
  readonly fault: NailwallError['code'] | null;
}

interface Remembered {
  readonly found: CheckedFile;
  readonly mtimeMs: number;
  /** When it was read, ms. */
  readonly at: number;
}

export class BackupChecks {
  readonly #now: () => number;
  readonly #remembered = new Map<string, Remembered>();

  constructor(now: () => number) {
    this.#now = now;
  }

  /** Reads the file at `path` to its last byte unless that was done for it before. */
  async look(path: string): Promise<CheckedFile> {
    try {
      const file = await open(path, 'r');
      try {
        const { size, mtimeMs } = await file.stat();
        const known = this.#remembered.get(path);
        if (known && this.#holds(known, size, mtimeMs)) return known.found;
        const found = await check(file, size);
        this.#remembered.set(path, { found, mtimeMs, at: this.#now() });
        return found;
      } finally {
        await file.close();
      }
    } catch (error) {
      return { bytes: 0, head: null, fault: asStorageError(error).code };
    }
  }

  /** Forgets what was removed from the folder. */
  keepOnly(paths: ReadonlySet<string>): void {
    for (const path of this.#remembered.keys()) if (!paths.has(path)) this.#remembered.delete(path);
  }

  #holds({ found, mtimeMs, at }: Remembered, size: number, mtime: number): boolean {
    const age = this.#now() - at;
    return found.bytes === size && mtimeMs === mtime && age >= 0 && age < rememberMs;
  }
}

async function check(file: FileHandle, bytes: number): Promise<CheckedFile> {
  let head: BackupHead | null = null;
  try {
    const start = new Uint8Array(Math.min(bytes, backupHeadBytes));
    await fill(file, start, 0);
    const { fileBytes, ...said } = readBackupHead(start);
    head = said;
    const whole = fileBytes === bytes && (await fitsItsCheck(file, bytes));
    return { bytes, head, fault: whole ? null : 'backup/damaged' };
  } catch (error) {
    if (!hasCode(error)) throw error;
    return { bytes, head, fault: error.code };
  }
}

async function fitsItsCheck(file: FileHandle, bytes: number): Promise<boolean> {
  const hash = createHash('sha256');
  const piece = new Uint8Array(pieceBytes);
  const end = bytes - backupCheckBytes;
  for (let at = 0; at < end; at += pieceBytes) {
    const part = piece.subarray(0, Math.min(pieceBytes, end - at));
    await fill(file, part, at);
    hash.update(part);
  }
  const said = new Uint8Array(backupCheckBytes);
  await fill(file, said, end);
  return hash.digest('hex') === bytesToHex(said);
}

/** Reads exactly as many bytes as `into` has. Throws `backup/damaged` where the file ends before. */
async function fill(file: FileHandle, into: Bytes, at: number): Promise<void> {
  for (let done = 0; done < into.length;) {
    const { bytesRead } = await file.read(into, done, into.length - done, at + done);
    if (bytesRead === 0) throw coded('backup/damaged');
    done += bytesRead;
  }
}
