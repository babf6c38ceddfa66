/**
 * Sealed letters as files, each named by the SHA-256 of its bytes: `ab/abcdef...`. A file gets that name only when it
 * is whole and on the disk; until then it is a part. One process at a time: whoever opens this holds the lock of the
 * replica that lies beside it.
 */
import { type Bytes, bytesToHex, coded, type Random } from '#core/base';
import { createHash } from 'node:crypto';
import { type FileHandle, open, readdir, rename, stat, unlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { syncFolder } from './atomic-file.ts';
import { BlobPart, hashFile } from './blob-part.ts';
import { makeFolder } from './make-folder.ts';
import { asStorageError, isAbsent } from './system-errors.ts';

/** `damaged`: its file is kept aside as it was found, and no good one has come since. */
export type BlobState = 'here' | 'absent' | 'damaged';

const hashPattern = /^[0-9a-f]{64}$/;
const shardPattern = /^[0-9a-f]{2}$/;

async function namesIn(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if (isAbsent(error)) return [];
    throw asStorageError(error);
  }
}

async function sizeOf(path: string): Promise<number | null> {
  try {
    return (await stat(path)).size;
  } catch (error) {
    if (isAbsent(error)) return null;
    throw asStorageError(error);
  }
}

/** A file that gets another name keeps its own dates; only that of its entry in the folder changes. */
async function movedAt(path: string): Promise<number> {
  try {
    return Math.floor((await stat(path)).ctimeMs);
  } catch (error) {
    throw asStorageError(error);
  }
}

/** A letter that is being read; its bytes have been checked against its name. */
export class BlobReader {
  readonly #file: FileHandle;
  readonly bytes: number;

  constructor(file: FileHandle, bytes: number) {
    this.#file = file;
    this.bytes = bytes;
  }

  /** Up to `count` bytes from byte `at` on. */
  async read(at: number, count: number): Promise<Bytes> {
    const piece = new Uint8Array(Math.max(0, Math.min(count, this.bytes - at)));
    try {
      const { bytesRead } = await this.#file.read(piece, 0, piece.length, at);
      // Somebody cut the file since it was checked.
      if (bytesRead < piece.length) throw coded('letter/damaged', { at });
      return piece;
    } catch (error) {
      throw asStorageError(error);
    }
  }

  async close(): Promise<void> {
    await this.#file.close();
  }
}

export interface DamagedLetter {
  readonly hash: string;
  /** When it was set aside, ms. */
  readonly at: number;
}

export class Blobs {
  readonly #folder: string;
  readonly #random: Random;
  /** Hears when a letter has been found damaged. */
  readonly #onDamaged: () => void;

  private constructor(folder: string, random: Random, onDamaged: () => void) {
    this.#folder = folder;
    this.#random = random;
    this.#onDamaged = onDamaged;
  }

