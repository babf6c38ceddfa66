import type { Bytes, Random } from '#core/base';
import { readFile } from 'node:fs/promises';
import { writeFileAtomically } from './atomic-file.ts';
import { asStorageError, isAbsent } from './system-errors.ts';

/** A few bytes in a file of their own (0600), as they are. */
export class KeptBytes {
  readonly #path: string;
  readonly #random: Random;

  constructor(path: string, random: Random) {
    this.#path = path;
    this.#random = random;
  }

  /** Null when there are none. Throws storage/... */
  async read(): Promise<Bytes | null> {
    try {
      return new Uint8Array(await readFile(this.#path));
    } catch (error) {
      if (isAbsent(error)) return null;
      throw asStorageError(error);
    }
  }

  /** Durable once it resolves. Throws storage/full, storage/read-only, storage/failed. */
  write(bytes: Bytes): Promise<void> {
    return writeFileAtomically(this.#path, bytes, this.#random);
  }
}
