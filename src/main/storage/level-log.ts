/**
 * LevelDB's write-ahead log, read only to see whether it is sound. LevelDB itself skips damaged stretches in silence
 * and then deletes the file, so whoever wants to keep the evidence has to look first.
 *
 * Format (leveldb/doc/log_format.md): blocks of 32 KiB; in them fragments of checksum (CRC-32C, masked, 4 bytes, little
 * endian), length (2 bytes), type (1 byte), data; a block's last bytes, when fewer than a header, are zero.
 */
import type { Bytes } from '#core/base';

const blockBytes = 32 * 1024;
const headerBytes = 7;
const lastType = 4;

const table = Uint32Array.from({ length: 256 }, (_, index) => {
  let value = index;
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0x82f63b78 : value >>> 1;
  return value;
});

export function crc32c(bytes: Bytes): number {
  let crc = 0xffffffff;
  for (const byte of bytes) crc = (table[(crc ^ byte) & 0xff] ?? 0) ^ (crc >>> 8);
  return (crc ^ 0xffffffff) >>> 0;
}

function masked(crc: number): number {
  return (((crc >>> 15) | (crc << 17)) + 0xa282ead8) >>> 0;
}

/** Length of the fragment at the start of `rest`, 0 where the log ends for good reason, -1 when it is damaged. */
function fragmentLength(rest: Bytes, isLastBlock: boolean): number {
  const view = new DataView(rest.buffer, rest.byteOffset, rest.length);
  const length = view.getUint16(4, true);
  const type = view.getUint8(6);
  // Space that was reserved and never written.
  if (type === 0 && length === 0) return 0;
  // A write that was cut off by a crash: it was never acknowledged.
  if (headerBytes + length > rest.length) return isLastBlock ? 0 : -1;
  if (type > lastType || type === 0) return -1;
  return masked(crc32c(rest.subarray(6, headerBytes + length))) === view.getUint32(0, true) ? headerBytes + length : -1;
}

/** True when every fragment fits its checksum; a torn last write is no damage. */
export function isSoundLog(log: Bytes): boolean {
  for (let start = 0; start < log.length; start += blockBytes) {
    const block = log.subarray(start, start + blockBytes);
    const isLastBlock = start + blockBytes >= log.length;
    for (let at = 0; at + headerBytes <= block.length;) {
      const length = fragmentLength(block.subarray(at), isLastBlock);
      if (length < 0) return false;
      if (length === 0) break;
      at += length;
    }
  }
  return true;
}
