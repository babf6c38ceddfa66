import { bytesToHex, concatBytes, hexToBytes, utf8ToBytes } from '@noble/hashes/utils.js';
import { invariant } from './errors.ts';

export { bytesToHex, concatBytes, hexToBytes, utf8ToBytes };

export type Bytes = Uint8Array;

/** Compares in time that depends on the lengths only. */
export function equalBytes(a: Bytes, b: Bytes): boolean {
  if (a.length !== b.length) return false;
  let difference = 0;
  for (let i = 0; i < a.length; i++) difference |= (a[i] ?? 0) ^ (b[i] ?? 0);
  return difference === 0;
}

/** Overwrites key material that is no longer needed; what copies the engine made is beyond reach. */
export function wipe(...buffers: (Bytes | undefined)[]): void {
  for (const buffer of buffers) buffer?.fill(0);
}

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/** Base64url without padding (RFC 4648, section 5). */
export function toBase64Url(bytes: Bytes): string {
  let text = '';
  for (let i = 0; i < bytes.length; i += 3) {
    const left = bytes.length - i;
    const word = ((bytes[i] ?? 0) << 16) | ((bytes[i + 1] ?? 0) << 8) | (bytes[i + 2] ?? 0);
    for (let k = 0; k < Math.min(4, left + 1); k++) text += alphabet.charAt((word >> (18 - 6 * k)) & 63);
  }
  return text;
}

/** What `toBase64Url` made; throws `bug` for anything else. */
export function fromBase64Url(text: string): Bytes {
  const bytes = new Uint8Array(Math.floor((text.length * 3) / 4));
  let [word, bits, at] = [0, 0, 0];
  for (const character of text) {
    word = ((word << 6) | alphabet.indexOf(character)) & 0xffff;
    bits += 6;
    if (bits >= 8) bytes[at++] = (word >> (bits -= 8)) & 0xff;
  }
  invariant(toBase64Url(bytes) === text, 'base64url');
  return bytes;
}
