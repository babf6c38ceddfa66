/**
 * What lets a person try out the sheet of recovery words with a few of them. The words themselves are never stored, and
 * what they are wrapped by opens with all 24 only. So each recovery slot has a mark of 4 bits for each word, under
 * `sheet/<slot id>`: a wrong word passes once in 16 tries, and whoever holds the master key (a device that is removed
 * later, say) learns 96 of 256 bits, which leaves the words out of reach. Nobody else learns anything.
 *
 *   nonce 24 | sealed (24 marks, two in a byte; 12 bytes + tag 16)
 *
 * A mark is the first half-byte of HMAC-SHA-256(mark key, position u8 | word). Both keys are derived from the master
 * key; the associated data are the domain and the slot's id.
 */
import { type Bytes, concatBytes, type Random, utf8ToBytes } from '#core/base';
import { xchacha20poly1305 } from '@noble/ciphers/chacha.js';
import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import type * as Y from 'yjs';
import { deriveKey, type Keyring, type Root } from './keyring.ts';
import { recoveryWordCount, wordsOf } from './recovery.ts';
import { nonceBytes } from './record.ts';
import { headerOf, readSlots } from './vault-document.ts';

const prefix = 'sheet/';
const domain = utf8ToBytes('nailwall/sheet/1');

/** Writes the marks of the words behind `entropy`, which open the slot `id`. */
export function markSheet(vault: Y.Doc, root: Root, id: string, entropy: Bytes, random: Random): void {
  const key = markKey(root);
  const marks = wordsOf(entropy).map((word, position) => markOf(key, position, word));
  const packed = Uint8Array.from({ length: recoveryWordCount / 2 }, (_, i) => {
    return ((marks[2 * i] ?? 0) << 4) | (marks[2 * i + 1] ?? 0);
  });
  const nonce = random(nonceBytes);
  headerOf(vault).set(prefix + id, concatBytes(nonce, cipherOf(root, id, nonce).encrypt(packed)));
}

export function unmarkSheet(vault: Y.Doc, id: string): void {
  headerOf(vault).delete(prefix + id);
}

/**
 * Compares words with the sheet: position (from 0) -> word. Returns the positions whose word is another one; empty when
 * all fit. With several sheets (words made on two computers at once) the one that fits best counts. Returns null when
 * no slot has readable marks: then only all 24 words can be tried.
 */
export function compareWithSheet(
  vault: Y.Doc,
  keyring: Keyring,
  picks: ReadonlyMap<number, string>,
): ReadonlySet<number> | null {
  let best: ReadonlySet<number> | null = null;
  for (const { id, kind } of readSlots(vault).slots) {
    if (kind !== 'recovery') continue;
    for (const root of keyring.roots) {
      const marks = readMarks(vault, root, id);
      const differing = marks && differingFrom(marks, markKey(root), picks);
      if (differing && (!best || differing.size < best.size)) best = differing;
    }
  }
  return best;
}

function differingFrom(marks: readonly number[], key: Bytes, picks: ReadonlyMap<number, string>): ReadonlySet<number> {
  const differs = ([position, word]: readonly [number, string]) =>
    markOf(key, position, word.trim().toLowerCase()) !== marks[position];
  return new Set([...picks].filter(differs).map(([position]) => position));
}

function readMarks(vault: Y.Doc, root: Root, id: string): readonly number[] | null {
  const sealed = headerOf(vault).get(prefix + id);
  if (!(sealed instanceof Uint8Array) || sealed.length <= nonceBytes) return null;
  try {
    const packed = cipherOf(root, id, sealed.subarray(0, nonceBytes)).decrypt(sealed.subarray(nonceBytes));
    return [...packed].flatMap((byte) => [byte >> 4, byte & 15]);
  } catch {
    // Of another root, or damaged: the same to whoever asks, all 24 words can still be tried.
    return null;
  }
}

function markKey(root: Root): Bytes {
  return deriveKey(root.master, root.vaultId, 'sheet/mark');
}

function markOf(key: Bytes, position: number, word: string): number {
  return (hmac(sha256, key, concatBytes(Uint8Array.of(position), utf8ToBytes(word)))[0] ?? 0) >> 4;
}

function cipherOf(root: Root, id: string, nonce: Bytes) {
  const key = deriveKey(root.master, root.vaultId, 'sheet/seal');
  return xchacha20poly1305(key, nonce, concatBytes(domain, utf8ToBytes(id)));
}
