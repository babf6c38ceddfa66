/** Sealed letters across the contract: written and read chunk by chunk, so that the host never holds one whole. */
import { type Bytes, coded, type Random, type Scheduler } from '#core/base';
import { chunkBytes, type HostHandlers, type Transfer } from '#core/contract';
import type { BlobPart, BlobReader, Blobs } from '../storage/index.ts';
import { chunksFor } from './transfers.ts';
import { Waiting, type WaitingLimits } from './waiting.ts';

const limits: WaitingLimits = { maxOpen: 4, idleMs: 60_000 };

export interface LetterPorts {
  readonly blobs: Blobs;
  readonly random: Random;
  readonly scheduler: Scheduler;
  /** Removes what the vault has not named for long enough; returns how many. */
  tidy(): Promise<number>;
  /** Faults that fail no call. */
  fault(error: unknown): void;
}

export interface LetterCalls {
  readonly handlers: HostHandlers['letters'];
  /** Makes ready what is open, to be fetched by `getChunk`. */
  offer(reader: BlobReader): Promise<Transfer>;
  /** Forgets unfinished letters of this renderer. */
  end(): void;
}

interface Incoming {
  readonly part: BlobPart;
  readonly bytes: number;
  /** Of the chunk that comes next. */
  index: number;
  /** Chunks are written one after another, whatever the renderer does. */
  written: Promise<void>;
}

/** `arrived` is told of every letter that this renderer has put on the disk. */
export function createLetterCalls(ports: LetterPorts, arrived: (hash: string) => void): LetterCalls {
  const { blobs, random, scheduler } = ports;
  const letGo = (work: Promise<void>): void => void work.catch((error: unknown) => ports.fault(error));
  const incoming = new Waiting<Incoming>(limits, random, scheduler, ({ part }) => letGo(part.abandon()));
  const outgoing = new Waiting<BlobReader>(limits, random, scheduler, (reader) => letGo(reader.close()));

  const drop = async (transfer: string): Promise<void> => {
    await incoming.drop(transfer)?.part.abandon();
  };

  const offer = async (reader: BlobReader): Promise<Transfer> => {
    try {
      return { transfer: outgoing.add(reader), bytes: reader.bytes, chunks: chunksFor(reader.bytes) };
    } catch (error) {
      await reader.close();
      throw error;
    }
  };

  return {
    offer,
    handlers: {
      status: ({ hashes }) => Promise.all(hashes.map((hash) => blobs.state(hash))),
      put: async ({ bytes }) => {
        incoming.checkRoom();
        const part = await blobs.begin();
        try {
          return { transfer: incoming.add({ part, bytes, index: 0, written: Promise.resolve() }) };
        } catch (error) {
          await part.abandon();
          throw error;
        }
      },
      putChunk: async ({ transfer, index, bytes }) => {
        const letter = incoming.touch(transfer);
        try {
          await append(letter, index, bytes);
        } catch (error) {
          await drop(transfer);
          throw error;
        }
      },
      putEnd: async ({ transfer, hash }) => {
        const letter = incoming.touch(transfer);
        await letter.written;
        incoming.drop(transfer);
        if (letter.part.bytes !== letter.bytes) {
          await letter.part.abandon();
          throw coded('input/invalid', { what: 'bytes', got: letter.part.bytes });
        }
        await letter.part.finish(hash);
        arrived(hash);
        return { durable: true };
      },
      putCancel: ({ transfer }) => drop(transfer),
      get: async ({ hash }) => {
        outgoing.checkRoom();
        return offer(await blobs.read(hash));
      },
      getChunk: async ({ transfer, index }) => {
        const reader = outgoing.touch(transfer);
        if (index >= chunksFor(reader.bytes)) throw coded('input/invalid', { what: 'index' });
        return reader.read(index * chunkBytes, chunkBytes);
      },
      getEnd: async ({ transfer }) => {
        await outgoing.drop(transfer)?.close();
      },
      tidy: async () => ({ removed: await ports.tidy() }),
    },
    end: () => {
      incoming.clear();
      outgoing.clear();
    },
  };
}

/** Takes the next chunk, in order and of its full length. */
async function append(letter: Incoming, index: number, bytes: Bytes): Promise<void> {
  const left = letter.bytes - index * chunkBytes;
  if (index !== letter.index || bytes.length !== Math.min(left, chunkBytes)) {
    throw coded('input/invalid', { what: 'chunk', index });
  }
  letter.index++;
  letter.written = letter.written.then(() => letter.part.append(bytes));
  await letter.written;
}
