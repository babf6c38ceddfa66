/** Fetches missing letters from the files of other devices, one at a time. */
import { coded } from '#core/base';
import type { LetterDesk, LetterVisitor } from '#core/sync';
import { open } from 'node:fs/promises';
import { lookAt } from './files.ts';
import type { OtherSet } from './other-set.ts';

const pieceBytes = 256 * 1024;

interface WantedLetter {
  readonly hash: string;
  /** Bytes of its sealed file. */
  readonly size: number;
}

export class FolderLetters implements LetterVisitor {
  readonly #desk: LetterDesk;
  /** Path -> mark of files that turned out not to be what their name says. */
  readonly #bad = new Map<string, string>();
  #fetching = false;
  readonly #wake: () => void;

  constructor(desk: LetterDesk, wake: () => void) {
    this.#desk = desk;
    this.#wake = wake;
  }

  look(): void {
    // What is let go of here would only be asked for again.
    if (!this.#fetching) this.#wake();
  }

  came(): void {
    // What is whole is claimed by nobody.
  }

  /** Throws what the disk says, and `sync/forged-file`. */
  async fetch(sets: readonly OtherSet[]): Promise<void> {
    this.#fetching = true;
    const tried = new Set<string>();
    try {
      while (await this.#fetchOne(sets, tried));
    } finally {
      this.#fetching = false;
    }
  }

  async #fetchOne(sets: readonly OtherSet[], tried: Set<string>): Promise<boolean> {
    const offering = (hash: string) => sets.filter(({ index }) => index?.letters.has(hash));
    const claimed = this.#desk.claim(this, (hash) => !tried.has(hash) && offering(hash).length > 0);
    if (!claimed) return false;
    tried.add(claimed.hash);
    try {
      await this.#copyFromAny(offering(claimed.hash), claimed);
    } finally {
      this.#desk.release(this, claimed.hash);
    }
    return true;
  }

  /** Throws what was wrong with the first, when none has it whole. */
  async #copyFromAny(sets: readonly OtherSet[], letter: WantedLetter): Promise<void> {
    const faults: unknown[] = [];
    for (const set of sets) {
      try {
        const bytes = await this.#copy(set.pathOfLetter(letter.hash), letter);
        set.bytesIn += bytes;
        if (bytes > 0) return;
      } catch (error) {
        faults.push(error);
      }
    }
    if (faults.length > 0) throw faults[0];
  }

  /** Throws `sync/forged-file` for one that is not the letter it is named after. */
  async #copy(path: string, { hash, size }: WantedLetter): Promise<number> {
    const { blobs } = this.#desk;
    const lying = await lookAt(path);
    if (lying?.bytes !== size || this.#bad.get(path) === lying.mark) return 0;
    const file = await open(path, 'r');
    try {
      const piece = new Uint8Array(pieceBytes);
      for (let at = Math.min(await blobs.partialSize(hash), size); at < size;) {
        const { bytesRead } = await file.read(piece, 0, Math.min(pieceBytes, size - at), at);
        if (bytesRead === 0) return 0;
        await blobs.writePartial(hash, at, piece.slice(0, bytesRead));
        at += bytesRead;
      }
    } finally {
      await file.close();
    }
    if (await blobs.finish(hash, size)) {
      this.#desk.arrived(hash);
      return size;
    }
    this.#bad.set(path, lying.mark);
    throw coded('sync/forged-file', { why: 'letter' });
  }
}
