/** Whole vault updates over the contract, which takes bytes in chunks. */
import { type Bytes, coded } from '#core/base';
import { chunkBytes, decodeRemoved, type HostApi, type RemovedRecord, type Transfer } from '#core/contract';

type Replica = Pick<HostApi, 'replica'>;

/**
 * Hands an update to the host's replica; resolves when it is on disk there. Throws storage/... when it could not be
 * kept, host/... when the host did not say, input/invalid when it is no update.
 */
export async function pushUpdate({ replica }: Replica, update: Bytes): Promise<void> {
  if (update.length <= chunkBytes) {
    await replica.pushWhole({ bytes: update });
    return;
  }
  const hand = async (chunk: Chunk) => (await replica.pushChunk(chunk)).durable;
  if (!(await sendUpdate(update, replica.push, hand))) throw coded('storage/failed', { what: 'acknowledgement' });
}

interface Chunk {
  readonly transfer: string;
  readonly index: number;
  readonly bytes: Bytes;
}

/** Announces an update and hands it over chunk by chunk; returns what the host answered to the last one. */
export async function sendUpdate(
  update: Bytes,
  announce: (size: { bytes: number; chunks: number }) => Promise<{ transfer: string }>,
  hand: (chunk: Chunk) => Promise<boolean>,
): Promise<boolean> {
  const chunks = Math.max(1, Math.ceil(update.length / chunkBytes));
  const { transfer } = await announce({ bytes: update.length, chunks });
  let done = false;
  for (let index = 0; index < chunks; index++) {
    const bytes = update.slice(index * chunkBytes, (index + 1) * chunkBytes);
    done = await hand({ transfer, index, bytes });
  }
  return done;
}

/** What the host's replica holds beyond `stateVector`, as one Yjs update (V1). */
export async function pullUpdate(host: Replica, stateVector: Bytes): Promise<Bytes> {
  return receiveUpdate(host, await host.replica.pull({ stateVector }));
}

/** Records that left the vault's log and that the host still keeps. */
export async function pullRemoved(host: Replica): Promise<readonly RemovedRecord[]> {
  return decodeRemoved(await receiveUpdate(host, await host.replica.removed()));
}

/** Fetches what the host has prepared. Throws `host/unavailable` when less or more came. */
export async function receiveUpdate(host: Replica, { transfer, bytes, chunks }: Transfer): Promise<Bytes> {
  const update = new Uint8Array(bytes);
  let filled = 0;
  for (let index = 0; index < chunks; index++) {
    const chunk = await host.replica.pullChunk({ transfer, index });
    if (filled + chunk.length > bytes) break;
    update.set(chunk, filled);
    filled += chunk.length;
  }
  if (filled !== bytes) throw coded('host/unavailable', { what: 'chunks', expected: bytes, got: filled });
  return update;
}
