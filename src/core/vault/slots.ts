/**
 * Key slots: the master key wrapped once for each way to open the vault. Changing a passphrase writes a new slot and
 * removes the old one; nothing else is touched.
 *
 *   version u8 | kind u8 | vault id 16 | memory KiB u32 | passes u32 | lanes u8 | salt 16 | public key 32
 *   | nonce 24 | wrapped master key 48 | checksum 8
 *
 * Integers are big-endian; parameters and salt are zero where the kind needs no Argon2id. The associated data are the
 * domain, the slot's id and everything before the nonce. The public key (X25519, derived from the same secret) lets
 * another device seal a later epoch's key to this slot without knowing its passphrase. The checksum (SHA-256, cut) is
 * no protection: it tells a damaged slot from a wrong passphrase.
 */
import { type Bytes, coded, concatBytes, equalBytes, type Random, utf8ToBytes, wipe } from '#core/base';
import { xchacha20poly1305 } from '@noble/ciphers/chacha.js';
import { x25519 } from '@noble/curves/ed25519.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { deriveKey, keyBytes, type Root, vaultIdBytes } from './keyring.ts';
import { type Argon2id, type Argon2Parameters, checkParameters, passphraseBytes } from './passphrase.ts';
import { nonceBytes, tagBytes } from './record.ts';

const domain = utf8ToBytes('nailwall/slot/1');
const slotVersion = 1;
const saltBytes = 16;
const checksumBytes = 8;

/** `secret`: 32 random bytes kept by the host for "no passphrase on this computer". */
const kinds = ['passphrase', 'recovery', 'secret'] as const;
export type SlotKind = (typeof kinds)[number];

/** What somebody brings to open a slot. */
export type Opener =
  | { readonly kind: 'passphrase'; readonly passphrase: string }
  | { readonly kind: 'recovery'; readonly entropy: Bytes }
  | { readonly kind: 'secret'; readonly secret: Bytes };

const offsets = { kind: 1, vaultId: 2, memory: 18, passes: 22, lanes: 26, salt: 27, publicKey: 43, nonce: 75 } as const;
const wrappedAt = offsets.nonce + nonceBytes;
const checksumAt = wrappedAt + keyBytes + tagBytes;
const slotBytes = checksumAt + checksumBytes;

export interface Slot {
  readonly id: string;
  readonly kind: SlotKind;
  readonly vaultId: Bytes;
  readonly parameters: Argon2Parameters;
  readonly salt: Bytes;
  /** X25519: later epochs' keys are wrapped for it. */
  readonly publicKey: Bytes;
  readonly bytes: Bytes;
}

/** What a slot gives to whom it was made for. */
export interface OpenedSlot {
  readonly root: Root;
  /** The secret half of the slot's public key. */
  readonly secretKey: Bytes;
}

const noParameters: Argon2Parameters = { memoryKiB: 0, passes: 0, lanes: 0 };

/** Wraps `root` for `opener` as the slot named `id`; `parameters` matter for passphrases only. */
export async function createSlot(
  id: string,
  root: Root,
  opener: Opener,
  argon2id: Argon2id,
  parameters: Argon2Parameters,
  random: Random,
): Promise<Bytes> {
  const bytes = new Uint8Array(slotBytes);
  const view = new DataView(bytes.buffer);
  const used = opener.kind === 'passphrase' ? parameters : noParameters;
  if (opener.kind === 'passphrase') checkParameters(parameters);
  bytes[0] = slotVersion;
  bytes[offsets.kind] = kinds.indexOf(opener.kind);
  bytes.set(root.vaultId, offsets.vaultId);
  view.setUint32(offsets.memory, used.memoryKiB);
  view.setUint32(offsets.passes, used.passes);
  bytes[offsets.lanes] = used.lanes;
  const salt = opener.kind === 'passphrase' ? random(saltBytes) : new Uint8Array(saltBytes);
  bytes.set(salt, offsets.salt);
  bytes.set(random(nonceBytes), offsets.nonce);
  const secret = await secretOf(opener, used, salt, argon2id);
  const slotKey = deriveKey(secret, root.vaultId, 'slot/x25519');
  bytes.set(x25519.getPublicKey(slotKey), offsets.publicKey);
  const wrappingKey = deriveKey(secret, root.vaultId, 'slot/wrap');
  bytes.set(cipherOf(wrappingKey, id, bytes).encrypt(root.master), wrappedAt);
  bytes.set(checksumOf(id, bytes), checksumAt);
  wipe(secret, slotKey, wrappingKey);
  return bytes;
}

