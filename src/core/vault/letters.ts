/**
 * Seals and opens letters: one file as a stream of chunks, so that neither side holds it whole. XChaCha20-Poly1305
 * (draft-irtf-cfrg-xchacha-03), each chunk under a random nonce.
 *
 *   version u8 | epoch u32 | letter 16 random bytes | chunks
 *   chunk = nonce 24 | ciphertext of at most 1 MiB | tag 16
 *   what the chunks hold, one after another = length u64 | file | zeros up to the Padmé length
 *
 * Integers are big-endian. The associated data of a chunk are the domain, the vault's id, the three fields before the
 * chunks, the chunk's index (u32) and whether it is the last (u8): a letter that was cut, lengthened, reordered or mixed
 * with another is refused. Only the last chunk may be shorter than 1 MiB, and none is empty.
 */
import {
  type ByteParts,
  type Bytes,
  ByteStream,
  coded,
  concatBytes,
  equalBytes,
  invariant,
  type Random,
  utf8ToBytes,
} from '#core/base';
import { xchacha20poly1305 } from '@noble/ciphers/chacha.js';
import type { ContentKey, Keyring } from './keyring.ts';
import { padmeLength } from './padding.ts';
import { nonceBytes, tagBytes } from './record.ts';

const domain = utf8ToBytes('nailwall/letter/1');
const letterVersion = 1;
const letterIdBytes = 16;
const headBytes = 1 + 4 + letterIdBytes;
const lengthBytes = 8;
const chunkBytes = 1024 * 1024;
const sealedChunkBytes = nonceBytes + chunkBytes + tagBytes;

/** How many bytes a file of `size` bytes takes once sealed. */
export function sealedLetterBytes(size: number): number {
  const padded = padmeLength(lengthBytes + size);
  return headBytes + padded + Math.ceil(padded / chunkBytes) * (nonceBytes + tagBytes);
}

/**
 * Seals a file of exactly `size` bytes that comes in parts of any size; yields the sealed bytes in parts. Throws
 * `letter/unreadable` when more or fewer bytes come; what was yielded by then is no letter.
 */
export async function* sealLetter(
  file: ByteParts,
  size: number,
  keyring: Keyring,
  random: Random,
): AsyncGenerator<Bytes, undefined> {
  const { epoch, vaultId } = keyring.lettersKey();
  const head = encodeHead(epoch, random(letterIdBytes));
  yield head;
  const chunks = new ByteStream(padded(file, size)).pieces(chunkBytes);
  const last = Math.ceil(padmeLength(lengthBytes + size) / chunkBytes) - 1;
  let index = 0;
  for await (const chunk of chunks) {
    const nonce = random(nonceBytes);
    invariant(nonce.length === nonceBytes, 'a nonce has 24 bytes');
    const key = keysOf(keyring, epoch, vaultId)[0]?.key;
    invariant(key, 'a sealing key stays known');
    const cipher = xchacha20poly1305(key, nonce, associated(vaultId, head, index, index === last));
    yield concatBytes(nonce, cipher.encrypt(chunk));
    index++;
  }
}

/**
 * Opens a sealed letter that comes in parts of any size; yields the file's bytes in parts. Nothing that was yielded may
 * be used before the end has come without an error: only the last chunk says that none is missing. Throws
 * `letter/damaged`, `letter/newer-version`, `letter/no-key`.
 */
export async function* openLetter(sealed: ByteParts, keyring: Keyring): AsyncGenerator<Bytes, undefined> {
  const stream = new ByteStream(sealed);
  try {
    const head = await stream.take(headBytes);
    const opener = new ChunkOpener(head, keyring);
    const body = new PaddedBody();
    for (let chunk = await stream.take(sealedChunkBytes), next; ; chunk = next) {
      next = await stream.take(sealedChunkBytes);
      const isLast = next.length === 0;
      const part = body.take(opener.open(chunk, isLast));
      if (part.length > 0) yield part;
      if (isLast) break;
    }
    body.finish();
  } finally {
    await stream.end();
  }
}

function encodeHead(epoch: number, letter: Bytes): Bytes {
  invariant(letter.length === letterIdBytes, 'a letter has an id of 16 bytes');
  const head = new Uint8Array(headBytes);
  const view = new DataView(head.buffer);
  view.setUint8(0, letterVersion);
  view.setUint32(1, epoch);
  head.set(letter, 5);
  return head;
}

