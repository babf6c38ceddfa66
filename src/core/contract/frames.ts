/**
 * Frames of the contract on a byte stream (the loopback host's WebSocket): one lib0 `any` value a frame, which carries
 * Uint8Arrays as they are. Electron needs none of this, its IPC clones structures itself.
 */
import { coded } from '#core/base';
import { createDecoder, type Decoder, hasContent, readAny, readVarUint8Array } from 'lib0/decoding';
import { createEncoder, toUint8Array, writeAny, writeVarUint8Array } from 'lib0/encoding';
import * as v from 'valibot';

const FrameSchema = v.variant('type', [
  /** First message of a connection: the session's bearer, base64url. */
  v.strictObject({ type: v.literal('hello'), bearer: v.pipe(v.string(), v.maxLength(64)) }),
  v.strictObject({ type: v.literal('welcome') }),
  v.strictObject({
    type: v.literal('call'),
    id: v.pipe(v.number(), v.integer(), v.minValue(0)),
    channel: v.pipe(v.string(), v.maxLength(80)),
    argument: v.unknown(),
  }),
  v.strictObject({ type: v.literal('reply'), id: v.number(), reply: v.unknown() }),
  v.strictObject({ type: v.literal('event'), channel: v.pipe(v.string(), v.maxLength(80)), event: v.unknown() }),
]);
export type Frame = v.InferOutput<typeof FrameSchema>;

export function encodeFrame(frame: Frame): Uint8Array {
  const encoder = createEncoder();
  writeAny(encoder, frame as never);
  return toUint8Array(encoder);
}

/** Throws `input/invalid` for anything that is not exactly one known frame. */
export function decodeFrame(bytes: Uint8Array): Frame {
  let value: unknown;
  try {
    const decoder = createDecoder(bytes);
    value = readAny(decoder);
    if (hasContent(decoder)) throw new Error('bytes left over');
  } catch (error) {
    throw coded('input/invalid', { what: 'frame' }, error);
  }
  const parsed = v.safeParse(FrameSchema, value);
  if (!parsed.success) throw coded('input/invalid', { what: 'frame' });
  return parsed.output;
}

/** A list of records as one run of bytes: each with its length before it (varuint). */
export function encodeRecords(records: readonly Uint8Array[]): Uint8Array {
  const encoder = createEncoder();
  for (const record of records) writeVarUint8Array(encoder, record);
  return toUint8Array(encoder);
}

/** The inverse of {@link encodeRecords}. Throws `input/invalid` for anything cut short. */
export function decodeRecords(bytes: Uint8Array): Uint8Array[] {
  const decoder = createDecoder(bytes);
  const records: Uint8Array[] = [];
  while (hasContent(decoder)) {
    const record = readRecord(decoder);
    // Where the bytes are part of a larger buffer, a length may reach beyond them.
    if (decoder.pos > bytes.length) throw coded('input/invalid', { what: 'records' });
    records.push(record);
  }
  return records;
}

function readRecord(decoder: Decoder): Uint8Array {
  try {
    return readVarUint8Array(decoder);
  } catch (error) {
    throw coded('input/invalid', { what: 'records' }, error);
  }
}
