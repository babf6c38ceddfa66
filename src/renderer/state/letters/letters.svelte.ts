import { coded, type Dispose, type Random } from '#core/base';
import type { HostApi, LetterState } from '#core/contract';
import { type AttemptId, type Journal, type Letter, type LetterId, type LetterInput, limits } from '#core/journal';
import type { ArchivedFile } from '#core/transfer';
import { type Keyring, namedLetters, nameLetters, sealedLetterBytes } from '#core/vault';
import type * as Y from 'yjs';
import { goOn, type Watch } from '../../host/index.ts';
import { bytesBetween, type ChosenFile, fileOf } from '../chosen-file.ts';
import { digestOf, SealedFiles } from './sealed-files.ts';

export interface LetterPorts {
  readonly host: Pick<HostApi, 'letters' | 'on'>;
  /** Its list of letters is what hosts and other devices go by. */
  readonly vault: Y.Doc;
  readonly keyring: Keyring;
  readonly random: Random;
}

/** What the journal is to say of a file that has been sealed. */
export type LetterFacts = Required<Omit<LetterInput, 'attempt' | 'addedOn'>>;

export type FileState = LetterState['state'];

/** Bytes of the beginning that say what a file is. */
const headBytes = 256 * 1024;

/**
 * The letters of one open journal. A file is sealed and on the host's disk before the journal names it; a file that is
 * there already is not sealed again.
 */
export class Letters {
  readonly files: SealedFiles;
  readonly #journal: Journal;
  readonly #ports: LetterPorts;
  readonly #stop: Dispose;
  #arrivals = $state(0);

  constructor(journal: Journal, ports: LetterPorts) {
    this.#journal = journal;
    this.#ports = ports;
    this.files = new SealedFiles(ports.host, ports.keyring, ports.random);
    this.#stop = ports.host.on('letters.arrived', () => this.#arrivals++);
  }

  /** Hears the hash of every file that turns out to be damaged when it is opened. */
  onDamaged(listener: (hash: string) => void): Dispose {
    return this.files.onDamaged(listener);
  }

  /** Grows whenever a file has come to this computer: what was said of files may no longer hold. */
  get arrivals(): number {
    return this.#arrivals;
  }

  /**
   * Seals a file and puts it on the host's disk, unless it lies there already; the journal does not name it yet. Throws
   * `letter/too-large` with its `limit` (bytes), `letter/unreadable` (`cause`: `empty`, `file`, `size`), and as
   * {@link SealedFiles.put} does.
   */
  async seal(file: ChosenFile, watch: Watch = {}): Promise<LetterFacts> {
    const { size } = file;
    const { sortOfLetter } = await checkSize(size);
    const mime = sortOfLetter(await bytesBetween(file, 0, Math.min(size, headBytes))).mime;
    const digest = await digestOf(file, watch);
    const hash = await this.#putOnce(() => file, digest, watch);
    return { name: nameOf(file) || digest.slice(0, 8), mime, size, hash, digest };
  }

  /**
   * Keeps a file as a letter of an attempt; returns its id, or that of the letter which holds the same file there
   * already. Throws as {@link seal} does, and `journal/...`.
   */
  async keep(attempt: AttemptId, file: ChosenFile, watch: Watch = {}): Promise<LetterId> {
    const facts = await this.seal(file, watch);
    const twin = this.#journal.letters(attempt).find((one) => one.digest === facts.digest);
    return twin?.id ?? this.#journal.addLetter({ attempt, ...facts });
  }

  /**
   * Seals the files of an archive that are not here yet; returns under which hash this vault keeps the file of each
   * letter. `progress` hears of plain bytes.
   */
  async takeIn(archived: readonly ArchivedFile[], watch: Watch = {}): Promise<ReadonlyMap<LetterId, string>> {
    const hashes = new Map<LetterId, string>();
    let done = 0;
    for (const file of archived) {
      const { digest, size, letters } = file;
      await checkSize(size, 0);
      goOn(watch);
      const hash = await this.#putOnce(async () => fileOf(digest, await file.read()), digest, { signal: watch.signal });
      for (const letter of letters) hashes.set(letter, hash);
      done += size;
      watch.progress?.(done);
    }
    return hashes;
  }

  /** What is here of each letter's file. Throws `host/...`. */
  states(letters: readonly Letter[]): Promise<ReadonlyMap<string, FileState>> {
    return this.files.states(letters.map(({ hash }) => hash));
  }

  /**
   * Names in the vault those letters of the journal whose files are here, and no longer names what the journal does not
   * know, unless some of the journal cannot be read: it may know better. Then the host may tidy.
   */
  async nameAll({ mayForget }: { readonly mayForget: boolean }): Promise<void> {
    const { vault } = this.#ports;
    const states = await this.states(this.#all());
    // Read again: the answer took its time.
    const letters = this.#all();
    const known = new Set(letters.map(({ hash }) => hash));
    const here = letters.filter(({ hash }) => states.get(hash) === 'here');
    // What this version cannot read may be a letter too.
    const readsAll = !this.#journal.oddities().some(({ collection }) => collection === 'letters');
    const gone = mayForget && readsAll ? [...namedLetters(vault).keys()].filter((hash) => !known.has(hash)) : [];
    nameLetters(vault, new Map(here.map(({ hash, size }) => [hash, sealedLetterBytes(size)])), gone);
  }

  dispose(): void {
    this.#stop();
  }

  #all(): readonly Letter[] {
    return [...this.#journal.letters(), ...this.#journal.binned().letters];
  }

  /** The hash under which a file of this digest lies here whole; null when none does. */
  async #found(digest: string): Promise<string | null> {
    const hashes = this.#all().flatMap((one) => (one.digest === digest ? [one.hash] : []));
    const states = await this.files.states(hashes);
    return hashes.find((hash) => states.get(hash) === 'here') ?? null;
  }

  async #putOnce(file: () => ChosenFile | Promise<ChosenFile>, digest: string, watch: Watch): Promise<string> {
    const found = await this.#found(digest);
    if (found !== null) return found;
    const whole = await file();
    const hash = await this.files.put(whole, watch);
    nameLetters(this.#ports.vault, new Map([[hash, sealedLetterBytes(whole.size)]]), []);
    // Letters whose file was missing or damaged have it again.
    this.#journal.resealLetters(digest, hash);
    return hash;
  }
}

/** The file's name without what breaks a line or turns the direction of writing, so that its ending is seen as it is. */
function nameOf({ name }: ChosenFile): string {
  return name
    .replace(/[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]+/gu, ' ')
    .trim()
    .slice(0, limits.line);
}

/** Loaded with the first letter: the first screen needs nothing of it. */
const transfer = () => import('#core/transfer');

/** Returns what knows the limit, and how to tell what a file is. */
async function checkSize(size: number, least = 1): ReturnType<typeof transfer> {
  const loaded = await transfer();
  const limit = loaded.transferLimits.letterBytes;
  if (size > limit) throw coded('letter/too-large', { limit });
  if (size < least) throw coded('letter/unreadable', { cause: 'empty' });
  return loaded;
}
