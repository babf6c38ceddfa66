import { type Bytes, coded, hasCode } from '#core/base';
import { Inflate } from 'fflate';
import type { ByteSource } from './byte-source.ts';
import { decodeText } from './text-decoding.ts';
import { transferLimits } from './limits.ts';

/** A file in a zip, as its directory declares it; nothing is unpacked yet. */
export interface ZipFile {
  readonly name: string;
  /** Bytes once unpacked, as declared. */
  readonly size: number;
  readonly method: number;
  readonly packed: number;
  readonly crc: number;
  readonly encrypted: boolean;
  /** Where its local header lies. */
  readonly at: number;
}

export function isZip(bytes: Bytes): boolean {
  return bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 3 && bytes[3] === 4;
}

const endSize = 22;
const entrySize = 46;
const localSize = 30;

/**
 * The files of a zip, folders left out (PKWARE APPNOTE 6.3, without Zip64 and archives in parts). Throws
 * `transfer/unreadable` with `cause` `zip`, and `transfer/too-large` for too many files.
 */
export async function listZip(source: ByteSource): Promise<readonly ZipFile[]> {
  const { bytes, count } = await readDirectory(source);
  const view = viewOf(bytes);
  const files: ZipFile[] = [];
  let entries = 0;
  for (let at = 0; at + entrySize <= bytes.length;) {
    const nameLength = view.getUint16(at + 28, true);
    const next = nextEntry(view, at);
    if (view.getUint32(at, true) !== 0x02014b50 || next > bytes.length) throw damaged();
    const file = fileAt(view, at, decodeText(bytes.subarray(at + entrySize, at + entrySize + nameLength)).text);
    if (!file.name.endsWith('/')) files.push(file);
    at = next;
    entries++;
  }
  if (entries !== count) throw damaged();
  return files;
}

/** The directory of a zip, as its end says where it lies. */
async function readDirectory(source: ByteSource): Promise<{ readonly bytes: Bytes; readonly count: number }> {
  const tail = await source.read(Math.max(0, source.size - endSize - 0xffff), source.size);
  const view = viewOf(tail);
  const end = findEnd(view);
  const count = view.getUint16(end + 10, true);
  const size = view.getUint32(end + 12, true);
  const at = view.getUint32(end + 16, true);
  if (count > transferLimits.zipFiles) {
    throw coded('transfer/too-large', { what: 'zip files', limit: transferLimits.zipFiles });
  }
  // With as many bytes as the longest names of so many files could take.
  if (at + size > source.size || size < count * entrySize || size > count * (entrySize + 3 * 0xffff)) throw damaged();
  if (size > transferLimits.zipDirectoryBytes) {
    throw coded('transfer/too-large', { what: 'zip directory', limit: transferLimits.zipDirectoryBytes });
  }
  const bytes = await source.read(at, at + size);
  if (bytes.length !== size) throw damaged();
  return { bytes, count };
}

function nextEntry(view: DataView, at: number): number {
  return at + entrySize + view.getUint16(at + 28, true) + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
}

function fileAt(view: DataView, at: number, name: string): ZipFile {
  return {
    name,
    encrypted: (view.getUint16(at + 8, true) & 1) === 1,
    method: view.getUint16(at + 10, true),
    crc: view.getUint32(at + 16, true),
    packed: view.getUint32(at + 20, true),
    size: view.getUint32(at + 24, true),
    at: view.getUint32(at + 42, true),
  };
}

/**
 * Unpacks one file. Throws `transfer/too-large` when it declares more than `limit` bytes, and as soon as more come out
 * than it declared; `transfer/unreadable` when it is damaged, encrypted, or packed in a way unknown here.
 */
export async function unpack(source: ByteSource, file: ZipFile, limit: number): Promise<Bytes> {
  if (file.size > limit) throw coded('transfer/too-large', { what: 'unpacked', limit });
  if (file.encrypted || (file.method !== 0 && file.method !== 8)) throw damaged();
  // Deflated data is never much larger than what it holds; what claims to be is not even read.
  if (file.packed > limit + limit / 100 + 1024) throw damaged();
  const packed = await packedBytes(source, file);
  const unpacked = file.method === 0 ? packed : inflate(packed, file.size);
  if (unpacked.length !== file.size || crc32(unpacked) !== file.crc) throw damaged();
  return unpacked;
}

async function packedBytes(source: ByteSource, file: ZipFile): Promise<Bytes> {
  const head = await source.read(file.at, file.at + localSize);
  const view = viewOf(head);
  if (head.length < localSize || view.getUint32(0, true) !== 0x04034b50) throw damaged();
  const from = file.at + localSize + view.getUint16(26, true) + view.getUint16(28, true);
  const packed = await source.read(from, from + file.packed);
  if (packed.length !== file.packed) throw damaged();
  return packed;
}

/** Small steps, for a few bytes of deflated data can grow a thousandfold. */
const step = 4096;

function inflate(packed: Bytes, size: number): Bytes {
  const whole = new Uint8Array(size);
  let length = 0;
  const stream = new Inflate((chunk) => {
    if (length + chunk.length > size) throw coded('transfer/too-large', { what: 'unpacked', limit: size });
    whole.set(chunk, length);
    length += chunk.length;
  });
  try {
    for (let at = 0; at < packed.length; at += step) {
      stream.push(packed.slice(at, at + step), at + step >= packed.length);
    }
  } catch (error) {
    throw hasCode(error, 'transfer/too-large') ? error : damaged(error);
  }
  return whole.subarray(0, length);
}

function findEnd(view: DataView): number {
  const first = Math.max(0, view.byteLength - endSize - 0xffff);
  for (let at = view.byteLength - endSize; at >= first; at--) {
    if (view.getUint32(at, true) === 0x06054b50) return at;
  }
  throw damaged();
}

function viewOf(bytes: Bytes): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

function damaged(cause?: unknown) {
  return coded('transfer/unreadable', { cause: 'zip' }, cause);
}

const crcTable = Int32Array.from({ length: 256 }, (_, n) => {
  let c = n;
  for (let k = 0; k < 8; k++) c = c & 1 ? (c >>> 1) ^ 0xedb88320 : c >>> 1;
  return c;
});

/** CRC-32 (ISO 3309), as an unsigned number. */
function crc32(bytes: Bytes): number {
  let crc = -1;
  for (const byte of bytes) crc = (crcTable[(crc ^ byte) & 255] as number) ^ (crc >>> 8);
  return (crc ^ -1) >>> 0;
}
