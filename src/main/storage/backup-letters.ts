/**
 * The sealed letters that backups name, in the folder `letters` beside them: each is written once, under its hash, read
 * back, and goes only when no backup names it any more.
 */
import { hasCode, type Random } from '#core/base';
import { join } from 'node:path';
import { type BlobReader, Blobs, type BlobState } from './blobs.ts';

/** Bytes copied at once. */
const pieceBytes = 1024 * 1024;

/** Hash -> sealed bytes, as a vault names its letters. */
export type NamedLetters = ReadonlyMap<string, number>;

export class BackupLetters {
  readonly #blobs: Blobs;

  private constructor(blobs: Blobs) {
    this.#blobs = blobs;
  }

  /** Those in `folder`, which holds the backups. */
  static async open(folder: string, random: Random): Promise<BackupLetters> {
    return new BackupLetters(await Blobs.open(join(folder, 'letters'), random));
  }

  /**
   * Copies here what `named` lists and `from` has whole. What `from` lacks is no fault: it is on another device. Throws
   * storage/full, storage/read-only, storage/failed.
   */
  async keep(named: NamedLetters, from: Blobs): Promise<void> {
    await copyMissing(named, from, this.#blobs);
  }

  /** Copies what `named` lists and `into` lacks from here, where it is here. Throws as {@link keep} does. */
  async bringBack(named: NamedLetters, into: Blobs): Promise<void> {
    await copyMissing(named, this.#blobs, into);
  }

  /** What is here of each. */
  states(hashes: readonly string[]): Promise<{ readonly state: BlobState; readonly bytes: number }[]> {
    return Promise.all(hashes.map((hash) => this.#blobs.state(hash)));
  }

  /** Opens one after checking every byte. Throws letter/absent, letter/damaged (it is then kept aside), storage/failed. */
  read(hash: string): Promise<BlobReader> {
    return this.#blobs.read(hash);
  }

  /** Whether something lies here that `named` does not list. */
  async hasOthers(named: ReadonlySet<string>): Promise<boolean> {
    return [...(await this.#blobs.hashes())].some((hash) => !named.has(hash));
  }

  /** Removes what `named` does not list. */
  async keepOnly(named: ReadonlySet<string>): Promise<void> {
    for (const hash of await this.#blobs.hashes()) if (!named.has(hash)) await this.#blobs.remove(hash);
  }
}

async function copyMissing(named: NamedLetters, from: Blobs, to: Blobs): Promise<void> {
  for (const [hash, bytes] of named) {
    if (await isHere(to, hash, bytes)) continue;
    const reader = await openedOrNull(from, hash);
    if (reader) await copy(reader, to, hash);
  }
}

/** One of another size than the vault names is looked at closely: a damaged one is set aside by that. */
async function isHere(blobs: Blobs, hash: string, bytes: number): Promise<boolean> {
  const found = await blobs.state(hash);
  if (found.state !== 'here') return false;
  if (found.bytes === bytes) return true;
  const reader = await openedOrNull(blobs, hash);
  await reader?.close();
  return reader !== null;
}

async function openedOrNull(blobs: Blobs, hash: string): Promise<BlobReader | null> {
  try {
    return await blobs.read(hash);
  } catch (error) {
    if (hasCode(error, 'letter/absent') || hasCode(error, 'letter/damaged')) return null;
    throw error;
  }
}

async function copy(reader: BlobReader, to: Blobs, hash: string): Promise<void> {
  try {
    const part = await to.begin();
    try {
      for (let at = 0; at < reader.bytes; at += pieceBytes) await part.append(await reader.read(at, pieceBytes));
      await part.finish(hash);
    } catch (error) {
      await part.abandon();
      throw error;
    }
  } finally {
    await reader.close();
  }
  const written = await to.read(hash);
  await written.close();
}
