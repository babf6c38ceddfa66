/**
 * Keys of later epochs. A removed device knows the master key and keeps what it has read; what is written afterwards is
 * sealed under a new random key, which is written into the header once for each way of opening it that remains.
 *
 *   wrap/<epoch>/slot/<slot>   version u8 | ephemeral key 32 | nonce 24 | wrapped key 32 + tag 16
 *   wrap/<epoch>/box/<device>  the same
 *
 * Who made it, and for whom not, is signed (`devices.ts`). An epoch's id is derived from the key itself (HKDF, 16 bytes),
 * so the signed epoch cannot be given another key; its first four bytes are the number that records carry. The wrapping key is HKDF-SHA-256(X25519(ephemeral, recipient) | master key):
 * who does not know the master key cannot make a wrap that opens.
 */
import { type Bytes, concatBytes, type Random, utf8ToBytes, wipe } from '#core/base';
import { xchacha20poly1305 } from '@noble/ciphers/chacha.js';
import { x25519 } from '@noble/curves/ed25519.js';
import type * as Y from 'yjs';
import { claimedGenerations, type KnownDevice } from './devices.ts';
import {
  deriveKey,
  type EpochKey,
  epochIdOf,
  epochNumberOf,
  foundingEpoch,
  type KeyBox,
  keyBytes,
  type Keyring,
  type Root,
} from './keyring.ts';
import { nonceBytes, tagBytes } from './record.ts';
import type { Slot } from './slots.ts';
import { headerOf } from './vault-document.ts';

const domain = utf8ToBytes('nailwall/wrap/1');
const version = 1;
const wrapPattern = /^wrap\/([\w-]{22})\/((?:slot|box)\/[\w-]+)$/;
const wrapBytes = 1 + keyBytes + nonceBytes + keyBytes + tagBytes;

/** Somebody an epoch's key is wrapped for; `publicKey` is X25519, 32 bytes. */
export interface Recipient {
  /** `slot/<id>` or `box/<device>`. */
  readonly name: string;
  readonly publicKey: Bytes;
}

/** A fresh random key for the vault of `root`, of the given generation. */
export function createEpoch(root: Root, generation: number, random: Random): EpochKey {
  for (;;) {
    const secret = random(keyBytes);
    const id = epochIdOf(secret, root.vaultId);
    // That number means the founding epoch.
    if (epochNumberOf(id) !== foundingEpoch) return { id, vaultId: root.vaultId, secret, generation };
  }
}

/** Whether something that could be the epoch's wrapped key lies there for `recipient`. */
export function isWrapped(vault: Y.Doc, epochId: string, recipient: string): boolean {
  const wrap = headerOf(vault).get(nameOf(epochId, recipient));
  return wrap instanceof Uint8Array && wrap[0] === version && wrap.length === wrapBytes;
}

/** Wraps the epoch's key for `recipient`; does nothing when the root of its vault is not on the keyring. */
export function wrapEpoch(vault: Y.Doc, epoch: EpochKey, recipient: Recipient, keyring: Keyring, random: Random): void {
  const root = keyring.rootOf(epoch.vaultId);
  if (!root) return;
  const name = nameOf(epoch.id, recipient.name);
  const ephemeral = random(keyBytes);
  const publicKey = x25519.getPublicKey(ephemeral);
  const key = wrappingKey(x25519.getSharedSecret(ephemeral, recipient.publicKey), root);
  const nonce = random(nonceBytes);
  const head = concatBytes(Uint8Array.of(version), publicKey, nonce);
  const cipher = xchacha20poly1305(key, nonce, associated(name, root, publicKey));
  headerOf(vault).set(name, concatBytes(head, cipher.encrypt(epoch.secret)));
  wipe(ephemeral, key);
}

/** Takes the wrapped keys of a recipient who is gone out of the header. */
export function unwrapFor(vault: Y.Doc, recipient: string): void {
  const header = headerOf(vault);
  for (const name of [...header.keys()]) if (wrapPattern.exec(name)?.[2] === recipient) header.delete(name);
}

/**
 * Puts every epoch's key that the keyring's boxes open on the keyring; true when there was a new one. What does not
 * open, holds another key than its name says, or has no statement is passed over.
 */
export function learnEpochs(vault: Y.Doc, keyring: Keyring): boolean {
  const generations = claimedGenerations(vault);
  if (generations.size === 0 || keyring.boxes.size === 0) return false;
  let learned = false;
  for (const [name, value] of headerOf(vault)) {
    const [, id = '', recipient = ''] = wrapPattern.exec(name) ?? [];
    const generation = generations.get(id);
    const box = keyring.boxes.get(recipient);
    if (!box || generation === undefined || keyring.knows(id) || !(value instanceof Uint8Array)) continue;
    const epoch = unwrap(name, value, id, box, keyring.roots);
    if (epoch) learned = keyring.learn({ ...epoch, generation }) || learned;
  }
  return learned;
}

function unwrap(
  name: string,
  wrap: Bytes,
  id: string,
  box: KeyBox,
  roots: readonly Root[],
): Omit<EpochKey, 'generation'> | null {
  if (wrap.length !== wrapBytes || wrap[0] !== version) return null;
  const ephemeral = wrap.subarray(1, 1 + keyBytes);
  const nonce = wrap.subarray(1 + keyBytes, 1 + keyBytes + nonceBytes);
  const sealed = wrap.subarray(1 + keyBytes + nonceBytes);
  for (const root of roots) {
    const secret = decrypt(sealed, nonce, ephemeral, name, box, root);
    if (secret && epochIdOf(secret, root.vaultId) === id) return { id, vaultId: root.vaultId, secret };
  }
  return null;
}

function decrypt(sealed: Bytes, nonce: Bytes, ephemeral: Bytes, name: string, box: KeyBox, root: Root): Bytes | null {
  try {
    const key = wrappingKey(x25519.getSharedSecret(box.secretKey, ephemeral), root);
    return xchacha20poly1305(key, nonce, associated(name, root, ephemeral)).decrypt(sealed);
  } catch {
    // Altered, made without the master key, or under another root; a point of small order is refused as well.
    return null;
  }
}

function nameOf(epochId: string, recipient: string): string {
  return `wrap/${epochId}/${recipient}`;
}

function wrappingKey(shared: Bytes, root: Root): Bytes {
  return deriveKey(concatBytes(shared, root.master), root.vaultId, 'epoch/wrap');
}

function associated(name: string, root: Root, ephemeral: Bytes): Bytes {
  return concatBytes(domain, root.vaultId, ephemeral, utf8ToBytes(name));
}

/** What opens keys wrapped for a slot, and for a device. */
export function boxOfSlot(slot: string, secretKey: Bytes): KeyBox {
  return { name: `slot/${slot}`, secretKey };
}

export function boxOfDevice(device: string, secretKey: Bytes): KeyBox {
  return { name: `box/${device}`, secretKey };
}

/** A slot or a device as one for whom keys are wrapped. */
export function recipientOf(to: Pick<Slot, 'id' | 'publicKey'> | Pick<KnownDevice, 'device' | 'boxKey'>): Recipient {
  return 'id' in to
    ? { name: `slot/${to.id}`, publicKey: to.publicKey }
    : { name: `box/${to.device}`, publicKey: to.boxKey };
}
