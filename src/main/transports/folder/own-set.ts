/** This device's own files in the shared folder: written here alone, and never anybody else's. */
import { type Bytes, bytesToHex, coded, concatBytes, equalBytes } from '#core/base';
import type { FolderOptions } from '#core/sync';
import { sha256 } from '@noble/hashes/sha2.js';
import { mkdir, open, readdir, rename, stat, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { syncFolder, writeFileAtomically } from '../../storage/atomic-file.ts';
import { lookAt, readOrNull } from './files.ts';
import { type ChangesFile, decodeIndex, encodeIndex, type FolderIndex } from './folder-index.ts';
import { changesName, indexName, letterName, ownFilePattern, setFolder } from './names.ts';
import { openFile, sealFile } from './sealed-file.ts';

/** Files of changes that are there at once; one more, and all become one. */
const mostChanges = 16;
const pieceBytes = 256 * 1024;
const everything = Uint8Array.of(0);

const nothingWritten: FolderIndex = {
  number: 0,
  content: 0,
  changes: [],
  letters: new Map(),
  seen: new Map(),
  fingerprint: '00'.repeat(32),
};

export class OwnSet {
  readonly #options: FolderOptions;
  readonly #folder: string;
  #index: FolderIndex = nothingWritten;
  /** State vector of the vault as it was written last; null: not known, so all of it is written again. */
  #written: Bytes | null = null;
  #epoch: string | null = null;
  #isStale = true;
  /** The index as it lies there. */
  #lying: Bytes | null = null;
  bytesOut = 0;

  constructor(options: FolderOptions) {
    this.#options = options;
    this.#folder = setFolder(options.path, options.keyPair.publicKey);
  }

  get index(): FolderIndex {
    return this.#index;
  }

  /** Throws when the folder that was chosen is gone: nothing is made in its place. */
  async makePlace(): Promise<void> {
    await stat(this.#options.path);
    await mkdir(this.#folder, { recursive: true, mode: 0o700 });
  }

  /** Takes up what lies there from earlier. Throws the file system's errors. */
  async open(): Promise<void> {
    await this.makePlace();
    const index = await this.#readIndex();
    if (index && (await this.#isWhole(index))) this.#index = index;
    await this.#sweep();
  }

  /**
   * Writes what is not there yet: changes, letters, and what was taken from others. `elsewhere`: letters that lie in the
   * files of other devices.
   */
  async write(seen: ReadonlyMap<string, number>, elsewhere: ReadonlySet<string>): Promise<void> {
    if (await this.#isGone()) this.#forget();
    const before = this.#index;
    if (!this.#isStale && sameEntries(seen, before.seen)) return;
    this.#isStale = false;
    try {
      await this.#writeWhatIsNew(seen, elsewhere);
    } catch (error) {
      this.#isStale = true;
      throw error;
    }
  }

  /** The vault, the letters here, or what lies in other sets may be others than at the last writing. */
  noteChange(): void {
    this.#isStale = true;
  }

  async #writeWhatIsNew(seen: ReadonlyMap<string, number>, elsewhere: ReadonlySet<string>): Promise<void> {
    const before = this.#index;
    const vector = await this.#options.vault.stateVector();
    const fingerprint = bytesToHex(sha256(concatBytes(vector, await this.#options.vault.diff(vector))));
    const changes = await this.#writeChanges(fingerprint);
    const letters = await this.#writeLetters(elsewhere);
    const isSame = changes === before.changes && sameEntries(letters, before.letters);
    this.#written = vector;
    if (isSame && sameEntries(seen, before.seen) && before.number > 0) return;
    const number = this.#nextNumber();
    const content = isSame && before.content > 0 ? before.content : number;
    await this.#writeIndex({ number, content, changes, letters, seen: new Map(seen), fingerprint });
    await this.#sweep();
  }

  #nextNumber(): number {
    const { clock, keyPair } = this.#options;
    return Math.max(clock.now(), this.#index.number + 1, this.#options.seen(keyPair.publicKey) + 1);
  }

  #forget(): void {
    this.#index = { ...nothingWritten, number: this.#index.number };
    this.#written = null;
    this.#isStale = true;
  }

  /** Somebody removed or altered what was written here. */
  async #isGone(): Promise<boolean> {
    if (this.#lying === null) return false;
    const lying = await readOrNull(join(this.#folder, indexName));
    return lying === null || !equalBytes(lying, this.#lying) || !(await this.#isWhole(this.#index));
  }

  async #writeChanges(fingerprint: string): Promise<readonly ChangesFile[]> {
    const [key] = this.#options.membershipKeys();
    if (!key) throw coded('sync/transport-failed', { what: 'key' });
    const { changes } = this.#index;
    const isNewEpoch = key.epoch !== this.#epoch && changes.length > 0 && this.#epoch !== null;
    if (changes.length > 0 && fingerprint === this.#index.fingerprint && !isNewEpoch) {
      this.#epoch = key.epoch;
      return changes;
    }
    const isAnew = this.#written === null || isNewEpoch || this.#shouldMerge();
    const update = await this.#options.vault.diff(isAnew ? everything : (this.#written ?? everything));
    const number = Math.max(this.#nextNumber(), (changes.at(-1)?.number ?? 0) + 1);
    const file = await this.#writeSealed(changesName(number), update);
    this.#epoch = key.epoch;
    return [...(isAnew ? [] : changes), { number, bytes: file.length, hash: bytesToHex(sha256(file)) }];
  }

  #shouldMerge(): boolean {
    const [first, ...rest] = this.#index.changes;
    const later = rest.reduce((sum, { bytes }) => sum + bytes, 0);
    return rest.length + 1 >= mostChanges || later > Math.max(first?.bytes ?? 0, pieceBytes);
  }

  async #writeLetters(elsewhere: ReadonlySet<string>): Promise<ReadonlyMap<string, number>> {
    const { vault, letters: desk } = this.#options;
    const kept = new Map<string, number>();
    for (const [hash, bytes] of await vault.letters()) {
      const isHere = this.#index.letters.get(hash) === bytes;
      if (isHere) kept.set(hash, bytes);
      else if (!elsewhere.has(hash) && (await desk.blobs.size(hash)) === bytes) {
        await this.#copyLetter(hash, bytes);
        kept.set(hash, bytes);
      }
    }
    return kept;
  }

  /** As it is: it was sealed before it came to the host, and its name is its hash. */
  async #copyLetter(hash: string, bytes: number): Promise<void> {
    const path = join(this.#folder, letterName(hash));
    const draft = `${path}-${bytesToHex(this.#options.random(6))}.tmp`;
    const file = await open(draft, 'wx', 0o600);
    try {
      for (let at = 0; at < bytes; at += pieceBytes) {
        await file.writeFile(await this.#options.letters.blobs.read(hash, at, Math.min(pieceBytes, bytes - at)));
      }
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(draft, path);
    await syncFolder(this.#folder);
    this.bytesOut += bytes;
  }

  async #writeIndex(index: FolderIndex): Promise<void> {
    this.#lying = await this.#writeSealed(indexName, encodeIndex(index));
    this.#index = index;
    this.#options.noteSeen(this.#options.keyPair.publicKey, index.number);
  }

  async #writeSealed(name: string, body: Bytes): Promise<Bytes> {
    const { keyPair, random } = this.#options;
    const [key] = this.#options.membershipKeys();
    if (!key) throw coded('sync/transport-failed', { what: 'key' });
    const file = sealFile(body, name, keyPair, key, random);
    await writeFileAtomically(join(this.#folder, name), file, random);
    this.bytesOut += file.length;
    return file;
  }

  /** Null when there is none, or none that can be gone on from. */
  async #readIndex(): Promise<FolderIndex | null> {
    const { keyPair } = this.#options;
    const file = await readOrNull(join(this.#folder, indexName));
    if (file === null) return null;
    try {
      const place = { networkKey: keyPair.publicKey, name: indexName };
      return decodeIndex(openFile(file, place, this.#options.membershipKeys()));
    } catch {
      // Whatever happened to it, all of it is written again.
      return null;
    }
  }

  async #isWhole({ changes, letters }: FolderIndex): Promise<boolean> {
    const files = changes.map(({ number, bytes }) => [changesName(number), bytes] as const);
    const all = [...files, ...[...letters].map(([hash, bytes]) => [letterName(hash), bytes] as const)];
    const found = await Promise.all(all.map(([name]) => lookAt(join(this.#folder, name))));
    return all.every(([, bytes], index) => found[index]?.bytes === bytes);
  }

  /** Removes own files that the index does not name: older ones, and what a crash left. */
  async #sweep(): Promise<void> {
    const { changes, letters } = this.#index;
    const named = new Set([
      indexName,
      ...changes.map(({ number }) => changesName(number)),
      ...[...letters.keys()].map(letterName),
    ]);
    for (const name of await readdir(this.#folder)) {
      if (ownFilePattern.test(name) && !named.has(name)) await unlink(join(this.#folder, name)).catch(() => undefined);
    }
  }
}

function sameEntries(a: ReadonlyMap<string, number>, b: ReadonlyMap<string, number>): boolean {
  return a.size === b.size && [...a].every(([name, value]) => b.get(name) === value);
}
