/** The list of a device's files in a shared folder, and of what it has taken from the others (docs/formats.md). */
import { type Bytes, bytesToHex, coded, hexToBytes } from '#core/base';
import { createDecoder, type Decoder, hasContent, readUint8Array, readVarUint } from 'lib0/decoding';
import { createEncoder, toUint8Array, writeUint8Array, writeVarUint } from 'lib0/encoding';

export interface ChangesFile {
  /** Names the file. */
  readonly number: number;
  readonly bytes: number;
  /** SHA-256 of the file, hex. */
  readonly hash: string;
}

export interface FolderIndex {
  /** Grows with every index that the device writes. */
  readonly number: number;
  /** Grows whenever `changes` or `letters` do: names what others may say to have taken in. */
  readonly content: number;
  /** Updates of the vault that together hold all that the device has to say, in the order of their numbers. */
  readonly changes: readonly ChangesFile[];
  /** Sealed letters: hash -> bytes. */
  readonly letters: ReadonlyMap<string, number>;
  /** Network key of another device, hex -> its `content` that this one has taken in. */
  readonly seen: ReadonlyMap<string, number>;
  /** SHA-256 over the vault as it was written last: so that a new start writes nothing that is there already. */
  readonly fingerprint: string;
}

const version = 1;
const mostEntries = 100_000;

export function encodeIndex({ number, content, changes, letters, seen, fingerprint }: FolderIndex): Bytes {
  const encoder = createEncoder();
  for (const each of [version, number, content, changes.length]) writeVarUint(encoder, each);
  for (const file of changes) {
    writeVarUint(encoder, file.number);
    writeVarUint(encoder, file.bytes);
    writeUint8Array(encoder, hexToBytes(file.hash));
  }
  for (const list of [letters, seen]) {
    writeVarUint(encoder, list.size);
    for (const [name, value] of list) {
      writeUint8Array(encoder, hexToBytes(name));
      writeVarUint(encoder, value);
    }
  }
  writeUint8Array(encoder, hexToBytes(fingerprint));
  return toUint8Array(encoder);
}

/** Throws `sync/newer-version`, `sync/forged-file` for anything that is no index. */
export function decodeIndex(bytes: Bytes): FolderIndex {
  const decoder = createDecoder(bytes);
  try {
    const made = readVarUint(decoder);
    if (made > version) throw coded('sync/newer-version', { version: made });
    const [number, content] = [readVarUint(decoder), readVarUint(decoder)];
    const changes = readList(decoder, () => ({
      number: readVarUint(decoder),
      bytes: readVarUint(decoder),
      hash: readHash(decoder),
    }));
    const readPairs = () => new Map(readList(decoder, () => [readHash(decoder), readVarUint(decoder)] as const));
    const index = { number, content, changes, letters: readPairs(), seen: readPairs(), fingerprint: readHash(decoder) };
    if (hasContent(decoder)) throw coded('sync/forged-file', { why: 'index' });
    return index;
  } catch (error) {
    // lib0 throws plain errors.
    throw error instanceof Error && 'code' in error ? error : coded('sync/forged-file', { why: 'index' }, error);
  }
}

function readList<T>(decoder: Decoder, read: () => T): T[] {
  const count = readVarUint(decoder);
  if (count > mostEntries) throw coded('sync/forged-file', { why: 'index' });
  return Array.from({ length: count }, read);
}

function readHash(decoder: Decoder): string {
  if (decoder.pos + 32 > decoder.arr.length) throw coded('sync/forged-file', { why: 'index' });
  return bytesToHex(readUint8Array(decoder, 32).slice());
}
