import { type Bytes, coded, type NailwallError, type Random, utf8ToBytes } from '#core/base';
import { readFile, rm } from 'node:fs/promises';
import * as v from 'valibot';
import { asStorageError, isAbsent, secretBytes, type SecretStore, writeFileAtomically } from '../../storage/index.ts';
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
 * The secret, sealed by the operating system's keychain, in a small file that also says which keychain it was. Where
 * there is no keychain, or none has sealed anything yet, the plain file of every host is used: the loopback host on the
 * same folder may have written it.
 */
export class Keychain implements SecretStore {
  readonly #ports: KeychainPorts;

  constructor(ports: KeychainPorts) {
    this.#ports = ports;
  }

  /**
   * Null when no secret is kept. Throws `storage/secret-lost` when one is, and this keychain is another one than sealed
   * it, refuses, or the file is damaged: then the passphrase is asked for, and the file stays.
   */
  async read(): Promise<Bytes | null> {
    const { safeStorage, backend, plain } = this.#ports;
    const file = await this.#readFile();
    if (!file) return plain.read();
    if (file.backend !== backend) throw this.#lost('The keychain is another one than before', 'other-keychain');
    let opened: Awaited<ReturnType<KeychainSurface['decryptStringAsync']>>;
    try {
      opened = await safeStorage.decryptStringAsync(Buffer.from(file.sealed, 'base64'));
    } catch (error) {
      throw this.#lost('The keychain does not open its secret', 'refused', error);
    }
    const secret = new Uint8Array(Buffer.from(opened.result, 'base64'));
    if (secret.length !== secretBytes) throw this.#lost('The secret in the keychain is damaged', 'damaged');
    if (opened.shouldReEncrypt) await this.write(secret);
    return secret;
  }

  async write(secret: Bytes): Promise<void> {
    if (secret.length !== secretBytes) throw coded('input/invalid', { what: 'secret' });
    const { safeStorage, backend, path, plain, random } = this.#ports;
    if (backend === null) {
      await plain.write(secret);
      await this.#removeFile();
      return;
    }
    const sealed = await safeStorage.encryptStringAsync(Buffer.from(secret).toString('base64'));
    const file = { format: 1, backend, sealed: sealed.toString('base64') };
    await writeFileAtomically(path, utf8ToBytes(JSON.stringify(file)), random);
    await plain.clear();
  }

  async clear(): Promise<void> {
    await this.#removeFile();
    await this.#ports.plain.clear();
  }

  async #removeFile(): Promise<void> {
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
    throw this.#lost('The file of the keychain is damaged', 'damaged');
  }

  #lost(what: string, why: string, cause?: unknown): NailwallError {
    this.#ports.log(`${what}; the passphrase is needed.`);
    return coded('storage/secret-lost', { why }, cause);
  }
}

export interface KeychainPorts {
  readonly safeStorage: KeychainSurface;
  /** From {@link keychainBackend}. */
  readonly backend: string | null;
  /** Where a host without a keychain keeps the secret. */
  readonly plain: SecretStore;
  readonly path: string;
  readonly random: Random;
  readonly log: (line: string) => void;
}
