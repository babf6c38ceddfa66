/**
 * A record's outer frame: what can be read without any key. Every byte of it is authenticated by the seal (see
 * `seal.ts`); until a record has been opened, its frame is a claim and nothing more.
 *
 *   version u8 | tier u8 | epoch u32 | codec u8 | writer 8 bytes | seq u32 | nonce 24 bytes | sealed body + tag 16
 *
 * Integers are big-endian. Nothing in the frame depends on the body, so storage may read it too.
 */
import { type Bytes, bytesToHex } from '#core/base';

export const recordVersion = 1;
export const frameBytes = 19;
export const nonceBytes = 24;
export const tagBytes = 16;
const smallestRecord = frameBytes + nonceBytes + tagBytes;

/** Tiers 0-14 are merged changes; 15 is a full snapshot. */
export const snapshotTier = 15;

/** How a record's update is encoded: Yjs V1 as it is, or Yjs V2 deflated (raw DEFLATE, RFC 1951). */
export const codecs = { v1: 0, v2Deflated: 1 } as const;
export type Codec = (typeof codecs)[keyof typeof codecs];

export interface Frame {
  readonly version: number;
  readonly tier: number;
  readonly epoch: number;
  readonly codec: number;
  /** Hex of the 8 bytes that name one opening of one device. */
  readonly writer: string;
  readonly seq: number;
}

export const writerBytes = 8;

export function encodeFrame(frame: Frame & { readonly writerId: Bytes }): Bytes {
  const bytes = new Uint8Array(frameBytes);
  const view = new DataView(bytes.buffer);
  view.setUint8(0, frame.version);
  view.setUint8(1, frame.tier);
  view.setUint32(2, frame.epoch);
  view.setUint8(6, frame.codec);
  bytes.set(frame.writerId, 7);
  view.setUint32(15, frame.seq);
  return bytes;
}

/** Reads the frame of anything found in the log; null when it cannot be a record at all. */
export function readFrame(record: unknown): Frame | null {
  if (!(record instanceof Uint8Array) || record.length < smallestRecord) return null;
  const view = new DataView(record.buffer, record.byteOffset, frameBytes);
  return {
    version: view.getUint8(0),
    tier: view.getUint8(1),
    epoch: view.getUint32(2),
    codec: view.getUint8(6),
    writer: bytesToHex(record.subarray(7, 15)),
    seq: view.getUint32(15),
  };
}
