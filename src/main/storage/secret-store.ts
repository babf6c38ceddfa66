import type { Bytes } from '#core/base';

/** Length of the secret behind "no passphrase on this computer", in bytes. */
export const secretBytes = 32;

/** Keeps one secret for this account: in a file only it can read, or in the keychain of the operating system. */
export interface SecretStore {
  read(): Promise<Bytes | null>;
  write(secret: Bytes): Promise<void>;
  clear(): Promise<void>;
}
