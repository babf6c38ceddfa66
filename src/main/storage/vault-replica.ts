/**
 * The host's replica of the vault: a Yjs document that holds ciphertext only, and its durable list of updates.
 * Law: memory never runs ahead of the disk. What `stateVector` and `diff` tell a renderer is on disk, so a renderer
 * that pushes the rest after any failure loses nothing. All work is done one piece after another.
 */
import { asCoded, type Bytes, type Clock, coded, hasCode, type Random } from '#core/base';
import { namedLetters } from '#core/vault';
import * as Y from 'yjs';
import { finishReplacement, intendReplacement } from './replaced-replica.ts';
import type { RemovedRecord } from './removed-records.ts';
import { type Damage, isDamaged } from './stored-updates.ts';
import { type OpenedLog, UpdateLog } from './update-log.ts';
import {
  applyToVault,
  checkStateVector,
  checkUpdate,
  createVaultDocument,
  describeVault,
  encodeWhole,
} from './vault-document.ts';

export interface ReplicaOptions {
  /** The database's own folder. */
  readonly folder: string;
  readonly clock: Clock;
  readonly random: Random;
  /** Rows after which all are squashed into one; default 256. */
  readonly squashAfter?: number;
  /** Faults that do not fail a call. */
  onFault(error: unknown): void;
  /** The database was opened anew, after a failed write, and was damaged. */
  onDamaged?(): void;
}

interface Opened {
  readonly log: UpdateLog;
  readonly doc: Y.Doc;
  readonly damage: Damage;
}

/** Builds the document; rows that decode but break it are set aside, as damaged ones are. */
async function buildDocument({ log, updates, damage }: OpenedLog): Promise<Opened> {
  let good = updates;
  let aside = 0;
  for (;;) {
    const doc = createVaultDocument();
    const broken = good.find(({ update }) => {
      try {
        applyToVault(doc, update);
        return false;
      } catch {
        // Told apart from the others by this, reported through `damage`, and kept in quarantine.
        return true;
      }
    });
    if (broken === undefined) {
      return { log, doc, damage: { ...damage, rows: damage.rows + aside, quarantined: damage.quarantined + aside } };
    }
    await log.setAside(broken.counter);
    aside++;
    good = good.filter((each) => each !== broken);
  }
}

export class VaultReplica {
  readonly #options: ReplicaOptions;
  #opened: Opened | null;
  #closed = false;
  #queue: Promise<unknown> = Promise.resolve();
  #damage: Damage;

  private constructor(options: ReplicaOptions, opened: Opened) {
    this.#options = options;
    this.#opened = opened;
    this.#damage = opened.damage;
  }

  /** What was wrong when the replica was opened; when that was done again and found more, what was wrong then. */
  get damage(): Damage {
    return this.#damage;
  }

  /** Throws storage/busy, storage/damaged, storage/newer-version, storage/full, storage/read-only, storage/failed. */
  static async open(options: ReplicaOptions): Promise<VaultReplica> {
    const replica = new VaultReplica(options, await VaultReplica.#load(options));
    await replica.#tidy();
    return replica;
  }

  static async #load(options: ReplicaOptions): Promise<Opened> {
    const opened = await UpdateLog.open(options.folder, options.random);
    try {
      return await buildDocument(opened);
    } catch (error) {
      await opened.log.abandon();
      throw error;
    }
  }

  /** The state vector of everything on disk (Yjs encoding). */
  stateVector(): Promise<Bytes> {
    return this.#inTurn(async () => Y.encodeStateVector((await this.#open()).doc));
  }

  /** What is on disk beyond `stateVector`, as one Yjs update (V1). Throws `input/invalid` for a malformed one. */
  diff(stateVector: Bytes): Promise<Bytes> {
    return this.#inTurn(async () => {
      checkStateVector(stateVector);
      return Y.encodeStateAsUpdate((await this.#open()).doc, stateVector);
    });
  }

