/**
 * Frames of the contract on a byte stream (the loopback host's WebSocket): one lib0 `any` value a frame, which carries
 * Uint8Arrays as they are. Electron needs none of this, its IPC clones structures itself.
 */
import { type CalendarDate, coded, isCalendarDate } from '#core/base';
import { createDecoder, type Decoder, hasContent, readAny, readVarString, readVarUint8Array } from 'lib0/decoding';
import { createEncoder, toUint8Array, writeAny, writeVarString, writeVarUint8Array } from 'lib0/encoding';
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

/** A record that left the vault's log, and the day on which it did. */
export interface RemovedRecord {
  readonly removedOn: CalendarDate;
  readonly record: Uint8Array;
}

/** Removed records as one run of bytes: for each the day (YYYY-MM-DD) and the record, both with their lengths (varuint). */
export function encodeRemoved(removed: readonly RemovedRecord[]): Uint8Array {
  const encoder = createEncoder();
  for (const { removedOn, record } of removed) {
    writeVarString(encoder, removedOn);
    writeVarUint8Array(encoder, record);
  }
  return toUint8Array(encoder);
}

/** The inverse of {@link encodeRemoved}. Throws `input/invalid` for anything cut short, and for a day that is none. */
export function decodeRemoved(bytes: Uint8Array): RemovedRecord[] {
  const decoder = createDecoder(bytes);
  const removed: RemovedRecord[] = [];
  while (hasContent(decoder)) {
    const each = readRemoved(decoder);
    // Where the bytes are part of a larger buffer, a length may reach beyond them.
    if (decoder.pos > bytes.length) throw coded('input/invalid', { what: 'records' });
    removed.push(each);
  }
  return removed;
}

function readRemoved(decoder: Decoder): RemovedRecord {
  try {
    const removedOn = readVarString(decoder);
    if (!isCalendarDate(removedOn)) throw new Error('not a day');
    return { removedOn, record: readVarUint8Array(decoder) };
  } catch (error) {
    throw coded('input/invalid', { what: 'records' }, error);
  }
}
