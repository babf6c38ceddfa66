import type { Bytes, Dispose } from '#core/base';

/** What the exchange needs of the host's replica of the vault. Everything it hands out is on disk already. */
export interface VaultPort {
  /** Yjs state vector of all that is durable. */
  stateVector(): Promise<Bytes>;
  /** What is durable beyond `stateVector`, as one Yjs update (V1). Throws `input/invalid` for a malformed one. */
  diff(stateVector: Bytes): Promise<Bytes>;
  /**
   * Takes in an update that another device sent. Resolves when it is on disk, with false when nothing in it was new.
   * Throws `input/invalid` for a malformed one, which changes nothing, and storage/... when it could not be kept.
   */
  apply(update: Bytes, from: unknown): Promise<boolean>;
  /** Hears of every update once it is durable, with the `from` it was applied with. */
  onDurable(listener: (update: Bytes, from: unknown) => void): Dispose;
  /** The letters that the vault lists: ciphertext hash (hex, SHA-256) -> size in bytes. Entries that are neither are left out. */
  letters(): Promise<ReadonlyMap<string, number>>;
}
