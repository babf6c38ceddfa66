/**
 * Keys in memory while a journal is open. One random 256-bit master key per vault, and one random key for every later
 * epoch; everything else is derived from them by HKDF-SHA-256 (RFC 5869) and never stored.
 */
import {
  type Bytes,
  bytesToHex,
  coded,
  fromBase64Url,
  invariant,
  type Random,
  toBase64Url,
  utf8ToBytes,
  wipe,
} from '#core/base';
import { hkdf } from '@noble/hashes/hkdf.js';
import { sha256 } from '@noble/hashes/sha2.js';

export const keyBytes = 32;
export const vaultIdBytes = 16;
const epochIdBytes = 16;
const proofNameBytes = 8;

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

/** The random key of a later epoch (`epochs.ts`). */
export interface EpochKey {
  /** 16 bytes, base64url; derived from `secret`. */
  readonly id: string;
  readonly vaultId: Bytes;
  readonly secret: Bytes;
  /** One more than that of the epochs known to its maker; the founding epoch has 0. */
  readonly generation: number;
}

/** The secret half of an X25519 key for which epochs' keys may be wrapped. */
export interface KeyBox {
  /** `slot/<id>` or `box/<device>`. */
  readonly name: string;
  readonly secretKey: Bytes;
}

export function epochIdOf(secret: Bytes, vaultId: Bytes): string {
  return toBase64Url(deriveKey(secret, vaultId, 'epoch/id').subarray(0, epochIdBytes));
}

/** The number that records and letters of an epoch carry: the first four bytes of its id, big-endian. */
export function epochNumberOf(epochId: string): number {
  const bytes = fromBase64Url(epochId);
  return new DataView(bytes.buffer, bytes.byteOffset).getUint32(0);
}

/** Proves membership from one epoch on. */
export interface EpochProof {
  /** 8 bytes in hex, derived from the epoch's key: a name that says nothing to strangers. */
  readonly epoch: string;
  /** 32 bytes. */
  readonly key: Bytes;
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
  readonly #boxes = new Map<string, KeyBox>();
  readonly #epochs = new Map<string, EpochKey>();
  readonly #derived = new Map<string, Bytes>();
  /** Undefined: nobody has chosen. Null: the founding epoch. */
  #chosen: EpochKey | null | undefined;
  #closed = false;

  private constructor(roots: readonly Root[]) {
    this.#roots = roots;
  }

  /** Throws `bug` without a root. Roots given twice count once. */
  static of(roots: readonly Root[], boxes: readonly KeyBox[] = []): Keyring {
    const byId = new Map(roots.map((root) => [toBase64Url(root.vaultId), root]));
    const ids = [...byId.keys()].sort();
    invariant(ids.length > 0, 'a keyring has a root');
    const keyring = new Keyring(ids.map((id) => byId.get(id) as Root));
    for (const box of boxes) keyring.addBox(box);
    return keyring;
  }

  get primary(): Root {
    return this.#roots[0] as Root;
  }

  get roots(): readonly Root[] {
    return this.#roots;
  }

  rootOf(vaultId: Bytes): Root | null {
    const name = toBase64Url(vaultId);
    return this.#roots.find((root) => toBase64Url(root.vaultId) === name) ?? null;
  }

  /** What may open wrapped keys of epochs, by name. */
  get boxes(): ReadonlyMap<string, KeyBox> {
    return this.#boxes;
  }

  addBox(box: KeyBox): void {
    this.#boxes.set(box.name, box);
  }