  /**
   * Takes in an update; resolves when it is on disk, with false when nothing in it was new. Throws `input/invalid`
   * for a malformed one (the replica is as before) and storage/... when it could not be kept.
   */
  apply(update: Bytes): Promise<boolean> {
    return this.#inTurn(async () => {
      checkUpdate(update);
      const opened = await this.#open();
      try {
        const { changed, removed } = this.#applyChecked(opened.doc, update);
        if (changed) await opened.log.append(update, removed, this.#options.clock.today());
        if (changed) await this.#squashWhenLong(opened);
        return changed;
      } catch (error) {
        // The document holds what the disk may not: both are read anew before the next piece of work.
        await this.#drop(opened);
        throw error;
      }
    });
  }

  #applyChecked(doc: Y.Doc, update: Bytes) {
    try {
      return applyToVault(doc, update);
    } catch (error) {
      throw coded('input/invalid', { what: 'update' }, error);
    }
  }

  /** Records that left the vault's log, kept for at least 30 days. */
  removedRecords(): Promise<RemovedRecord[]> {
    return this.#inTurn(async () => (await this.#open()).log.removed());
  }

  /** Everything on disk as one Yjs update (V1), and the log's elements. */
  whole(): Promise<{ readonly update: Bytes; readonly log: readonly unknown[]; readonly slots: number }> {
    return this.#inTurn(async () => {
      const { doc } = await this.#open();
      return { update: encodeWhole(doc), ...describeVault(doc) };
    });
  }

  /**
   * Puts another vault in this one's place; the old database stays, untouched, in the folder `replaced`. Throws
   * `input/invalid` for what is no update, storage/... when it could not be kept: then the old one goes on.
   */
  replace(update: Bytes): Promise<void> {
    return this.#inTurn(async () => {
      checkUpdate(update);
      const opened = this.#opened;
      await intendReplacement(this.#options.folder, update, this.#options.random);
      this.#opened = null;
      await opened?.log.close();
      await finishReplacement(this.#options.folder, this.#options.random, this.#options.clock);
      await this.#open();
    });
  }

  /** What stands in the vault's header, by name. Anything may. */
  header(): Promise<ReadonlyMap<string, unknown>> {
    return this.#inTurn(async () => new Map((await this.#open()).doc.getMap('header').entries()));
  }

  /** The letters that the vault names: hash -> sealed bytes. */
  letters(): Promise<ReadonlyMap<string, number>> {
    return this.#inTurn(async () => namedLetters((await this.#open()).doc));
  }

  /** Waits for running work and closes the database; calls that come later fail with storage/closed. */
  close(): Promise<void> {
    const closing = this.#inTurn(async () => {
      const opened = this.#opened;
      this.#opened = null;
      await opened?.log.close();
    });
    this.#closed = true;
    return closing;
  }

  /** The update is durable by now: a squash that fails costs nothing but room. */
  async #squashWhenLong(opened: Opened): Promise<void> {
    if (opened.log.length < (this.#options.squashAfter ?? 256)) return;
    try {
      await opened.log.squash(encodeWhole(opened.doc));
      await opened.log.purgeRemoved(this.#options.clock.today());
    } catch (error) {
      this.#options.onFault(error);
      await this.#drop(opened);
    }
  }

  /** After damage the readable rest becomes one row, so that the same gap is not reported at every opening. */
  async #tidy(): Promise<void> {
    const opened = this.#opened;
    if (opened === null) return;
    try {
      if (isDamaged(opened.damage)) await opened.log.squash(encodeWhole(opened.doc));
      await opened.log.purgeRemoved(this.#options.clock.today());
    } catch (error) {
      this.#options.onFault(error);
      await this.#drop(opened);
    }
  }

  async #open(): Promise<Opened> {
    if (this.#opened !== null) return this.#opened;
    const opened = await VaultReplica.#load(this.#options);
    this.#opened = opened;
    if (!isDamaged(opened.damage)) return opened;
    // The untouched files are those that were kept first; since then they were opened.
    this.#damage = { ...opened.damage, keptAs: this.#damage.keptAs ?? opened.damage.keptAs };
    this.#options.onFault(coded('storage/damaged'));
    this.#options.onDamaged?.();
    return opened;
  }

  async #drop(opened: Opened): Promise<void> {
    this.#opened = null;
    try {
      await opened.log.abandon();
    } catch (error) {
      this.#options.onFault(error);
    }
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    if (this.#closed) return Promise.reject(coded('storage/closed'));
    const result = this.#queue.then(work);
    this.#queue = result.catch((error: unknown) => {
      // The caller has it; what nobody expected is worth a line of its own.
      if (!hasCode(error) || hasCode(error, 'bug')) this.#options.onFault(asCoded(error));
    });
    return result;
  }
}
