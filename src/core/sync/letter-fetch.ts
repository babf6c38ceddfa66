/**
 * Fetches missing letters over one session: one at a time, a few pieces ahead, each piece on disk before the next one is
 * asked for. A letter goes on where an earlier session, or another device, left it.
 */
import { type Bytes, coded } from '#core/base';
import type { Frame } from './frames.ts';
import type { LetterDesk, LetterVisitor } from './letter-desk.ts';
import { pieceBytes, piecesAhead } from './limits.ts';

/** How often a letter from the same device may turn out altered before it is asked for elsewhere only. */
const mostFailures = 2;

export interface LetterFetchPorts {
  readonly desk: LetterDesk;
  control(frame: Frame): void;
  changed(): void;
  /** The session goes on; only letters do not come over it (a full disk, an altered letter). */
  trouble(error: unknown): void;
}

interface Current {
  readonly hash: string;
  readonly size: number;
  /** Bytes asked for, arrived and on disk. */
  asked: number;
  arrived: number;
  written: number;
}

export class LetterFetch {
  readonly #ports: LetterFetchPorts;
  readonly #visitor: LetterVisitor;
  #current: Current | null = null;
  /** Pieces asked for and not here, by letter; those of a letter given up meanwhile still come. */
  readonly #outstanding = new Map<string, number>();
  readonly #lacking = new Set<string>();
  readonly #failures = new Map<string, number>();
  #writing: Promise<void> = Promise.resolve();
  #stopped = false;

  constructor(ports: LetterFetchPorts, visitor: LetterVisitor) {
    this.#ports = ports;
    this.#visitor = visitor;
  }

  get isIdle(): boolean {
    return this.#current === null;
  }

  /** Bytes of the letter under way that are on disk, and its size. */
  get progress(): { readonly received: number; readonly total: number } {
    return { received: this.#current?.written ?? 0, total: this.#current?.size ?? 0 };
  }

  /** Another session may go on with the letter once nothing of this one is on its way to the disk. */
  stop(): void {
    this.#stopped = true;
    void this.#writing.then(() => {
      if (this.#current) this.#ports.desk.release(this.#visitor, this.#current.hash);
    });
  }

  /** Takes up the next letter when none is under way. */
  look(): void {
    if (this.#stopped || this.#current) return;
    const claimed = this.#ports.desk.claim(this.#visitor, (hash) => this.#mayAsk(hash));
    if (!claimed) return;
    const current = { ...claimed, asked: 0, arrived: 0, written: 0 };
    this.#current = current;
    this.#work(current, async () => {
      const here = Math.min(await this.#ports.desk.blobs.partialSize(current.hash), current.size);
      current.asked = current.arrived = current.written = here;
    });
  }

  /** A letter came some other way. */
  came(hash: string): void {
    if (this.#current?.hash !== hash) return;
    this.#current = null;
    this.look();
  }

  /** Throws `sync/protocol` for a piece that nobody asked for. */
  piece(hash: string, offset: number, bytes: Bytes): void {
    this.#answered(hash);
    const current = this.#current;
    if (current?.hash !== hash) return this.look();
    const expected = Math.min(pieceBytes, current.size - current.arrived);
    if (offset !== current.arrived || bytes.length !== expected) throw coded('sync/protocol', { what: 'piece' });
    current.arrived += bytes.length;
    this.#work(current, async () => {
      await this.#ports.desk.blobs.writePartial(hash, offset, bytes);
      current.written += bytes.length;
      this.#ports.changed();
    });
  }

  /** The other side does not have it (any more, or not in this size). */
  lack(hash: string): void {
    this.#answered(hash);
    this.#lacking.add(hash);
    this.#giveUp(hash);
  }

  have(hash: string): void {
    if (!this.#lacking.delete(hash)) throw coded('sync/protocol', { what: 'have' });
    this.look();
  }

  #mayAsk(hash: string): boolean {
    // Pieces of an earlier try that are still to come would be taken for those of a new one.
    if (this.#outstanding.has(hash) || this.#lacking.has(hash)) return false;
    return (this.#failures.get(hash) ?? 0) < mostFailures;
  }

  #answered(hash: string): void {
    const left = (this.#outstanding.get(hash) ?? 0) - 1;
    if (left < 0) throw coded('sync/protocol', { what: 'piece' });
    if (left === 0) this.#outstanding.delete(hash);
    else this.#outstanding.set(hash, left);
  }

  #ask(current: Current): void {
    const { hash, size } = current;
    while (current.asked < size && current.asked - current.written < piecesAhead * pieceBytes) {
      const length = Math.min(pieceBytes, size - current.asked);
      this.#outstanding.set(hash, (this.#outstanding.get(hash) ?? 0) + 1);
      this.#ports.control({ type: 'want', hash, offset: current.asked, length });
      current.asked += length;
    }
  }

  #work(current: Current, step: () => Promise<void>): void {
    this.#writing = this.#writing.then(async () => {
      if (!this.#isUnderWay(current)) return;
      try {
        await step();
        if (!this.#isUnderWay(current)) return;
        if (current.written === current.size) await this.#finish(current);
        else this.#ask(current);
      } catch (error) {
        // Disk trouble: no more letters over this session, but the vault goes on.
        this.#stopped = true;
        this.#giveUp(current.hash);
        this.#ports.trouble(error);
      }
    });
  }

  #isUnderWay(current: Current): boolean {
    return !this.#stopped && this.#current === current;
  }

  async #finish({ hash, size }: Current): Promise<void> {
    if (await this.#ports.desk.blobs.finish(hash, size)) {
      this.#ports.desk.arrived(hash);
      return;
    }
    this.#failures.set(hash, (this.#failures.get(hash) ?? 0) + 1);
    this.#ports.trouble(coded('sync/letter-damaged', { bytes: size }));
    this.#giveUp(hash);
  }

  #giveUp(hash: string): void {
    if (this.#current?.hash === hash) this.#current = null;
    this.#ports.desk.release(this.#visitor, hash);
    this.look();
    this.#ports.changed();
  }
}
