import type { Bytes, Dispose } from '#core/base';

/**
 * Where sealed letters lie, by the SHA-256 of their ciphertext (hex). A partial one survives a restart, so that a
 * transfer goes on where it was cut. Failures are storage/...
 */
export interface BlobPort {
  /** Bytes of a whole, checked letter; null when it is not here. */
  size(hash: string): Promise<number | null>;
  /** `length` bytes of a whole letter from `offset`. Throws `storage/failed` or `storage/damaged` when they cannot be had. */
  read(hash: string, offset: number, length: number): Promise<Bytes>;
  /** Bytes of an unfinished letter that are here, from its start; 0 when there are none. */
  partialSize(hash: string): Promise<number>;
  /** Adds bytes to an unfinished letter; `offset` is always its `partialSize`. Nothing happens to one that is whole. */
  writePartial(hash: string, offset: number, bytes: Bytes): Promise<void>;
  /**
   * Checks the unfinished letter's `size` bytes against its hash and makes it a whole one, durably. False when they do
   * not fit: the partial letter is then gone.
   */
  finish(hash: string, size: number): Promise<boolean>;
  /** Hears when a whole letter has come, from this device's window or from elsewhere. */
  onAdded(listener: (hash: string) => void): Dispose;
}
