/**
 * Two vaults that became one: each root is sealed to the other, so that whatever opens one of them opens both. An entry
 * of the header, `linked/<vault id>/<vault id of the sealed one>`, for each direction:
 *
 *   version u8 | nonce 24 | XChaCha20-Poly1305(master key 32)
 *
 * The key is HKDF of the first root's master key; the associated data are the domain, the version and both vault ids.
 */
import { type Bytes, concatBytes, equalBytes, fromBase64Url, type Random, toBase64Url, utf8ToBytes } from '#core/base';
import { xchacha20poly1305 } from '@noble/ciphers/chacha.js';
import type * as Y from 'yjs';
import { deriveKey, keyBytes, Keyring, type Root, vaultIdBytes } from './keyring.ts';
import { nonceBytes } from './record.ts';
import { headerOf } from './vault-document.ts';

const domain = utf8ToBytes('nailwall/linked-root/1');
const version = 1;
const prefix = 'linked/';

/** Seals each of `roots` to every other one, where that has not been done yet; one transaction. */
export function linkRoots(vault: Y.Doc, roots: readonly Root[], random: Random): void {
  vault.transact(() => {
    for (const from of roots) {
      for (const to of roots) {
        if (equalBytes(from.vaultId, to.vaultId) || readLink(vault, from, to.vaultId)) continue;
        const nonce = random(nonceBytes);
        const sealed = cipherOf(from, to.vaultId, nonce).encrypt(to.master);
        headerOf(vault).set(nameOf(from.vaultId, to.vaultId), concatBytes(Uint8Array.of(version), nonce, sealed));
      }
    }
  });
}

/** `roots`, and every root that these open, directly or by way of another one. Links that do not open are passed over. */
export function withLinkedRoots(vault: Y.Doc, roots: readonly Root[]): readonly Root[] {
  const all = new Map(roots.map((root) => [toBase64Url(root.vaultId), root]));
  // A map is iterated to its end, including what is added meanwhile.
  for (const [from, root] of all) {
    for (const to of idsLinkedFrom(vault, from)) {
      const linked = all.has(toBase64Url(to)) ? null : readLink(vault, root, to);
      if (linked) all.set(toBase64Url(to), linked);
    }
  }
  return [...all.values()];
}

/** A keyring of its own with these roots, and with all that `keyring` has learned. */
export function widened(keyring: Keyring, roots: readonly Root[]): Keyring {
  const copies = [...keyring.roots, ...roots].map(({ vaultId, master }) => ({ vaultId, master: master.slice() }));
  const boxes = [...keyring.boxes.values()].map((box) => ({ ...box, secretKey: box.secretKey.slice() }));
  const wide = Keyring.of(copies, boxes);
  for (const epoch of keyring.epochs) wide.learn({ ...epoch, secret: epoch.secret.slice() });
  return wide;
}

function idsLinkedFrom(vault: Y.Doc, from: string): readonly Bytes[] {
  const start = `${prefix}${from}/`;
  const keys = [...headerOf(vault).keys()].filter((key) => key.startsWith(start));
  return keys.map((key) => idIn(key.slice(start.length))).filter((id) => id !== null);
}

/** Anything may stand in the header. */
function idIn(text: string): Bytes | null {
  if (!/^[\w-]{21}[AQgw]$/.test(text)) return null;
  return fromBase64Url(text);
}

function readLink(vault: Y.Doc, from: Root, to: Bytes): Root | null {
  const value = headerOf(vault).get(nameOf(from.vaultId, to));
  if (!(value instanceof Uint8Array) || value[0] !== version || to.length !== vaultIdBytes) return null;
  try {
    const master = cipherOf(from, to, value.subarray(1, 1 + nonceBytes)).decrypt(value.subarray(1 + nonceBytes));
    return master.length === keyBytes ? { vaultId: to, master } : null;
  } catch {
    // Altered, cut, or of another root.
    return null;
  }
}

function cipherOf(from: Root, to: Bytes, nonce: Bytes) {
  const associated = concatBytes(domain, Uint8Array.of(version), from.vaultId, to);
  return xchacha20poly1305(deriveKey(from.master, from.vaultId, 'linked-root'), nonce, associated);
}

function nameOf(from: Bytes, to: Bytes): string {
  return `${prefix}${toBase64Url(from)}/${toBase64Url(to)}`;
}