export type SlotFault = 'damaged' | 'newer';

/** Reads a slot without opening it. */
export function readSlot(id: string, value: unknown): Slot | SlotFault {
  if (!(value instanceof Uint8Array) || value.length < 1) return 'damaged';
  if ((value[0] ?? 0) > slotVersion) return 'newer';
  if (value.length !== slotBytes || !equalBytes(checksumOf(id, value), value.subarray(checksumAt))) return 'damaged';
  const kind = kinds[value[offsets.kind] ?? -1];
  if (!kind) return 'newer';
  const view = new DataView(value.buffer, value.byteOffset);
  return {
    id,
    kind,
    vaultId: value.slice(offsets.vaultId, offsets.vaultId + vaultIdBytes),
    parameters: {
      memoryKiB: view.getUint32(offsets.memory),
      passes: view.getUint32(offsets.passes),
      lanes: view.getUint8(offsets.lanes),
    },
    salt: value.slice(offsets.salt, offsets.salt + saltBytes),
    publicKey: value.slice(offsets.publicKey, offsets.publicKey + keyBytes),
    bytes: value,
  };
}

/**
 * Unwraps the slot's master key, and derives what opens keys wrapped for it; null when `opener` is not the one it was made for. Throws `vault/weak-parameters` and
 * `vault/damaged` for parameters that must not be followed.
 */
export async function openSlot(slot: Slot, opener: Opener, argon2id: Argon2id): Promise<OpenedSlot | null> {
  if (slot.kind !== opener.kind) return null;
  if (slot.kind === 'passphrase') checkParameters(slot.parameters);
  const secret = await secretOf(opener, slot.parameters, slot.salt, argon2id);
  const wrappingKey = deriveKey(secret, slot.vaultId, 'slot/wrap');
  const secretKey = deriveKey(secret, slot.vaultId, 'slot/x25519');
  wipe(secret);
  try {
    const master = cipherOf(wrappingKey, slot.id, slot.bytes).decrypt(slot.bytes.subarray(wrappedAt, checksumAt));
    return { root: { vaultId: slot.vaultId, master }, secretKey };
  } catch {
    // The slot is whole (its checksum holds), so the tag fails for one reason: another secret.
    return null;
  } finally {
    wipe(wrappingKey);
  }
}

async function secretOf(opener: Opener, parameters: Argon2Parameters, salt: Bytes, argon2id: Argon2id): Promise<Bytes> {
  if (opener.kind === 'recovery') return opener.entropy.slice();
  if (opener.kind === 'secret') return opener.secret.slice();
  if (opener.passphrase.length === 0) throw coded('input/invalid', { what: 'passphrase' });
  const secret = passphraseBytes(opener.passphrase);
  try {
    return await argon2id({ ...parameters, secret, salt });
  } finally {
    wipe(secret);
  }
}

function cipherOf(key: Bytes, id: string, slot: Bytes) {
  const associated = concatBytes(domain, utf8ToBytes(id), slot.subarray(0, offsets.nonce));
  return xchacha20poly1305(key, slot.subarray(offsets.nonce, wrappedAt), associated);
}

function checksumOf(id: string, slot: Bytes): Bytes {
  return sha256(concatBytes(domain, utf8ToBytes(id), slot.subarray(0, checksumAt))).subarray(0, checksumBytes);
}
