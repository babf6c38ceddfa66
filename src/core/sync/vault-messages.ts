/** Messages of y-protocols' sync protocol (its PROTOCOL.md), whole and in parts. */
import { type Bytes, coded, concatBytes } from '#core/base';
import { createDecoder, readVarUint } from 'lib0/decoding';
import { createEncoder, toUint8Array, writeUint8Array, writeVarUint } from 'lib0/encoding';
import { messageYjsSyncStep1, messageYjsSyncStep2, messageYjsUpdate } from 'y-protocols/sync';
import type { Frame } from './frames.ts';
import { maxVaultMessageBytes, partBytes } from './limits.ts';

export interface VaultMessage {
  /** A state vector, the answer to one, or a change as it happened. */
  readonly type: 'step-1' | 'step-2' | 'update';
  readonly bytes: Bytes;
}

const numbers = { 'step-1': messageYjsSyncStep1, 'step-2': messageYjsSyncStep2, update: messageYjsUpdate } as const;

export function encodeMessage({ type, bytes }: VaultMessage): Bytes {
  if (bytes.length > maxVaultMessageBytes - 16) throw coded('sync/too-large', { bytes: bytes.length });
  const encoder = createEncoder();
  writeVarUint(encoder, numbers[type]);
  writeVarUint(encoder, bytes.length);
  writeUint8Array(encoder, bytes);
  return toUint8Array(encoder);
}

/** Throws `sync/protocol` for anything that is not exactly one message. */
export function decodeMessage(message: Bytes): VaultMessage {
  const decoder = createDecoder(message);
  let number: number;
  let length: number;
  try {
    number = readVarUint(decoder);
    length = readVarUint(decoder);
  } catch (error) {
    throw coded('sync/protocol', { what: 'message' }, error);
  }
  const type = (Object.keys(numbers) as VaultMessage['type'][]).find((each) => numbers[each] === number);
  if (!type || decoder.pos + length !== message.length) throw coded('sync/protocol', { what: 'message' });
  return { type, bytes: message.subarray(decoder.pos) };
}

/** Cuts a message into frames, one at a time. */
export class OutgoingMessage {
  readonly #bytes: Bytes;
  #at = 0;

  constructor(message: VaultMessage) {
    this.#bytes = encodeMessage(message);
  }

  /** Null when all has been taken. */
  next(): Frame | null {
    const { length } = this.#bytes;
    if (this.#at >= length) return null;
    const bytes = this.#bytes.subarray(this.#at, this.#at + partBytes);
    const total = this.#at === 0 ? length : null;
    this.#at += bytes.length;
    return { type: 'part', total, bytes };
  }
}

/** Puts parts together. Holds what has come, never what was merely announced. */
export class IncomingMessage {
  #parts: Bytes[] = [];
  #received = 0;
  #total = 0;

  /** Bytes of the message under way that are here, and all of them; both 0 between messages. */
  get progress(): { readonly received: number; readonly total: number } {
    return { received: this.#received, total: this.#total };
  }

  /** Returns the message with its last part, null before. Throws `sync/protocol`. */
  take(total: number | null, bytes: Bytes): VaultMessage | null {
    if ((total === null) === (this.#total === 0)) throw coded('sync/protocol', { what: 'part' });
    if (total !== null) this.#total = total;
    this.#received += bytes.length;
    if (this.#received > this.#total) throw coded('sync/protocol', { what: 'part' });
    this.#parts.push(bytes);
    if (this.#received < this.#total) return null;
    const message = this.#parts.length === 1 ? (this.#parts[0] as Bytes) : concatBytes(...this.#parts);
    this.#parts = [];
    this.#received = 0;
    this.#total = 0;
    return decodeMessage(message);
  }
}
