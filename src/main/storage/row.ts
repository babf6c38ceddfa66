/**
 * The byte form of one row in the database:
 *
 *   version 1 byte | previous 8 bytes (u64, big endian) | checksum 16 bytes | payload
 *
 * `previous` is the counter of the row before it (0: none needed), so that a row that vanished without a trace is
 * noticed. The checksum is SHA-256, cut to 16 bytes, over the key, the previous counter and the payload: a row that
 * was altered, cut or turned up under another key is told from a good one. It is no protection against people; the
 * payload is sealed for that.
 */
import { type Bytes, concatBytes, equalBytes, utf8ToBytes } from '#core/base';
import { sha256 } from '@noble/hashes/sha2.js';

export const rowVersion = 1;
const checksumBytes = 16;
const headerBytes = 1 + 8 + checksumBytes;

function previousBytes(previous: number): Bytes {
  const bytes = new Uint8Array(8);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(previous));
  return bytes;
}

function checksumOf(key: string, previous: Bytes, payload: Bytes): Bytes {
  const hash = sha256.create();
  // The key ends with a zero byte, which no key contains: nothing can slide between key and payload.
  hash.update(utf8ToBytes(key)).update(new Uint8Array(1)).update(previous).update(payload);
  return hash.digest().subarray(0, checksumBytes);
}

export function encodeRow(key: string, previous: number, payload: Bytes): Bytes {
  const before = previousBytes(previous);
  return concatBytes(Uint8Array.of(rowVersion), before, checksumOf(key, before, payload), payload);
}

export type DecodedRow =
  | { readonly state: 'good'; readonly previous: number; readonly payload: Bytes }
  | { readonly state: 'damaged' }
  | { readonly state: 'newer' };

/** `newer`: a higher version, unless the rest fits this version, which means a flipped bit in the version itself. */
export function decodeRow(key: string, row: Bytes): DecodedRow {
  if (row.length < headerBytes) return { state: 'damaged' };
  const before = row.subarray(1, 9);
  const payload = row.subarray(headerBytes);
  const sound = equalBytes(row.subarray(9, headerBytes), checksumOf(key, before, payload));
  const version = row[0];
  if (version === rowVersion && sound) {
    const previous = Number(new DataView(before.buffer, before.byteOffset, 8).getBigUint64(0));
    return { state: 'good', previous, payload };
  }
  return version !== undefined && version > rowVersion && !sound ? { state: 'newer' } : { state: 'damaged' };
}
