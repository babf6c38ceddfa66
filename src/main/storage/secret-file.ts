import { type Bytes, coded, hasCode, type Random } from '#core/base';
import { type FileHandle, open, unlink } from 'node:fs/promises';
import { dirname } from 'node:path';
import { syncFolder, writeFileAtomically } from './atomic-file.ts';
import { secretBytes, type SecretStore } from './secret-store.ts';
import { asStorageError, isAbsent } from './system-errors.ts';

/** A secret that others could have read is no secret; Windows has no such bits, there the profile folder guards it. */
async function checkSecretFile(file: FileHandle): Promise<void> {
  const { mode, size } = await file.stat();
  if (process.platform !== 'win32' && (mode & 0o077) !== 0) throw coded('storage/secret-exposed', {});
  if (size !== secretBytes) throw coded('storage/damaged', { file: 'secret', bytes: size });
}

/** The secret in a file of its own that only this account can read (0600). */
export class SecretFile implements SecretStore {
  readonly #path: string;
  readonly #random: Random;

  constructor(path: string, random: Random) {
    this.#path = path;
    this.#random = random;
  }

  /** Returns null when there is none. Throws storage/secret-exposed when others may read it, storage/damaged when cut. */
  async read(): Promise<Bytes | null> {
    try {
      const file = await open(this.#path, 'r');
      try {
        await checkSecretFile(file);
        return new Uint8Array(await file.readFile());
      } finally {
        await file.close();
      }
    } catch (error) {
      if (isAbsent(error)) return null;
      throw hasCode(error) ? error : asStorageError(error);
    }
  }

  async write(secret: Bytes): Promise<void> {
    if (secret.length !== secretBytes) throw coded('input/invalid', { what: 'secret' });
    await writeFileAtomically(this.#path, secret, this.#random);
  }

  async clear(): Promise<void> {
    try {
      await unlink(this.#path);
      await syncFolder(dirname(this.#path));
    } catch (error) {
      if (!isAbsent(error)) throw asStorageError(error);
    }
  }
}
