/** Whole sealed letters over the contract, a chunk at a time. */
import { type ByteParts, type Bytes, ByteStream, coded } from '#core/base';
import { chunkBytes, type HostApi, type Transfer } from '#core/contract';

type Letters = Pick<HostApi, 'letters'>;

/** How a transfer is followed and broken off. */
export interface Watch {
  /** Breaks it off: it then throws `cancelled`. */
  readonly signal?: AbortSignal | undefined;
  /** Hears after each chunk how many sealed bytes are through. */
  readonly progress?: ((bytes: number) => void) | undefined;
}

/** Throws `cancelled` once the person has had enough. */
export function goOn({ signal }: Watch): void {
  if (signal?.aborted) throw coded('cancelled');
}

/**
 * Hands a sealed letter of `bytes` bytes to the host; resolves when its file is on disk under `hashAtEnd()`, which is
 * asked for once all parts are through. When the parts break off, the host forgets what it has. Throws storage/... when
 * it could not be kept, host/... when the host did not say, `cancelled`.
 */
export async function putLetter(
  host: Letters,
  sealed: ByteParts,
  bytes: number,
  hashAtEnd: () => string,
  watch: Watch = {},
): Promise<void> {
  const { letters } = host;
  goOn(watch);
  const { transfer } = await letters.put({ bytes });
  try {
    let index = 0;
    for await (const chunk of new ByteStream(sealed).pieces(chunkBytes)) {
      await letters.putChunk({ transfer, index, bytes: chunk });
      index++;
      watch.progress?.(Math.min(bytes, index * chunkBytes));
      goOn(watch);
    }
    await letters.putEnd({ transfer, hash: hashAtEnd() });
  } catch (error) {
    // The host forgets it by itself too, only later; what went wrong is the news.
    await letters.putCancel({ transfer }).catch(() => undefined);
    throw error;
  }
}

/**
 * A sealed letter in parts; `get` makes it ready where it is not the one in use. Throws letter/absent, letter/damaged,
 * storage/..., host/..., `cancelled`.
 */
export async function* pullLetter(
  { letters }: Letters,
  hash: string,
  watch: Watch = {},
  get: () => Promise<Transfer> = () => letters.get({ hash }),
): AsyncGenerator<Bytes, undefined> {
  goOn(watch);
  const { transfer, bytes, chunks } = await get();
  let taken = 0;
  try {
    for (let index = 0; index < chunks; index++) {
      const chunk = await letters.getChunk({ transfer, index });
      taken += chunk.length;
      watch.progress?.(taken);
      goOn(watch);
      yield chunk;
    }
  } finally {
    // Likewise: the host closes it by itself when nobody asks any more.
    await letters.getEnd({ transfer }).catch(() => undefined);
  }
  if (taken !== bytes) throw coded('host/unavailable', { what: 'chunks', expected: bytes, got: taken });
}
