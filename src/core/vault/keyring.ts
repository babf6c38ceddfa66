/**
 * Keys in memory while a journal is open. One random 256-bit master key per vault; everything else is derived from it
 * by HKDF-SHA-256 (RFC 5869) and never stored.
 */
import { type Bytes, coded, invariant, type Random, toBase64Url, utf8ToBytes, wipe } from '#core/base';
import { hkdf } from '@noble/hashes/hkdf.js';
import { sha256 } from '@noble/hashes/sha2.js';

export const keyBytes = 32;
export const vaultIdBytes = 16;

/** The epoch in which a vault is founded. Later ones, made when a device is removed, carry random numbers. */
export const foundingEpoch = 0;

/** One vault's identity and master key. */
export interface Root {
  readonly vaultId: Bytes;
  readonly master: Bytes;
}

export function createRoot(random: Random): Root {
  return { vaultId: random(vaultIdBytes), master: random(keyBytes) };
}

/** HKDF-SHA-256 with the vault's id as salt; 32 bytes. */
export function deriveKey(secret: Bytes, vaultId: Bytes, purpose: string): Bytes {
  return hkdf(sha256, secret, vaultId, utf8ToBytes(`nailwall/1/${purpose}`), keyBytes);
}

/** A key that opens records or letters, together with the vault it belongs to. */
export interface ContentKey {
  readonly vaultId: Bytes;
  readonly key: Bytes;
}

/**
 * The keys of every vault that this document was founded as. Usually one; two when two devices each founded a vault
 * and their documents met: then both journals stay readable, and everyone seals under the same one of them, the one
 * whose id is smallest.
 */
export class Keyring {
  readonly #roots: readonly Root[];
  readonly #derived = new Map<string, Bytes>();
  #closed = false;

  private constructor(roots: readonly Root[]) {
    this.#roots = roots;
  }

  /** Throws `bug` without a root. Roots given twice count once. */
  static of(roots: readonly Root[]): Keyring {
    const byId = new Map(roots.map((root) => [toBase64Url(root.vaultId), root]));
    const ids = [...byId.keys()].sort();
    invariant(ids.length > 0, 'a keyring has a root');
    return new Keyring(ids.map((id) => byId.get(id) as Root));
  }

  get primary(): Root {
    return this.#roots[0] as Root;
  }

  get roots(): readonly Root[] {
    return this.#roots;
  }

  /** The key under which new records are sealed. */
  sealingKey(): ContentKey & { readonly epoch: number } {
    return { ...this.#key('content', this.primary, foundingEpoch), epoch: foundingEpoch };
  }

  /** Every key that may open a record of `epoch`; empty when the epoch is unknown. */
  openingKeys(epoch: number): readonly ContentKey[] {
    return this.#keys('content', epoch);
  }

  /** The key under which new letters are sealed. */
  lettersKey(): ContentKey & { readonly epoch: number } {
    return { ...this.#key('letters', this.primary, foundingEpoch), epoch: foundingEpoch };
  }

  /** Every key that may open a letter of `epoch`; empty when the epoch is unknown. */
  lettersKeys(epoch: number): readonly ContentKey[] {
    return this.#keys('letters', epoch);
  }

  /** Proves membership to other devices; the only key that the host may hold. */
  membershipKey(): Bytes {
    return this.#derive(this.primary, 'membership');
  }

  /** The key under which this device's own secret is sealed, and every one that may open it; the first seals. */
  deviceSecretKeys(): readonly ContentKey[] {
    return this.#roots.map((root) => ({ vaultId: root.vaultId, key: this.#derive(root, 'device-secret') }));
  }

  /** Overwrites every key. The keyring throws `vault/locked` from then on. */
  close(): void {
    this.#closed = true;
    wipe(...this.#roots.map((root) => root.master), ...this.#derived.values());
    this.#derived.clear();
  }

  #keys(purpose: 'content' | 'letters', epoch: number): readonly ContentKey[] {
    return epoch === foundingEpoch ? this.#roots.map((root) => this.#key(purpose, root, epoch)) : [];
  }

  #key(purpose: 'content' | 'letters', root: Root, epoch: number): ContentKey {
    return { vaultId: root.vaultId, key: this.#derive(root, `${purpose}/${String(epoch)}`) };
  }

  #derive(root: Root, purpose: string): Bytes {
    if (this.#closed) throw coded('vault/locked');
    const name = `${toBase64Url(root.vaultId)}/${purpose}`;
    const known = this.#derived.get(name);
    if (known) return known;
    const key = deriveKey(root.master, root.vaultId, purpose);
    this.#derived.set(name, key);
    return key;
  }
}