/**
 * Asked anew for every chunk, in the step that uses the key: a journal that is locked meanwhile wipes its keys, and
 * then this throws `vault/locked` instead of going on under a key of zeros.
 */
function keysOf(keyring: Keyring, epoch: number, vaultId: Bytes | null): readonly ContentKey[] {
  const keys = keyring.lettersKeys(epoch);
  return vaultId ? keys.filter((key) => equalBytes(key.vaultId, vaultId)) : keys;
}

/** The epoch in the head of a letter that can be opened. */
function epochOf(head: Bytes, keyring: Keyring): number {
  const version = head[0] ?? 0;
  if (version > letterVersion) throw coded('letter/newer-version', { version });
  if (version < letterVersion || head.length < headBytes) throw coded('letter/damaged', { part: 'head' });
  const epoch = new DataView(head.buffer, head.byteOffset).getUint32(1);
  if (keyring.lettersKeys(epoch).length === 0) throw coded('letter/no-key', { epoch });
  return epoch;
}

function associated(vaultId: Bytes, head: Bytes, index: number, isLast: boolean): Bytes {
  const place = new Uint8Array(5);
  const view = new DataView(place.buffer);
  view.setUint32(0, index);
  view.setUint8(4, isLast ? 1 : 0);
  return concatBytes(domain, vaultId, head, place);
}

async function* padded(file: ByteParts, size: number): AsyncGenerator<Bytes, undefined> {
  const length = new Uint8Array(lengthBytes);
  new DataView(length.buffer).setBigUint64(0, BigInt(size));
  yield length;
  let left = size;
  for await (const part of file) {
    left -= part.length;
    if (left < 0) break;
    yield part;
  }
  if (left !== 0) throw coded('letter/unreadable', { cause: 'size' });
  for (let zeros = padmeLength(lengthBytes + size) - lengthBytes - size; zeros > 0; zeros -= chunkBytes) {
    yield new Uint8Array(Math.min(zeros, chunkBytes));
  }
}

/** Opens chunk after chunk; the first one shows which key is the right one. */
class ChunkOpener {
  readonly #head: Bytes;
  readonly #keyring: Keyring;
  readonly #epoch: number;
  #vaultId: Bytes | null = null;
  #index = 0;

  constructor(head: Bytes, keyring: Keyring) {
    this.#head = head;
    this.#keyring = keyring;
    this.#epoch = epochOf(head, keyring);
  }

  open(chunk: Bytes, isLast: boolean): Bytes {
    const index = this.#index++;
    for (const key of keysOf(this.#keyring, this.#epoch, this.#vaultId)) {
      const opened = this.#openWith(key, chunk, index, isLast);
      if (!opened) continue;
      this.#vaultId = key.vaultId;
      return opened;
    }
    throw coded('letter/damaged', { chunk: index });
  }

  #openWith({ vaultId, key }: ContentKey, chunk: Bytes, index: number, isLast: boolean): Bytes | null {
    if (chunk.length <= nonceBytes + tagBytes) return null;
    const nonce = chunk.subarray(0, nonceBytes);
    try {
      const cipher = xchacha20poly1305(key, nonce, associated(vaultId, this.#head, index, isLast));
      return cipher.decrypt(chunk.subarray(nonceBytes));
    } catch {
      // The one reason this throws on well-formed input is a tag that does not match.
      return null;
    }
  }
}

/** Takes the length off the front and the padding off the end. */
class PaddedBody {
  #size: number | null = null;
  /** Bytes of the padded whole so far. */
  #seen = 0;

  take(part: Bytes): Bytes {
    const from = this.#seen === 0 ? lengthBytes : 0;
    if (this.#seen === 0) this.#size = this.#readSize(part);
    const end = lengthBytes + (this.#size ?? 0) - this.#seen;
    this.#seen += part.length;
    return part.subarray(from, Math.max(from, end));
  }

  finish(): void {
    if (this.#size === null || this.#seen !== padmeLength(lengthBytes + this.#size)) {
      throw coded('letter/damaged', { part: 'length' });
    }
  }

  #readSize(part: Bytes): number {
    if (part.length < lengthBytes) throw coded('letter/damaged', { part: 'length' });
    const size = Number(new DataView(part.buffer, part.byteOffset).getBigUint64(0));
    if (!Number.isSafeInteger(size)) throw coded('letter/damaged', { part: 'length' });
    return size;
  }
}
