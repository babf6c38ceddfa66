/**
 * Which letters are missing here, and who fetches which. One desk for all sessions, so that no letter is fetched twice at
 * once and each may come from whichever device has it.
 */
import { coded, type Dispose, Disposables, largestLetterBytes } from '#core/base';
import type { BlobPort } from './blob-port.ts';
import type { VaultPort } from './vault-port.ts';

/** What a session's exchange of letters hears from the desk. */
export interface LetterVisitor {
  /** Something may be claimed that could not before. */
  look(): void;
  /** A letter is whole here now, whichever way it came. */
  came(hash: string): void;
}

export interface Missing {
  readonly letters: number;
  /** Bytes of those letters that are not here, by the sizes that the vault lists. */
  readonly bytes: number;
}

export class LetterDesk {
  readonly #vault: VaultPort;
  readonly blobs: BlobPort;
  readonly #onFault: (error: unknown) => void;
  readonly #visitors = new Set<LetterVisitor>();
  readonly #claims = new Map<string, LetterVisitor>();
  readonly #missing = new Map<string, number>();
  /** Found here since the list was last looked at anew. */
  readonly #here = new Set<string>();
  readonly #disposables = new Disposables();
  #running: Promise<void> | null = null;
  #again = false;

  constructor(vault: VaultPort, blobs: BlobPort, onFault: (error: unknown) => void) {
    this.#vault = vault;
    this.blobs = blobs;
    this.#onFault = onFault;
  }

  start(): void {
    this.#disposables.add(this.#vault.onDurable(() => void this.refresh()));
    this.#disposables.add(this.blobs.onAdded((hash) => this.arrived(hash)));
    void this.refresh();
  }

  stop(): void {
    this.#disposables.dispose();
  }

  get missing(): Missing {
    let bytes = 0;
    for (const size of this.#missing.values()) bytes += size;
    return { letters: this.#missing.size, bytes };
  }

  /** What the visitor has claimed when it leaves is its own to release, once its last piece is on disk. */
  join(visitor: LetterVisitor): Dispose {
    this.#visitors.add(visitor);
    // A letter that was here may have been damaged since.
    this.#here.clear();
    void this.refresh();
    return () => void this.#visitors.delete(visitor);
  }

  /** The smallest missing letter that nobody fetches and that `may` allows; from now on `visitor` fetches it. */
  claim(visitor: LetterVisitor, may: (hash: string) => boolean): { hash: string; size: number } | null {
    let best: { hash: string; size: number } | null = null;
    for (const [hash, size] of this.#missing) {
      if (this.#claims.has(hash) || !may(hash)) continue;
      if (!best || size < best.size || (size === best.size && hash < best.hash)) best = { hash, size };
    }
    if (best) this.#claims.set(best.hash, visitor);
    return best;
  }

  release(visitor: LetterVisitor, hash: string): void {
    if (this.#claims.get(hash) !== visitor) return;
    this.#claims.delete(hash);
    this.#tellAll();
  }

  /** A letter is whole here now. Saying so again changes nothing. */
  arrived(hash: string): void {
    this.#here.add(hash);
    this.#missing.delete(hash);
    this.#claims.delete(hash);
    for (const visitor of [...this.#visitors]) visitor.came(hash);
  }

  /** Compares the vault's list with what is here; resolves when `missing` is true to it. */
  refresh(): Promise<void> {
    this.#again = true;
    this.#running ??= this.#compare().finally(() => {
      this.#running = null;
    });
    return this.#running;
  }

  async #compare(): Promise<void> {
    try {
      while (this.#again) {
        this.#again = false;
        await this.#compareOnce(await this.#vault.letters());
      }
      this.#tellAll();
    } catch (error) {
      this.#onFault(error);
    }
  }

  async #compareOnce(listed: ReadonlyMap<string, number>): Promise<void> {
    for (const hash of [...this.#missing.keys()]) if (!listed.has(hash)) this.#missing.delete(hash);
    for (const [hash, size] of listed) {
      if (this.#missing.has(hash) || this.#here.has(hash)) continue;
      if (size > largestLetterBytes) {
        this.#here.add(hash);
        this.#onFault(coded('sync/too-large', { bytes: size, limit: largestLetterBytes }));
      } else if ((await this.blobs.size(hash)) !== null) this.#here.add(hash);
      // It may have come while the disk was asked.
      else if (!this.#here.has(hash)) this.#missing.set(hash, size);
    }
  }

  #tellAll(): void {
    for (const visitor of [...this.#visitors]) visitor.look();
  }
}
