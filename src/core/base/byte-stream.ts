import { type Bytes, concatBytes } from './bytes.ts';

/** Bytes that come in parts of any size, as they are ready. */
export type ByteParts = AsyncIterable<Bytes> | Iterable<Bytes>;

async function* partsOf(parts: ByteParts): AsyncGenerator<Bytes, undefined> {
  yield* parts;
}

/** Takes bytes from parts of any size in pieces of the reader's own size; holds one part at a time. */
export class ByteStream {
  readonly #parts: AsyncGenerator<Bytes, undefined>;
  #rest: Bytes = new Uint8Array();

  constructor(parts: ByteParts) {
    this.#parts = partsOf(parts);
  }

  /** The next `count` bytes in a buffer of their own; fewer, or none, at the end only. */
  async take(count: number): Promise<Bytes> {
    const taken: Bytes[] = [];
    let missing = count;
    while (missing > 0) {
      if (this.#rest.length === 0) {
        const next = await this.#parts.next();
        if (next.done) break;
        this.#rest = next.value;
      }
      const part = this.#rest.subarray(0, missing);
      taken.push(part);
      missing -= part.length;
      this.#rest = this.#rest.subarray(part.length);
    }
    return concatBytes(...taken);
  }

  /** All that is left, in pieces of `count` bytes, the last one shorter. */
  async *pieces(count: number): AsyncGenerator<Bytes, undefined> {
    try {
      for (let piece = await this.take(count); piece.length > 0; piece = await this.take(count)) yield piece;
    } finally {
      await this.end();
    }
  }

  /** Lets go of the parts that were not taken. */
  async end(): Promise<void> {
    this.#rest = new Uint8Array();
    await this.#parts.return(undefined);
  }
}
