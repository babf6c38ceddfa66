/** A letter on its way to the disk: a file that has no name of its own yet. */
import { type Bytes, coded } from '#core/base';
import { createHash, type Hash } from 'node:crypto';
import { type FileHandle, open, unlink } from 'node:fs/promises';
import { asStorageError } from './system-errors.ts';

/** Bytes that are read at once when an old part is taken up again. */
const readBytes = 1024 * 1024;

export interface BlobPartPorts {
  readonly path: string;
  /** Whether what is written so far is worth keeping when it breaks off. */
  readonly resumable: boolean;
  /** Gives the finished file its place; returns when that is durable. */
  settle(path: string, hash: string): Promise<void>;
}

export class BlobPart {
  readonly #ports: BlobPartPorts;
  readonly #file: FileHandle;
  readonly #hash: Hash;
  #bytes: number;

  private constructor(ports: BlobPartPorts, file: FileHandle, hash: Hash, bytes: number) {
    this.#ports = ports;
    this.#file = file;
    this.#hash = hash;
    this.#bytes = bytes;
  }

  /** Opens the part, or makes it; what lies there already counts. Throws storage/full, storage/read-only, storage/failed. */
  static async open(ports: BlobPartPorts): Promise<BlobPart> {
    let file: FileHandle | null = null;
    try {
      file = await open(ports.path, ports.resumable ? 'a+' : 'ax+', 0o600);
      const hash = createHash('sha256');
      const bytes = await hashFile(file, hash);
      return new BlobPart(ports, file, hash, bytes);
    } catch (error) {
      await file?.close();
      throw asStorageError(error);
    }
  }

  /** Bytes so far; a part that was taken up again goes on from here. */
  get bytes(): number {
    return this.#bytes;
  }

  /** Throws storage/full, storage/read-only, storage/failed; the part is then closed, and gone unless it is resumable. */
  async append(bytes: Bytes): Promise<void> {
    try {
      await this.#file.appendFile(bytes);
    } catch (error) {
      await this.#close(!this.#ports.resumable);
      throw asStorageError(error);
    }
    this.#hash.update(bytes);
    this.#bytes += bytes.length;
  }

  /**
   * Resolves when the file is on the disk under the name of its hash. Throws letter/damaged when that is not `expected`
   * (the part is then gone), and as {@link append} does.
   */
  async finish(expected: string): Promise<void> {
    if (this.#hash.digest('hex') !== expected) {
      await this.#close(true);
      throw coded('letter/damaged', { part: 'hash' });
    }
    try {
      await this.#file.sync();
      await this.#file.close();
      await this.#ports.settle(this.#ports.path, expected);
    } catch (error) {
      await this.#close(!this.#ports.resumable);
      throw asStorageError(error);
    }
  }

  /** Lets go of it: a resumable part stays on the disk for later. */
  async abandon(): Promise<void> {
    await this.#close(!this.#ports.resumable);
  }

  async #close(remove: boolean): Promise<void> {
    // Closing twice is no fault, and a file that cannot be removed now is removed at the next opening.
    await this.#file.close().catch(() => undefined);
    if (remove) await unlink(this.#ports.path).catch(() => undefined);
  }
}

/** Feeds a file to a hash from its beginning, a piece at a time; returns its bytes. */
export async function hashFile(file: FileHandle, hash: Hash): Promise<number> {
  const piece = new Uint8Array(readBytes);
  for (let at = 0; ;) {
    const { bytesRead } = await file.read(piece, 0, piece.length, at);
    if (bytesRead === 0) return at;
    hash.update(piece.subarray(0, bytesRead));
    at += bytesRead;
  }
}
