/** Another device's files in the shared folder: looked at again and again, taken in once, never touched. */
import { asCoded, type Bytes, bytesToHex, coded, type ErrorCode } from '#core/base';
import { type FolderOptions, maxVaultMessageBytes } from '#core/sync';
import { sha256 } from '@noble/hashes/sha2.js';
import { join } from 'node:path';
import { lookAt, readOrNull } from './files.ts';
import { type ChangesFile, decodeIndex, type FolderIndex } from './folder-index.ts';
import { changesName, indexName, letterName, setFolder } from './names.ts';
import { openFile } from './sealed-file.ts';

/** An index that is larger is none. */
const mostIndexBytes = 8 * 1024 * 1024;
/** A file that was named and is not there for so long, ms, is missing; before, it is only on its way. */
export const missingAfterMs = 10 * 60_000;

export class OtherSet {
  readonly #options: FolderOptions;
  readonly #networkKey: Bytes;
  readonly #folder: string;
  #index: FolderIndex | null = null;
  #indexMark = '';
  /** Hashes of the files of changes that are in the vault. */
  readonly #taken = new Set<string>();
  /** What was wrong with a file as it lay there: path -> mark. Told when it lies there the same the next time. */
  readonly #suspects = new Map<string, string>();
  #incompleteSince: number | null = null;
  #upToDate = false;
  /** Taken in, and written for it to take in, since that was last told. */
  bytesIn = 0;
  bytesOut = 0;

  constructor(options: FolderOptions, networkKey: Bytes) {
    this.#options = options;
    this.#networkKey = networkKey;
    this.#folder = setFolder(options.path, networkKey);
  }

  get networkKey(): Bytes {
    return this.#networkKey;
  }

  /** Null before one was read. */
  get index(): FolderIndex | null {
    return this.#index;
  }

  get upToDate(): boolean {
    return this.#upToDate;
  }

  pathOfLetter(hash: string): string {
    return join(this.#folder, letterName(hash));
  }

  /**
   * Takes in what is new. Returns what is wrong with the files, null when nothing is: then they may still be on their
   * way. Throws what the disk or the vault says.
   */
  async take(): Promise<ErrorCode | null> {
    const fault = (await this.#readIndex()) ?? (await this.#takeChanges());
    const isMissing = this.#index === null ? this.#wasHere : !this.#upToDate;
    if (!isMissing) this.#incompleteSince = null;
    else this.#incompleteSince ??= this.#options.clock.now();
    if (fault) return fault;
    const since = this.#incompleteSince;
    return since !== null && this.#options.clock.now() - since >= missingAfterMs ? 'sync/folder-incomplete' : null;
  }

  get #wasHere(): boolean {
    return this.#options.seen(this.#networkKey) > 0;
  }

  async #readIndex(): Promise<ErrorCode | null> {
    const path = join(this.#folder, indexName);
    const lying = await lookAt(path);
    if (lying === null) {
      this.#index = null;
      this.#indexMark = '';
      this.#upToDate = false;
      return null;
    }
    if (lying.mark === this.#indexMark) return null;
    return this.#examine(path, lying.mark, async () => {
      if (lying.bytes > mostIndexBytes) throw coded('sync/forged-file', { why: 'size' });
      const file = await readOrNull(path);
      if (file === null) return;
      const place = { networkKey: this.#networkKey, name: indexName };
      const index = decodeIndex(openFile(file, place, this.#options.membershipKeys()));
      const newest = Math.max(this.#options.seen(this.#networkKey), this.#index?.number ?? 0);
      if (index.number < newest) throw coded('sync/forged-file', { why: 'replayed' });
      this.#index = index;
      this.#indexMark = lying.mark;
      this.#upToDate = false;
      this.bytesIn += file.length;
    });
  }

  async #takeChanges(): Promise<ErrorCode | null> {
    if (this.#index === null || this.#upToDate) return null;
    const { changes, number } = this.#index;
    let complete = true;
    for (const file of changes) {
      if (this.#taken.has(file.hash)) continue;
      const path = join(this.#folder, changesName(file.number));
      const lying = await lookAt(path);
      // Not here yet, or not all of it.
      if (lying === null || lying.bytes < file.bytes) complete = false;
      else {
        const fault = await this.#examine(path, lying.mark, () => this.#takeFile(path, file));
        if (fault) return fault;
        complete &&= this.#taken.has(file.hash);
      }
    }
    this.#upToDate = complete;
    if (!complete) return null;
    const named = new Set(changes.map(({ hash }) => hash));
    for (const hash of this.#taken) if (!named.has(hash)) this.#taken.delete(hash);
    this.#options.noteSeen(this.#networkKey, number);
    return null;
  }

  async #takeFile(path: string, { number, bytes, hash }: ChangesFile): Promise<void> {
    if (bytes > maxVaultMessageBytes) throw coded('sync/too-large', { bytes });
    const file = await readOrNull(path);
    if (file === null) return;
    if (bytesToHex(sha256(file)) !== hash) throw coded('sync/forged-file', { why: 'hash' });
    const place = { networkKey: this.#networkKey, name: changesName(number) };
    await this.#options.vault.apply(openFile(file, place, this.#options.membershipKeys()), this);
    this.#taken.add(hash);
    this.bytesIn += file.length;
  }

  /** A file that makes no sense may be one that is just being written: it is told when it lies there unchanged. */
  async #examine(path: string, mark: string, work: () => Promise<void>): Promise<ErrorCode | null> {
    try {
      await work();
      this.#suspects.delete(path);
      return null;
    } catch (error) {
      const { code } = asCoded(error);
      // A member signed it, and still it is no update of a vault.
      const fault = code === 'input/invalid' ? 'sync/forged-file' : code;
      if (!fault.startsWith('sync/')) throw error;
      const isSame = this.#suspects.get(path) === mark;
      this.#suspects.set(path, mark);
      return isSame ? fault : null;
    }
  }
}