  /** The later epochs whose keys are at hand, newest first: by generation, then by id. The same order everywhere. */
  get epochs(): readonly EpochKey[] {
    return [...this.#epochs.values()].sort((a, b) => b.generation - a.generation || (a.id < b.id ? -1 : 1));
  }

  knows(epochId: string): boolean {
    return this.#epochs.has(epochId);
  }

  /** Adds an epoch's key; false when it is there already. */
  learn(epoch: EpochKey): boolean {
    if (this.#epochs.has(epoch.id)) return false;
    this.#epochs.set(epoch.id, epoch);
    return true;
  }

  /**
   * Chooses the epoch that seals from now on; null is the founding one. Until somebody who knows the devices has chosen,
   * it is the newest.
   */
  sealUnder(epochId: string | null): void {
    this.#chosen = epochId === null ? null : this.#epochs.get(epochId);
  }

  /** The key under which new records are sealed. */
  sealingKey(): ContentKey & { readonly epoch: number } {
    return this.#current('content');
  }

  /** Every key that may open a record of `epoch`; empty when the epoch is unknown. */
  openingKeys(epoch: number): readonly ContentKey[] {
    return this.#keys('content', epoch);
  }

  /** The key under which new letters are sealed. */
  lettersKey(): ContentKey & { readonly epoch: number } {
    return this.#current('letters');
  }

  /** Every key that may open a letter of `epoch`; empty when the epoch is unknown. */
  lettersKeys(epoch: number): readonly ContentKey[] {
    return this.#keys('letters', epoch);
  }

  /** Proofs of membership to other devices, that of the current epoch first; the only keys that the host may hold. */
  membership(): readonly EpochProof[] {
    const current = this.#sealing;
    const epochs = this.epochs.filter((epoch) => epoch !== current);
    const proofs = [...(current ? [current] : []), ...epochs].map((epoch) => {
      return this.#proof(epoch.secret, epoch.vaultId, epoch.id);
    });
    const founding = this.#roots.map((root) => this.#proof(root.master, root.vaultId));
    return current ? [...proofs, ...founding] : [...founding, ...proofs];
  }

  /** The key under which this device's own secret is sealed, and every one that may open it; the first seals. */
  deviceSecretKeys(): readonly ContentKey[] {
    return this.#roots.map((root) => ({
      vaultId: root.vaultId,
      key: this.#derive(root.master, root.vaultId, 'device-secret'),
    }));
  }

  /** Overwrites every key. The keyring throws `vault/locked` from then on. */
  close(): void {
    this.#closed = true;
    const secrets = [...this.#epochs.values()].map(({ secret }) => secret);
    const boxes = [...this.#boxes.values()].map(({ secretKey }) => secretKey);
    wipe(...this.#roots.map((root) => root.master), ...secrets, ...boxes, ...this.#derived.values());
    this.#derived.clear();
  }

  get #sealing(): EpochKey | null {
    return this.#chosen === undefined ? (this.epochs[0] ?? null) : this.#chosen;
  }

  #current(purpose: 'content' | 'letters'): ContentKey & { readonly epoch: number } {
    const epoch = this.#sealing;
    return epoch
      ? { ...this.#epochKey(purpose, epoch), epoch: epochNumberOf(epoch.id) }
      : { ...this.#foundingKey(purpose, this.primary), epoch: foundingEpoch };
  }

  #keys(purpose: 'content' | 'letters', number: number): readonly ContentKey[] {
    if (number === foundingEpoch) return this.#roots.map((root) => this.#foundingKey(purpose, root));
    const epochs = this.epochs.filter(({ id }) => epochNumberOf(id) === number);
    return epochs.map((epoch) => this.#epochKey(purpose, epoch));
  }

  #foundingKey(purpose: 'content' | 'letters', { vaultId, master }: Root): ContentKey {
    return { vaultId, key: this.#derive(master, vaultId, `${purpose}/${String(foundingEpoch)}`) };
  }

  #epochKey(purpose: 'content' | 'letters', { vaultId, secret, id }: EpochKey): ContentKey {
    return { vaultId, key: this.#derive(secret, vaultId, `${purpose}/${String(epochNumberOf(id))}`, id) };
  }

  #proof(secret: Bytes, vaultId: Bytes, of?: string): EpochProof {
    const name = this.#derive(secret, vaultId, 'membership/name', of);
    const key = this.#derive(secret, vaultId, 'membership', of);
    return { epoch: bytesToHex(name.subarray(0, proofNameBytes)), key: key.slice() };
  }

  /** `of` tells secrets of one vault apart. */
  #derive(secret: Bytes, vaultId: Bytes, purpose: string, of = ''): Bytes {
    if (this.#closed) throw coded('vault/locked');
    const name = `${toBase64Url(vaultId)}/${purpose}/${of}`;
    const known = this.#derived.get(name);
    if (known) return known;
    const key = deriveKey(secret, vaultId, purpose);
    this.#derived.set(name, key);
    return key;
  }
}