  /**
   * Removes what writes that were broken off have left; the folder itself is made with the first letter. Never throws:
   * whatever is wrong with the folder is told when a letter is asked for, and keeps no journal shut.
   */
  static async open(folder: string, random: Random, onDamaged: () => void = () => undefined): Promise<Blobs> {
    const blobs = new Blobs(folder, random, onDamaged);
    const names = await readdir(blobs.#parts).catch(() => []);
    const drafts = names.filter((name) => name.startsWith('new-'));
    await Promise.all(drafts.map((name) => unlink(join(blobs.#parts, name)).catch(() => undefined)));
    return blobs;
  }

  /** What is here of the letter of this hash, and how many bytes of it. */
  async state(hash: string): Promise<{ readonly state: BlobState; readonly bytes: number }> {
    const bytes = await sizeOf(this.#pathOf(hash));
    if (bytes !== null) return { state: 'here', bytes };
    const part = await sizeOf(join(this.#parts, hash));
    if (part !== null) return { state: 'absent', bytes: part };
    const aside = (await namesIn(this.asideFolder)).some((name) => name.startsWith(hash));
    return { state: aside ? 'damaged' : 'absent', bytes: 0 };
  }

  /** Every whole letter: hash -> bytes. */
  async list(): Promise<ReadonlyMap<string, number>> {
    const found = new Map<string, number>();
    for (const shard of (await namesIn(this.#folder)).filter((name) => shardPattern.test(name))) {
      for (const hash of await namesIn(join(this.#folder, shard))) {
        if (!hashPattern.test(hash) || !hash.startsWith(shard)) continue;
        const bytes = await sizeOf(this.#pathOf(hash));
        if (bytes !== null) found.set(hash, bytes);
      }
    }
    return found;
  }

  /** A new letter whose hash will be known at its end. Throws storage/full, storage/read-only, storage/failed. */
  begin(): Promise<BlobPart> {
    return this.#part(`new-${bytesToHex(this.#random(8))}`, false);
  }

  /** A letter of a known hash, from where it broke off. Only one at a time may be at work on it. */
  resume(hash: string): Promise<BlobPart> {
    this.#pathOf(hash);
    return this.#part(hash, true);
  }

  /**
   * Opens a letter after checking it against its name. Throws letter/absent; letter/damaged (the file is then kept
   * aside, so that a good one can take its place); storage/failed.
   */
  async read(hash: string): Promise<BlobReader> {
    const path = this.#pathOf(hash);
    let file: FileHandle | null = null;
    try {
      file = await open(path, 'r');
      const found = createHash('sha256');
      const bytes = await hashFile(file, found);
      if (found.digest('hex') === hash) return new BlobReader(file, bytes);
    } catch (error) {
      await file?.close();
      if (!isAbsent(error)) throw asStorageError(error);
      throw coded((await this.state(hash)).state === 'damaged' ? 'letter/damaged' : 'letter/absent', {}, error);
    }
    await file.close();
    await this.#setAside(hash);
    this.#onDamaged();
    throw coded('letter/damaged', { part: 'hash' });
  }

  /** Those whose file is kept aside and of which no good one has come since, oldest first. */
  async damaged(): Promise<readonly DamagedLetter[]> {
    const found = new Map<string, number>();
    for (const name of await namesIn(this.asideFolder)) {
      const hash = name.slice(0, 64);
      if (!hashPattern.test(hash) || (await this.state(hash)).state !== 'damaged') continue;
      const at = await movedAt(join(this.asideFolder, name));
      found.set(hash, Math.min(at, found.get(hash) ?? at));
    }
    return [...found].map(([hash, at]) => ({ hash, at })).sort((a, b) => a.at - b.at);
  }

  /** Removes a letter, its parts, and what was kept aside of it. */
  async remove(hash: string): Promise<void> {
    const path = this.#pathOf(hash);
    const aside = (await namesIn(this.asideFolder)).filter((name) => name.startsWith(hash));
    const doomed = [path, join(this.#parts, hash), ...aside.map((name) => join(this.asideFolder, name))];
    try {
      for (const each of doomed) await unlink(each).catch(ignoreAbsence);
      await syncFolder(dirname(path)).catch(ignoreAbsence);
    } catch (error) {
      throw asStorageError(error);
    }
  }

  /** Hashes of everything that lies here in any form. */
  async hashes(): Promise<ReadonlySet<string>> {
    const others = [...(await namesIn(this.#parts)), ...(await namesIn(this.asideFolder))].map((name) =>
      name.slice(0, 64),
    );
    return new Set([...(await this.list()).keys(), ...others.filter((name) => hashPattern.test(name))]);
  }

  get folder(): string {
    return this.#folder;
  }

  get #parts(): string {
    return join(this.#folder, 'parts');
  }

  /** Where damaged files are kept as they were found. */
  get asideFolder(): string {
    return join(this.#folder, 'damaged');
  }

  #pathOf(hash: string): string {
    if (!hashPattern.test(hash)) throw coded('input/invalid', { what: 'hash' });
    return join(this.#folder, hash.slice(0, 2), hash);
  }

  async #part(name: string, resumable: boolean): Promise<BlobPart> {
    try {
      await makeFolder(this.#parts);
    } catch (error) {
      throw asStorageError(error);
    }
    const settle = (path: string, hash: string) => this.#settle(path, hash);
    return BlobPart.open({ path: join(this.#parts, name), resumable, settle });
  }

  async #settle(part: string, hash: string): Promise<void> {
    const path = this.#pathOf(hash);
    await makeFolder(dirname(path));
    await rename(part, path);
    // The name in its folder, and the folder in the one above: both are gone with the power otherwise.
    await syncFolder(dirname(path));
    await syncFolder(this.#folder);
    await syncFolder(dirname(this.#folder));
  }

  async #setAside(hash: string): Promise<void> {
    try {
      await makeFolder(this.asideFolder);
      await rename(this.#pathOf(hash), join(this.asideFolder, `${hash}-${bytesToHex(this.#random(4))}`));
    } catch {
      // On a disk that cannot be written to it stays where it is, and is told as damaged again the next time.
    }
  }
}

function ignoreAbsence(error: unknown): void {
  if (!isAbsent(error)) throw error;
}
