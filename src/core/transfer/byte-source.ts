import type { Bytes } from '#core/base';

/** A file of which only what is wanted is read. */
export interface ByteSource {
  readonly size: number;
  /** The bytes from `from` up to `to`, fewer at the end. */
  read(from: number, to: number): Promise<Bytes>;
}

/** Bytes in memory as a source. */
export function sourceOf(bytes: Bytes): ByteSource {
  return { size: bytes.length, read: (from, to) => Promise.resolve(bytes.subarray(from, to)) };
}
