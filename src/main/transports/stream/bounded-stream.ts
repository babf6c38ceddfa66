import { type Bytes, coded } from '#core/base';
import { maxFrameBytes } from '#core/sync';
import SecretStream from '@hyperswarm/secret-stream';

/** What encryption adds to a frame: a tag byte and a MAC (libsodium's secretstream). */
const addedBytes = 17;
const lengthBytes = 3;

/** Follows the lengths that go before a stream's messages: three bytes, little-endian. */
class Lengths {
  /** Bytes of the present message that are still to come. */
  #left = 0;
  #length = 0;
  #lengthRead = 0;

  /** The first announced length above `limit` in these bytes, or 0. */
  tooLong(bytes: Bytes, limit: number): number {
    for (let at = 0; at < bytes.length;) {
      if (this.#left > 0) {
        const passed = Math.min(this.#left, bytes.length - at);
        this.#left -= passed;
        at += passed;
      } else if (this.#takeLength(bytes[at++] ?? 0) > limit) return this.#left;
    }
    return 0;
  }

  #takeLength(byte: number): number {
    this.#length += byte * 256 ** this.#lengthRead;
    this.#lengthRead += 1;
    if (this.#lengthRead < lengthBytes) return 0;
    this.#left = this.#length;
    this.#length = 0;
    this.#lengthRead = 0;
    return this.#left;
  }
}

export type { SecretStream };

/** A secret stream that makes room for a frame at most; Hyperswarm's own would for 16 MiB, on anybody's word. */
export class BoundedStream extends SecretStream {
  /** Made when first needed: the constructor above may deliver bytes already. */
  #lengths: Lengths | undefined;

  protected override _onrawdata(bytes: Uint8Array): void {
    this.#lengths ??= new Lengths();
    const length = this.#lengths.tooLong(bytes, maxFrameBytes + addedBytes);
    if (length > 0) this.destroy(coded('sync/too-large', { bytes: length }));
    else super._onrawdata(bytes);
  }
}
