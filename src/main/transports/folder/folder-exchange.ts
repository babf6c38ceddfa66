/** One device's part in a shared folder: writes its own files, takes in those of the others. */
import { asCoded, bytesToHex, coded, type Dispose, Disposables, type ErrorCode, hasCode } from '#core/base';
import type { FolderOptions, RunningFolder } from '#core/sync';
import { FolderLetters } from './folder-letters.ts';
import { OtherSet } from './other-set.ts';
import { OwnSet } from './own-set.ts';

/** How often the others' files are looked at, ms: what keeps folders equal may not tell when it has done so. */
export const lookMs = 5_000;
/** How long a change waits for further ones, ms. */
export const gatherMs = 1_000;

/** What is told first when there are several. */
const gravest: readonly ErrorCode[] = ['sync/transport-failed', 'sync/newer-version', 'sync/forged-file'];

export class FolderExchange implements RunningFolder {
  readonly #options: FolderOptions;
  readonly #own: OwnSet;
  /** By network key, hex. */
  readonly #others = new Map<string, OtherSet>();
  readonly #letters: FolderLetters;
  readonly #disposables = new Disposables();
  readonly #told = new Map<string, string>();
  #due: { readonly at: number; readonly cancel: Dispose } | null = null;
  #turn: Promise<void> = Promise.resolve();
  #trouble: ErrorCode | null = null;
  #closed = false;

  private constructor(options: FolderOptions) {
    this.#options = options;
    this.#own = new OwnSet(options);
    this.#letters = new FolderLetters(options.letters, () => this.#soon(gatherMs));
  }

  static async start(options: FolderOptions): Promise<FolderExchange> {
    const exchange = new FolderExchange(options);
    try {
      await exchange.#own.open();
    } catch (error) {
      throw failure(error);
    }
    const changed = (): void => {
      exchange.#own.noteChange();
      exchange.#soon(gatherMs);
    };
    exchange.#disposables.add(options.vault.onDurable(changed));
    exchange.#disposables.add(options.letters.blobs.onAdded(changed));
    exchange.#disposables.add(options.letters.join(exchange.#letters));
    exchange.#soon(0);
    return exchange;
  }

  refresh(): void {
    this.#own.noteChange();
    this.#soon(0);
  }

  async close(): Promise<void> {
    if (this.#closed) return this.#turn;
    this.#disposables.dispose();
    this.#due?.cancel();
    this.#due = null;
    await this.#look();
    this.#closed = true;
    await this.#turn;
  }

  #soon(ms: number): void {
    if (this.#closed) return;
    const { clock, scheduler } = this.#options;
    const at = clock.now() + ms;
    if (this.#due && this.#due.at <= at) return;
    this.#due?.cancel();
    const cancel = scheduler.after(ms, () => {
      this.#due = null;
      void this.#look().then(() => this.#soon(lookMs));
    });
    this.#due = { at, cancel };
  }

  #look(): Promise<void> {
    this.#turn = this.#turn.then(() => this.#lookOnce());
    return this.#turn;
  }

  async #lookOnce(): Promise<void> {
    if (this.#closed) return;
    const found: ErrorCode[] = [];
    const note = (error: unknown): void => void found.push(failure(error).code);
    try {
      await this.#own.makePlace();
      this.#followMembers();
      const sets = [...this.#others.values()];
      for (const set of sets) {
        const index = set.index;
        const fault = await set.take();
        if (set.index !== index) this.#own.noteChange();
        if (fault) found.push(fault);
      }
      await this.#letters.fetch(sets).catch(note);
      await this.#own.write(
        this.#seenOf(sets),
        new Set(sets.flatMap(({ index }) => [...(index?.letters.keys() ?? [])])),
      );
      for (const set of sets) set.bytesOut += this.#own.bytesOut;
      this.#own.bytesOut = 0;
      for (const set of sets) this.#tell(set);
    } catch (error) {
      note(error);
    }
    this.#tellTrouble(gravest.find((code) => found.includes(code)) ?? found[0] ?? null);
  }

  #followMembers(): void {
    const members = new Map(this.#options.members().map((key) => [bytesToHex(key), key]));
    for (const name of [...this.#others.keys()]) if (!members.has(name)) this.#others.delete(name);
    for (const [name, key] of members)
      if (!this.#others.has(name)) this.#others.set(name, new OtherSet(this.#options, key));
  }

  #seenOf(sets: readonly OtherSet[]): Map<string, number> {
    const taken = sets.filter(({ index, upToDate }) => index !== null && upToDate);
    return new Map(taken.map(({ networkKey, index }) => [bytesToHex(networkKey), index?.content ?? 0]));
  }

  #tell(set: OtherSet): void {
    const { index, upToDate, networkKey, bytesIn, bytesOut } = set;
    if (index === null) return;
    const name = bytesToHex(networkKey);
    const isKnown = index.seen.get(bytesToHex(this.#options.keyPair.publicKey)) === this.#own.index.content;
    const said = `${index.number} ${upToDate} ${isKnown}`;
    if (bytesIn + bytesOut === 0 && this.#told.get(name) === said) return;
    this.#told.set(name, said);
    set.bytesIn = 0;
    set.bytesOut = 0;
    this.#options.onActivity({ peerKey: networkKey, bytesIn, bytesOut, upToDate, isKnown });
  }

  #tellTrouble(code: ErrorCode | null): void {
    if (code === this.#trouble) return;
    this.#trouble = code;
    this.#options.onTrouble(code === null ? null : coded(code));
  }
}

/** What the file system says becomes `sync/transport-failed`; coded errors pass through. */
function failure(error: unknown) {
  if (hasCode(error)) return error;
  const system = error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : null;
  return system === null ? asCoded(error) : coded('sync/transport-failed', { system }, error);
}
