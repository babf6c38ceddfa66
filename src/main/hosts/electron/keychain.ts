import { type Bytes, coded, type Random, utf8ToBytes } from '#core/base';
import { readFile, rm } from 'node:fs/promises';
import * as v from 'valibot';
import { asStorageError, secretBytes, type SecretStore, writeFileAtomically } from '../../storage/index.ts';
import type { KeychainSurface } from './surface.ts';

const FileSchema = v.strictObject({ format: v.literal(1), backend: v.string(), sealed: v.string() });

/** The name of what really keeps the key, or null when nothing does. Ask after the app is ready. */
export async function keychainBackend(safeStorage: KeychainSurface, platform: string): Promise<string | null> {
  if (!(await safeStorage.isAsyncEncryptionAvailable())) return null;
  if (platform !== 'linux') return platform;
  const backend = safeStorage.getSelectedStorageBackend();
  // `basic_text` encrypts with a key that is printed in Chromium's source.
  return backend === 'basic_text' || backend === 'unknown' ? null : backend;
}

/**
 * The secret, sealed by the operating system's keychain, in a small file that also says which keychain it was. A secret
 * of another keychain, or one that this keychain no longer opens, counts as absent: the passphrase is asked for.
 */
export class Keychain implements SecretStore {
  readonly #ports: KeychainPorts;

  constructor(ports: KeychainPorts) {
    this.#ports = ports;
  }

  async read(): Promise<Bytes | null> {
    const { safeStorage, backend, log } = this.#ports;
    const file = await this.#readFile();
    if (!file) return null;
    if (file.backend !== backend) {
      log('The keychain is another one than before; the passphrase is needed.');
      return null;
    }
    try {
      const { result, shouldReEncrypt } = await safeStorage.decryptStringAsync(Buffer.from(file.sealed, 'base64'));
      const secret = new Uint8Array(Buffer.from(result, 'base64'));
      if (secret.length !== secretBytes) throw coded('storage/damaged', { file: 'keychain' });
      if (shouldReEncrypt) await this.write(secret);
      return secret;
    } catch {
      log('The keychain does not open its secret; the passphrase is needed.');
      return null;
    }
  }

  async write(secret: Bytes): Promise<void> {
    if (secret.length !== secretBytes) throw coded('input/invalid', { what: 'secret' });
    const { safeStorage, backend, path, random } = this.#ports;
    const sealed = await safeStorage.encryptStringAsync(Buffer.from(secret).toString('base64'));
    const file = { format: 1, backend, sealed: sealed.toString('base64') };
    await writeFileAtomically(path, utf8ToBytes(JSON.stringify(file)), random);
  }

  async clear(): Promise<void> {
    try {
      await rm(this.#ports.path, { force: true });
    } catch (error) {
      throw asStorageError(error);
    }
  }

  async #readFile(): Promise<v.InferOutput<typeof FileSchema> | null> {
    try {
      const parsed = v.safeParse(FileSchema, JSON.parse(await readFile(this.#ports.path, 'utf8')));
      if (parsed.success) return parsed.output;
    } catch (error) {
      if (isAbsent(error)) return null;
      if (!(error instanceof SyntaxError)) throw asStorageError(error);
    }
    this.#ports.log('The file of the keychain is damaged; the passphrase is needed.');
    return null;
  }
}

export interface KeychainPorts {
  readonly safeStorage: KeychainSurface;
  /** From {@link keychainBackend}. */
  readonly backend: string;
  readonly path: string;
  readonly random: Random;
  readonly log: (line: string) => void;
}

function isAbsent(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}
