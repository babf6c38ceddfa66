/**
 * The frames of a session (docs/formats.md): type u8, number varuint, then what the type says. The number counts the
 * frames of one direction from 0. Integers are varuints of lib0 (LEB128, 53 bits at most).
 */
import { type Bytes, bytesToHex, coded, hexToBytes } from '#core/base';
import { createDecoder, type Decoder, readVarUint } from 'lib0/decoding';
import { createEncoder, type Encoder, toUint8Array, writeUint8, writeUint8Array, writeVarUint } from 'lib0/encoding';
import { maxProofs, maxVaultMessageBytes, pieceBytes } from './limits.ts';
import { maxFrameBytes } from './transport.ts';

const magic = [0x4e, 0x57, 0x53] as const;
const hashBytes = 32;
export const proofBytes = 32;

/** Why a side says goodbye. */
export const goodbyes = ['off', 'duplicate', 'removed', 'version', 'trouble', 'protocol'] as const;
export type Goodbye = (typeof goodbyes)[number];

export type Frame =
  /** First frame of each side. */
  | { readonly type: 'hello'; readonly lowest: number; readonly highest: number; readonly proofs: readonly Bytes[] }
  /** A part of a y-protocols sync message. `total` comes with the first part and counts all its bytes. */
  | { readonly type: 'part'; readonly total: number | null; readonly bytes: Bytes }
  /** So many of the other side's steps 2 and updates are on disk here, since the session began. */
  | { readonly type: 'ack'; readonly count: number }
  /** Asks for a new step 1. */
  | { readonly type: 'again' }
  /** What the sender of this frame lacks of the letters that its vault lists. */
  | { readonly type: 'missing'; readonly letters: number; readonly bytes: number }
  | { readonly type: 'want'; readonly hash: string; readonly offset: number; readonly length: number }
  | { readonly type: 'piece'; readonly hash: string; readonly offset: number; readonly bytes: Bytes }
  /** The letter that was wanted is not here. */
  | { readonly type: 'lack'; readonly hash: string }
  /** It is here now. */
  | { readonly type: 'have'; readonly hash: string }
  | { readonly type: 'ping' }
  | { readonly type: 'pong' }
  | { readonly type: 'goodbye'; readonly reason: Goodbye };

const types = [
  'hello',
  'first-part',
  'part',
  'ack',
  'again',
  'missing',
  'want',
  'piece',
  'lack',
  'have',
  'ping',
  'pong',
  'goodbye',
] as const;

export function encodeFrame(frame: Frame, number: number): Bytes {
  const encoder = createEncoder();
  const type = frame.type === 'part' && frame.total !== null ? 'first-part' : frame.type;
  writeUint8(encoder, types.indexOf(type));
  writeVarUint(encoder, number);
  writeBody(encoder, frame);
  return toUint8Array(encoder);
}

function writeBody(encoder: Encoder, frame: Frame): void {
  switch (frame.type) {
    case 'hello':
      writeUint8Array(encoder, Uint8Array.from(magic));
      writeUint8(encoder, frame.lowest);
      writeUint8(encoder, frame.highest);
      writeVarUint(encoder, frame.proofs.length);
      for (const proof of frame.proofs) writeUint8Array(encoder, proof);
      return;
    case 'part':
      if (frame.total !== null) writeVarUint(encoder, frame.total);
      return writeUint8Array(encoder, frame.bytes);
    case 'ack':
      return writeVarUint(encoder, frame.count);
    case 'missing':
      writeVarUint(encoder, frame.letters);
      return writeVarUint(encoder, frame.bytes);
    case 'want':
      writeUint8Array(encoder, hexToBytes(frame.hash));
      writeVarUint(encoder, frame.offset);
      return writeVarUint(encoder, frame.length);
    case 'piece':
      writeUint8Array(encoder, hexToBytes(frame.hash));
      writeVarUint(encoder, frame.offset);
      return writeUint8Array(encoder, frame.bytes);
    case 'lack':
    case 'have':
      return writeUint8Array(encoder, hexToBytes(frame.hash));
    case 'goodbye':
      return writeUint8(encoder, goodbyes.indexOf(frame.reason));
    case 'again':
    case 'ping':
    case 'pong':
      return;
  }
}

/** Reads one frame. Throws `sync/protocol` for anything else, `sync/too-large` above the limits. */
export function decodeFrame(bytes: Bytes): { readonly frame: Frame; readonly number: number } {
  if (bytes.length > maxFrameBytes) throw coded('sync/too-large', { bytes: bytes.length });
  const decoder = createDecoder(bytes);
  try {
    const type = types[take(decoder, 1)[0] ?? -1];
    const number = readVarUint(decoder);
    const frame = readBody(decoder, type);
    if (decoder.pos !== bytes.length) throw malformed();
    return { frame, number };
  } catch (error) {
    // lib0 throws plain errors for a varuint that is cut short or too large.
    throw error instanceof RangeError || !(error instanceof Error) || !('code' in error) ? malformed(error) : error;
  }
}

const malformed = (cause?: unknown) => coded('sync/protocol', { what: 'frame' }, cause);

function readBody(decoder: Decoder, type: (typeof types)[number] | undefined): Frame {
  switch (type) {
    case 'hello':
      return readHello(decoder);
    case 'first-part':
      return { type: 'part', total: atMost(readVarUint(decoder), maxVaultMessageBytes), bytes: rest(decoder) };
    case 'part':
      return { type, total: null, bytes: rest(decoder) };
    case 'ack':
      return { type, count: readVarUint(decoder) };
    case 'missing':
      return { type, letters: readVarUint(decoder), bytes: readVarUint(decoder) };
    case 'want':
      return { type, hash: readHash(decoder), offset: readVarUint(decoder), length: readLength(decoder) };
    case 'piece':
      return { type, hash: readHash(decoder), offset: readVarUint(decoder), bytes: rest(decoder) };
    case 'lack':
    case 'have':
      return { type, hash: readHash(decoder) };
    case 'again':
    case 'ping':
    case 'pong':
      return { type };
    case 'goodbye':
      return { type, reason: goodbyes[take(decoder, 1)[0] ?? -1] ?? 'trouble' };
    default:
      throw malformed();
  }
}

function readHello(decoder: Decoder): Frame {
  if (take(decoder, magic.length).some((byte, index) => byte !== magic[index])) throw malformed();
  const [lowest = 0, highest = 0] = take(decoder, 2);
  const count = atMost(readVarUint(decoder), maxProofs);
  const proofs = Array.from({ length: count }, () => take(decoder, proofBytes).slice());
  return { type: 'hello', lowest, highest, proofs };
}

function readLength(decoder: Decoder): number {
  const length = atMost(readVarUint(decoder), pieceBytes);
  if (length === 0) throw malformed();
  return length;
}

function readHash(decoder: Decoder): string {
  return bytesToHex(take(decoder, hashBytes));
}

function atMost(value: number, limit: number): number {
  if (value > limit) throw coded('sync/too-large', { value, limit });
  return value;
}

/** A view; lib0's own reader does not look where the array ends. */
function take(decoder: Decoder, length: number): Bytes {
  if (decoder.pos + length > decoder.arr.length) throw malformed();
  decoder.pos += length;
  return decoder.arr.subarray(decoder.pos - length, decoder.pos);
}

function rest(decoder: Decoder): Bytes {
  const bytes = take(decoder, decoder.arr.length - decoder.pos);
  if (bytes.length === 0) throw malformed();
  // A copy: what the transport handed over is its own buffer.
  return bytes.slice();
}
