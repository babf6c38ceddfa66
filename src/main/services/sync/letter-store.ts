/** The host's letters as sessions need them: read anywhere, written piece by piece across connections. */
import { type Bytes, coded, type Dispose, Emitter, hasCode, type Scheduler } from '#core/base';
import type { BlobPort } from '#core/sync';
import type { BlobPart, BlobReader, Blobs } from '../../storage/index.ts';

/** A file that nobody asked for is closed after this, ms. */
const idleMs = 10_000;
/** Files that are open for reading at once. */
const mostReaders = 4;

interface Reading {
  readonly reader: Promise<BlobReader>;
  cancel: Dispose;
}

export interface LetterStorePorts {
  readonly blobs: Blobs;
  readonly scheduler: Scheduler;
  /** A letter from another device is whole on this one. */
  arrived(hash: string): void;
}

export class LetterStore implements BlobPort {
  readonly #ports: LetterStorePorts;
  readonly #added = new Emitter<string>();
  readonly #readers = new Map<string, Reading>();
  readonly #parts = new Map<string, Promise<BlobPart>>();

  constructor(ports: LetterStorePorts) {
    this.#ports = ports;
  }

  async size(hash: string): Promise<number | null> {
    const { state, bytes } = await this.#ports.blobs.state(hash);
    return state === 'here' ? bytes : null;
  }

  async read(hash: string, offset: number, length: number): Promise<Bytes> {
    try {
      const bytes = await (await this.#readerOf(hash)).read(offset, length);
      if (bytes.length !== length) throw coded('storage/failed', { what: 'letter' });
      return bytes;
    } catch (error) {
      this.#closeReader(hash);
      if (hasCode(error, 'letter/damaged') || hasCode(error, 'letter/absent'))
        throw coded('storage/damaged', {}, error);
      throw error;
    }
  }

  async partialSize(hash: string): Promise<number> {
    if ((await this.size(hash)) !== null) return 0;
    return (await this.#partOf(hash)).bytes;
  }

  async writePartial(hash: string, offset: number, bytes: Bytes): Promise<void> {
    if ((await this.size(hash)) !== null) return;
    const part = await this.#partOf(hash);
    if (part.bytes !== offset) throw coded('bug', { what: 'letter', offset });
    try {
      await part.append(bytes);
    } catch (error) {
      this.#parts.delete(hash);
      throw error;
    }
  }

  async finish(hash: string): Promise<boolean> {
    if ((await this.size(hash)) !== null) return true;
    const part = await this.#partOf(hash);
    this.#parts.delete(hash);
    try {
      // A part that is too long has another hash as well, and is gone after this.
      await part.finish(hash);
    } catch (error) {
      if (hasCode(error, 'letter/damaged')) return false;
      throw error;
    }
    this.#added.emit(hash);
    this.#ports.arrived(hash);
    return true;
  }

  onAdded(listener: (hash: string) => void): Dispose {
    return this.#added.on(listener);
  }

  /** This device's window has brought a letter. */
  added(hash: string): void {
    this.#added.emit(hash);
  }

  /** Lets go of every file; unfinished letters stay for later. */
  async close(): Promise<void> {
    for (const hash of [...this.#readers.keys()]) this.#closeReader(hash);
    const parts = [...this.#parts.values()];
    this.#parts.clear();
    await Promise.all(parts.map(async (part) => (await part).abandon()));
  }

  /** Opening checks the whole file against its hash, so it is not done for each piece. */
  #readerOf(hash: string): Promise<BlobReader> {
    const known = this.#readers.get(hash);
    known?.cancel();
    const reading = known ?? { reader: this.#ports.blobs.read(hash), cancel: () => undefined };
    this.#readers.delete(hash);
    this.#readers.set(hash, reading);
    reading.cancel = this.#ports.scheduler.after(idleMs, () => this.#closeReader(hash));
    const [oldest] = this.#readers.keys();
    if (this.#readers.size > mostReaders && oldest !== undefined) this.#closeReader(oldest);
    return reading.reader;
  }

  #closeReader(hash: string): void {
    const reading = this.#readers.get(hash);
    if (!reading) return;
    this.#readers.delete(hash);
    reading.cancel();
    // Whoever asked for it has heard why it could not be opened.
    void reading.reader.then((reader) => reader.close()).catch(() => undefined);
  }

  #partOf(hash: string): Promise<BlobPart> {
    const known = this.#parts.get(hash);
    if (known) return known;
    const part = this.#ports.blobs.resume(hash);
    this.#parts.set(hash, part);
    part.catch(() => this.#parts.delete(hash));
    return part;
  }
}
