/** Answers the other side's wants, one piece read at a time. */
import { coded, hasCode } from '#core/base';
import type { BlobPort } from './blob-port.ts';
import type { Frame } from './frames.ts';
import { piecesAhead } from './limits.ts';

/** Wants that may wait: those of a letter given up on the way, and of the next one. */
const mostWants = piecesAhead * 4;
/** Letters that the other side is told of when they come. */
const mostWishes = 4096;
const none = { received: 0, total: 0 };

interface Want {
  readonly hash: string;
  readonly offset: number;
  readonly length: number;
}

/** One piece read: what goes out, and how far the letter then is, bytes. */
interface Piece {
  readonly frame: Frame;
  readonly sent: number;
  readonly total: number;
}

export interface LetterServePorts {
  readonly blobs: BlobPort;
  changed(): void;
  wake(): void;
  control(frame: Frame): void;
  fail(error: unknown): void;
}

export class LetterServe {
  readonly #ports: LetterServePorts;
  #wants: Want[] = [];
  readonly #wished = new Set<string>();
  #ready: Piece | null = null;
  #progress = none;
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

  /** Bytes of the letter under way that have left, and its size; zeros when none is. */
  get progress(): { readonly received: number; readonly total: number } {
    return this.#progress;
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
    if (!piece) return null;
    const { frame, sent, total } = piece;
    this.#progress = sent < total ? { received: sent, total } : none;
    this.#ports.changed();
    void this.#read();
    return frame;
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
      const piece = await this.#pieceOf(want);
      this.#reading = false;
      this.#answer(want, piece);
    } catch (error) {
      this.#reading = false;
      this.#ports.fail(error);
    }
  }

  #answer({ hash }: Want, piece: Piece | null): void {
    if (this.#stopped) return;
    this.#ready = piece;
    if (!piece) this.#lack(hash);
    this.#ports.wake();
    void this.#read();
  }

  /** Null when there is no such letter, or not so much of it, or it cannot be read here. */
  async #pieceOf({ hash, offset, length }: Want): Promise<Piece | null> {
    try {
      const total = await this.#ports.blobs.size(hash);
      if (total === null || offset + length > total) return null;
      const bytes = await this.#ports.blobs.read(hash, offset, length);
      return { frame: { type: 'piece', hash, offset, bytes }, sent: offset + length, total };
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
