/** Answers the other side's wants, one piece read at a time. */
import { type Bytes, coded, hasCode } from '#core/base';
import type { BlobPort } from './blob-port.ts';
import type { Frame } from './frames.ts';
import { piecesAhead } from './limits.ts';

/** Wants that may wait: those of a letter given up on the way, and of the next one. */
const mostWants = piecesAhead * 4;
/** Letters that the other side is told of when they come. */
const mostWishes = 4096;

interface Want {
  readonly hash: string;
  readonly offset: number;
  readonly length: number;
}

export interface LetterServePorts {
  readonly blobs: BlobPort;
  wake(): void;
  control(frame: Frame): void;
  fail(error: unknown): void;
}

export class LetterServe {
  readonly #ports: LetterServePorts;
  #wants: Want[] = [];
  readonly #wished = new Set<string>();
  #ready: Frame | null = null;
  #reading = false;
  #stopped = false;

  constructor(ports: LetterServePorts) {
    this.#ports = ports;
  }

  stop(): void {
    this.#stopped = true;
    this.#wants = [];
    this.#ready = null;
  }

  get isIdle(): boolean {
    return this.#ready === null && this.#wants.length === 0 && !this.#reading;
  }

  want(want: Want): void {
    if (this.#wants.length >= mostWants) throw coded('sync/protocol', { what: 'wants' });
    this.#wants.push(want);
    void this.#read();
  }

  /** The next piece, once it has been read. */
  next(): Frame | null {
    const piece = this.#ready;
    this.#ready = null;
    if (piece) void this.#read();
    return piece;
  }

  came(hash: string): void {
    if (this.#wished.delete(hash)) this.#ports.control({ type: 'have', hash });
  }

  async #read(): Promise<void> {
    if (this.#reading || this.#ready || this.#stopped) return;
    const want = this.#wants.shift();
    if (!want) return;
    this.#reading = true;
    try {
      const bytes = await this.#bytesOf(want);
      this.#reading = false;
      this.#answer(want, bytes);
    } catch (error) {
      this.#reading = false;
      this.#ports.fail(error);
    }
  }

  #answer({ hash, offset }: Want, bytes: Bytes | null): void {
    if (this.#stopped) return;
    if (bytes) this.#ready = { type: 'piece', hash, offset, bytes };
    else this.#lack(hash);
    this.#ports.wake();
    void this.#read();
  }

  /** Null when there is no such letter, or not so much of it, or it cannot be read here. */
  async #bytesOf({ hash, offset, length }: Want): Promise<Bytes | null> {
    try {
      const size = await this.#ports.blobs.size(hash);
      if (size === null || offset + length > size) return null;
      return await this.#ports.blobs.read(hash, offset, length);
    } catch (error) {
      if (hasCode(error, 'storage/damaged') || hasCode(error, 'storage/failed')) return null;
      throw error;
    }
  }

  /** One answer for each want: the other side counts them. */
  #lack(hash: string): void {
    if (this.#wished.size < mostWishes) this.#wished.add(hash);
    this.#ports.control({ type: 'lack', hash });
  }
}
