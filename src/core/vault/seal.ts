/**
 * Seals and opens one record: XChaCha20-Poly1305 (draft-irtf-cfrg-xchacha-03) under a random nonce. The associated
 * data bind the domain, the vault and the whole frame, so every bit of a record is authenticated.
 *
 *   body = length u32 | covers | update | zeros up to the Padmé length
 *
 * `length` counts covers and update.
 */
import { type Bytes, concatBytes, invariant, type Random, utf8ToBytes } from '#core/base';
import { xchacha20poly1305 } from '@noble/ciphers/chacha.js';
import { deflateSync, inflateSync } from 'fflate';
import { convertUpdateFormatV1ToV2 } from 'yjs';
import { Covers, type RecordName } from './covers.ts';
import type { Keyring } from './keyring.ts';
import { padmeLength } from './padding.ts';
import {
  type Codec,
  codecs,
  encodeFrame,
  frameBytes,
  nonceBytes,
  readFrame,
  recordVersion,
  snapshotTier,
} from './record.ts';

const domain = utf8ToBytes('nailwall/record/1');
const lengthBytes = 4;

/** A Yjs update and the format it is in. */
export interface Update {
  readonly format: 1 | 2;
  readonly bytes: Bytes;
}

export interface Draft {
  readonly tier: number;
  readonly writerId: Bytes;
  readonly seq: number;
  readonly covers: Covers;
  readonly update: Update;
}

/** What an opened record holds. */
export interface Opened {
  readonly name: RecordName;
  readonly tier: number;
  readonly covers: Covers;
  readonly update: Update;
}

/**
 * Why an element of the log could not be opened: not a record at all, of a version or codec that is newer than this
 * program, of an epoch whose key is not here, or refused by every key (damaged, forged, or of another vault).
 */
export type Unreadable = 'junk' | 'newer' | 'no-key' | 'refused';

/** Seals a record under the keyring's sealing key. */
export function sealRecord(draft: Draft, keyring: Keyring, random: Random): Bytes {
  const { vaultId, key, epoch } = keyring.sealingKey();
  const codec: Codec = draft.update.format === 1 ? codecs.v1 : codecs.v2Deflated;
  const frame = encodeFrame({ version: recordVersion, writer: '', epoch, codec, ...draft });
  const nonce = random(nonceBytes);
  invariant(nonce.length === nonceBytes, 'a nonce has 24 bytes');
  const update = codec === codecs.v1 ? draft.update.bytes : deflateSync(draft.update.bytes);
  const cipher = xchacha20poly1305(key, nonce, concatBytes(domain, vaultId, frame));
  return concatBytes(frame, nonce, cipher.encrypt(encodeBody(draft.covers.encode(), update)));
}

/** Opens whatever was found in the log. Never throws: what cannot be opened is told apart by its reason. */
export function openRecord(record: unknown, keyring: Keyring): Opened | Unreadable {
  const frame = readFrame(record);
  if (!frame) return 'junk';
  if (frame.version === 0) return 'junk';
  if (frame.version > recordVersion || frame.codec > codecs.v2Deflated || frame.tier > snapshotTier) return 'newer';
  const keys = keyring.openingKeys(frame.epoch);
  if (keys.length === 0) return 'no-key';
  const bytes = record as Bytes;
  const head = bytes.subarray(0, frameBytes);
  const nonce = bytes.subarray(frameBytes, frameBytes + nonceBytes);
  for (const { vaultId, key } of keys) {
    const body = decrypt(key, nonce, concatBytes(domain, vaultId, head), bytes.subarray(frameBytes + nonceBytes));
    const parts = body && decodeBody(body, frame.codec as Codec);
    if (parts) return { name: { writer: frame.writer, seq: frame.seq }, tier: frame.tier, ...parts };
  }
  return 'refused';
}

function decrypt(key: Bytes, nonce: Bytes, associated: Bytes, sealed: Bytes): Bytes | null {
  try {
    return xchacha20poly1305(key, nonce, associated).decrypt(sealed);
  } catch {
    // The one reason this throws on well-formed input is a tag that does not match.
    return null;
  }
}

function encodeBody(covers: Bytes, update: Bytes): Bytes {
  const length = covers.length + update.length;
  const body = new Uint8Array(padmeLength(lengthBytes + length));
  new DataView(body.buffer).setUint32(0, length);
  body.set(covers, lengthBytes);
  body.set(update, lengthBytes + covers.length);
  return body;
}

/** Null when an authentic body does not parse: then a defective writer sealed it. */
function decodeBody(body: Bytes, codec: Codec): { covers: Covers; update: Update } | null {
  try {
    const length = new DataView(body.buffer, body.byteOffset).getUint32(0);
    if (lengthBytes + length > body.length) return null;
    const content = body.subarray(lengthBytes, lengthBytes + length);
    const { covers, length: start } = Covers.decode(content);
    const update = content.subarray(start);
    return { covers, update: codec === codecs.v1 ? { format: 1, bytes: update } : inflate(update) };
  } catch {
    return null;
  }
}

function inflate(bytes: Bytes): Update {
  return { format: 2, bytes: inflateSync(bytes) };
}

/** The update in format V2, converted when needed; pending parts are kept. */
export function toV2(update: Update): Bytes {
  return update.format === 2 ? update.bytes : convertUpdateFormatV1ToV2(update.bytes);
}
