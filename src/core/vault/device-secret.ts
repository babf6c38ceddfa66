/**
 * What makes a device itself: the secret halves of its keys, and who let it in. The host keeps it sealed; only a window
 * that has opened the vault reads it.
 *
 *   version u8 | nonce 24 | XChaCha20-Poly1305(sign seed 32 | network seed 32 | box seed 32 | anchors, 16 bytes each)
 */
import {
  type Bytes,
  coded,
  concatBytes,
  fromBase64Url,
  invariant,
  type Random,
  toBase64Url,
  utf8ToBytes,
} from '#core/base';
import { xchacha20poly1305 } from '@noble/ciphers/chacha.js';
import { ed25519, x25519 } from '@noble/curves/ed25519.js';
import { type DeviceAuthor, deviceIdOf } from './devices.ts';
import { keyBytes, type Keyring } from './keyring.ts';
import { nonceBytes } from './record.ts';

const domain = utf8ToBytes('nailwall/device-secret/1');
const version = 1;
const anchorBytes = 16;
const mostAnchors = 30;

export interface DeviceSecret {
  /** 32 bytes each. */
  readonly signSeed: Bytes;
  readonly networkSeed: Bytes;
  readonly boxSeed: Bytes;
  /** Ids of the devices that let this one in; 30 at most. Its own is not among them. */
  readonly anchors: readonly string[];
}

export function createDeviceSecret(random: Random): DeviceSecret {
  const seed = (): Bytes => random(keyBytes);
  return { signSeed: seed(), networkSeed: seed(), boxSeed: seed(), anchors: [] };
}

/** The device as it signs statements, and its id. */
export function authorOf({ signSeed, networkSeed, boxSeed }: DeviceSecret): DeviceAuthor & { readonly device: string } {
  const signKey = ed25519.getPublicKey(signSeed);
  const networkKey = ed25519.getPublicKey(networkSeed);
  const author = { signSeed, signKey, networkKey, boxKey: x25519.getPublicKey(boxSeed) };
  return { ...author, device: deviceIdOf(author) };
}

export function sealDeviceSecret(secret: DeviceSecret, keyring: Keyring, random: Random): Bytes {
  invariant(secret.anchors.length <= mostAnchors, 'a device has 30 anchors at most');
  const [first] = keyring.deviceSecretKeys();
  invariant(first !== undefined, 'a keyring has a root');
  const nonce = random(nonceBytes);
  const { signSeed, networkSeed, boxSeed, anchors } = secret;
  const plain = concatBytes(signSeed, networkSeed, boxSeed, ...anchors.map((id) => fromBase64Url(id)));
  const cipher = xchacha20poly1305(first.key, nonce, associated(first.vaultId));
  return concatBytes(Uint8Array.of(version), nonce, cipher.encrypt(plain));
}

/** Throws `vault/newer-version`, and `vault/damaged` for what was altered or belongs to another vault. */
export function openDeviceSecret(sealed: Bytes, keyring: Keyring): DeviceSecret {
  if ((sealed[0] ?? 0) > version) throw coded('vault/newer-version');
  const nonce = sealed.subarray(1, 1 + nonceBytes);
  for (const { key, vaultId } of sealed[0] === version ? keyring.deviceSecretKeys() : []) {
    const plain = decrypt(key, nonce, associated(vaultId), sealed.subarray(1 + nonceBytes));
    if (plain) return parse(plain);
  }
  throw coded('vault/damaged');
}

function associated(vaultId: Bytes): Bytes {
  return concatBytes(domain, Uint8Array.of(version), vaultId);
}

function decrypt(key: Bytes, nonce: Bytes, data: Bytes, sealed: Bytes): Bytes | null {
  try {
    return xchacha20poly1305(key, nonce, data).decrypt(sealed);
  } catch {
    // Cut short, altered, or sealed for another vault.
    return null;
  }
}

function parse(plain: Bytes): DeviceSecret {
  const anchorsAt = 3 * keyBytes;
  const count = (plain.length - anchorsAt) / anchorBytes;
  if (!Number.isInteger(count) || count < 0 || count > mostAnchors) throw coded('vault/damaged');
  const seed = (index: number): Bytes => plain.slice(index * keyBytes, (index + 1) * keyBytes);
  const anchor = (index: number): string => {
    const start = anchorsAt + index * anchorBytes;
    return toBase64Url(plain.subarray(start, start + anchorBytes));
  };
  const anchors = Array.from({ length: count }, (_, index) => anchor(index));
  return { signSeed: seed(0), networkSeed: seed(1), boxSeed: seed(2), anchors };
}
