/** Bytes that cross the contract in chunks. Unfinished ones are bounded in number, size and time. */
import { type Bytes, coded, concatBytes, type Random, type Scheduler } from '#core/base';
import { chunkBytes, type Transfer } from '#core/contract';
import { Waiting, type WaitingLimits } from './waiting.ts';

export interface TransferLimits extends WaitingLimits {
  /** Bytes of one transfer. */
  readonly maxBytes: number;
}

export const defaultTransferLimits: TransferLimits = { maxBytes: 256 * 1024 * 1024, maxOpen: 4, idleMs: 60_000 };

/** Chunks that `bytes` bytes come in; one empty chunk for nothing. */
export function chunksFor(bytes: number): number {
  return Math.max(1, Math.ceil(bytes / chunkBytes));
}

interface Incoming {
  readonly bytes: number;
  readonly chunks: number;
  readonly parts: Bytes[];
}

export class Transfers {
  readonly #limits: TransferLimits;
  readonly #outgoing: Waiting<Bytes>;
  readonly #incoming: Waiting<Incoming>;

  constructor(random: Random, scheduler: Scheduler, limits: TransferLimits = defaultTransferLimits) {
    this.#limits = limits;
    this.#outgoing = new Waiting(limits, random, scheduler);
    this.#incoming = new Waiting(limits, random, scheduler);
  }

  offer(bytes: Bytes): Transfer {
    return { transfer: this.#outgoing.add(bytes), bytes: bytes.length, chunks: chunksFor(bytes.length) };
  }

  /** Chunks may be asked for in any order; handing over the last one ends the transfer. */
  take(transfer: string, index: number): Bytes {
    const bytes = this.#outgoing.touch(transfer);
    const chunks = chunksFor(bytes.length);
    if (index >= chunks) throw coded('input/invalid', { what: 'index', chunks });
    if (index === chunks - 1) this.#outgoing.drop(transfer);
    return bytes.slice(index * chunkBytes, (index + 1) * chunkBytes);
  }

  announce(bytes: number, chunks: number): { transfer: string } {
    if (bytes > this.#limits.maxBytes) throw coded('input/too-large', { bytes, limit: this.#limits.maxBytes });
    if (chunks !== chunksFor(bytes)) throw coded('input/invalid', { what: 'chunks' });
    return { transfer: this.#incoming.add({ bytes, chunks, parts: [] }) };
  }

  /** Takes the next chunk, in order; returns all bytes with the last one, null before. A wrong chunk ends the transfer. */
  receive(transfer: string, index: number, part: Bytes): Bytes | null {
    const { bytes, chunks, parts } = this.#incoming.touch(transfer);
    const isLast = index === chunks - 1;
    const expected = isLast ? bytes - index * chunkBytes : chunkBytes;
    if (index !== parts.length || part.length !== expected) {
      this.#incoming.drop(transfer);
      throw coded('input/invalid', { what: 'chunk', index });
    }
    parts.push(part);
    if (!isLast) return null;
    this.#incoming.drop(transfer);
    return parts.length === 1 ? part : concatBytes(...parts);
  }

  clear(): void {
    this.#outgoing.clear();
    this.#incoming.clear();
  }
}
