/**
 * Binds a plaintext journal to its vault: opens what arrives, seals what is written, keeps the log small and heals it.
 *
 * Laws (each is a property test):
 * - a change that a person made is sealed 300 ms after the last one, or at once on `seal()`;
 * - what arrives is in the vault before it is applied to the journal, so it can always be recovered from there;
 * - a record that left the log without a live, verified record covering it is put back;
 * - nothing is written into a document while one of its transactions is still being observed.
 */
import { type Bytes, bytesToHex, type Clock, Disposables, Emitter, type Random, type Scheduler } from '#core/base';
import * as Y from 'yjs';
import {
  type CompactionPolicy,
  defaultPolicy,
  mergeTier,
  redundant,
  removeFromLog,
  type Replacement,
  replaceInLog,
  snapshot,
} from './compaction.ts';
import { Covers } from './covers.ts';
import { learnEpochs } from './epochs.ts';
import type { Keyring } from './keyring.ts';
import { type Arrival, type Entry, Ledger } from './ledger.ts';
import { readFrame, snapshotTier, writerBytes } from './record.ts';
import { openRecord, sealRecord, type Unreadable, type Update } from './seal.ts';
import { applyUpdate, isWellFormed, soundOnes } from './sound-updates.ts';
import { checkFormat, headerOf, logOf, snapshotDay, writeSnapshotDay } from './vault-document.ts';

/** Quiet time after the last change before it is sealed, ms. */
export const sealAfterMs = 300;
const msPerDay = 86_400_000;
/** Above this an update is deflated, bytes. */
const deflateAbove = 4096;

export interface SealedJournalPorts {
  readonly random: Random;
  readonly scheduler: Scheduler;
  readonly clock: Clock;
  readonly policy?: CompactionPolicy;
}

/** How many records could not be opened, by reason. */
export type UnreadableCount = Readonly<Record<Unreadable, number>>;

/** Marks journal transactions that came out of the vault. */
class FromVault {
  readonly source = 'vault';
}

export class SealedJournal {
  readonly #vault: Y.Doc;
  readonly #journal: Y.Doc;
  readonly #keyring: Keyring;
  readonly #ports: SealedJournalPorts;
  readonly #ledger: Ledger;
  readonly #fromVault = new FromVault();
  /** Fresh for every opening: a reused one would make `covers` lie. */
  readonly #writerId: Bytes;
  readonly #disposables = new Disposables();
  readonly #unsealed = new Emitter<boolean>();
  readonly #unreadable = new Emitter<UnreadableCount>();
  #seq = 0;
  #pending: Bytes[] = [];
  #arrived: Arrival[] = [];
  #gone: Entry[] = [];
  #headerStirred = false;
  /** How many epochs' keys were at hand when the records without a key were last tried. */
  #epochsTried: number;
  #faultsTold = 0;
  #cancelTimer: (() => void) | null = null;

  private constructor(vault: Y.Doc, journal: Y.Doc, keyring: Keyring, ports: SealedJournalPorts) {
    this.#vault = vault;
    this.#journal = journal;
    this.#keyring = keyring;
    this.#ports = ports;
    this.#ledger = new Ledger(keyring);
    this.#writerId = ports.random(writerBytes);
    this.#epochsTried = keyring.epochs.length;
  }

  /**
   * Opens every record of `vault` into `journal`, a document made for this opening (its client id must be fresh), and
   * stays attached to both. Throws `vault/newer-version` before touching anything.
   */
  static open(vault: Y.Doc, journal: Y.Doc, keyring: Keyring, ports: SealedJournalPorts): SealedJournal {
    return SealedJournal.#begin(vault, journal, keyring, ports, (arrived) => arrived);
  }

  /**
   * As {@link SealedJournal.open}, and slower, for a vault that it cannot open: an authentic record may hold what breaks
   * Yjs. Such records are left out, and count as unreadable.
   */
  static openCarefully(vault: Y.Doc, journal: Y.Doc, keyring: Keyring, ports: SealedJournalPorts): SealedJournal {
    return SealedJournal.#begin(vault, journal, keyring, ports, soundOnes);
  }

  static #begin(
    vault: Y.Doc,
    journal: Y.Doc,
    keyring: Keyring,
    ports: SealedJournalPorts,
    choose: (arrived: readonly Arrival[]) => readonly Arrival[],
  ): SealedJournal {
    checkFormat(vault);
    const sealed = new SealedJournal(vault, journal, keyring, ports);
    sealed.#noteAll(choose);
    sealed.#faultsTold = sealed.#ledger.faultChanges;
    sealed.#attach();
    return sealed;
  }

  /** True while a change is not sealed yet. */
  get hasUnsealed(): boolean {
    return this.#pending.length > 0;
  }

  /** Hears when changes begin to wait (true) and when all are sealed (false). */
  onUnsealed(listener: (waiting: boolean) => void): () => void {
    return this.#unsealed.on(listener);
  }

  /** Elements of the log that could not be opened; they are kept for ever. */
  unreadable(): UnreadableCount {
    const count = { junk: this.#ledger.junk, newer: 0, 'no-key': 0, refused: 0 };
    for (const { fault } of this.#ledger.live) if (fault) count[fault] += 1;
    return count;
  }

  /** Hears when something arrives that cannot be opened, and when such a thing opens after all or goes. */
  onUnreadable(listener: (count: UnreadableCount) => void): () => void {
    return this.#unreadable.on(listener);
  }

  /** Seals what waits, now; on blur, hide, lock and quit. */
  seal(): void {
    this.#cancelTimer?.();
    this.#cancelTimer = null;
    if (this.#pending.length === 0) return;
    const merged = this.#pending.length === 1 ? this.#pending[0] : Y.mergeUpdates(this.#pending);
    this.#pending = [];
    const update = compactUpdate(merged as Bytes);
    const draft = { tier: 0, writerId: this.#writerId, seq: this.#seq++, covers: Covers.none, update };
    const record = sealRecord(draft, this.#keyring, this.#ports.random);
    this.#vault.transact(() => logOf(this.#vault).push([record]), this);
    this.#unsealed.emit(false);
    this.#mergeOwn();
  }

  /** Tidies when nobody is waiting: merges tiers of every writer, drops what is covered, and takes a snapshot if due. */
  tidy(): void {
    this.seal();
    this.#mergeWhile(() => true);
    this.#dropRedundant();
    if (this.#snapshotDue()) this.snapshot();
  }

  /**
   * Puts back records that were removed while nobody could look (the host keeps removed ones for a while): those that
   * open and that nothing live covers. Returns how many.
   */
  heal(removed: readonly Bytes[]): number {
    const missing = removed.filter((bytes) => {
      const claimed = readFrame(bytes);
      // Most of what was removed is covered; only what claims not to be is worth opening.
      if (!claimed || this.#ledger.coversName(claimed) || this.#ledger.find(bytes)) return false;
      return typeof openRecord(bytes, this.#keyring) !== 'string';
    });
    // Not as our own: what is put back has to be applied to the journal as well.
    if (missing.length > 0) this.#vault.transact(() => logOf(this.#vault).push(missing), this.#fromVault);
    return missing.length;
  }

  /** Replaces every opened record by one full snapshot, now. */
  snapshot(): void {
    this.seal();
    const replacement = snapshot(this.#ledger, this.#journal);
    if (replacement.replaced.length === 0) return;
    this.#vault.transact(() => {
      this.#replace(replacement);
      writeSnapshotDay(this.#vault, this.#day());
    }, this);
  }

  /** Seals what waits and lets go of both documents; the keys stay known. */
  detach(): void {
    this.seal();
    this.#disposables.dispose();
  }

  /** Seals what waits, lets go of both documents and forgets the keys. */
  close(): void {
    this.detach();
    this.#keyring.close();
  }

  #attach(): void {
    const onUpdate = (update: Bytes, origin: unknown, _: Y.Doc, transaction: Y.Transaction) => {
      if (origin !== this.#fromVault || wroteOwn(transaction)) this.#hold(update);
    };
    const onLog = (event: Y.YArrayEvent<unknown>) => this.#note(event);
    const onHeader = () => (this.#headerStirred = true);
    const onSettled = () => this.#settle();
    headerOf(this.#vault).observe(onHeader);
    this.#disposables.add(() => headerOf(this.#vault).unobserve(onHeader));
    this.#journal.on('update', onUpdate);
    logOf(this.#vault).observe(onLog);
    this.#vault.on('afterAllTransactions', onSettled);
    this.#disposables.add(() => this.#journal.off('update', onUpdate));
    this.#disposables.add(() => logOf(this.#vault).unobserve(onLog));
    this.#disposables.add(() => this.#vault.off('afterAllTransactions', onSettled));
    this.#disposables.add(() => this.#cancelTimer?.());
  }

  #hold(update: Bytes): void {
    this.#pending.push(update);
    if (this.#pending.length === 1) this.#unsealed.emit(true);
    this.#cancelTimer?.();
    this.#cancelTimer = this.#ports.scheduler.after(sealAfterMs, () => this.seal());
  }

  #noteAll(choose: (arrived: readonly Arrival[]) => readonly Arrival[]): void {
    for (const element of logOf(this.#vault).toArray()) this.#noteArrival(element);
    this.#applyArrived(choose);
  }

  #noteArrival(element: unknown): void {
    const arrival = this.#ledger.add(element);
    if (arrival) this.#arrived.push(arrival);
  }

  /** Only takes notes: while a transaction is observed nothing may be written. */
  #note(event: Y.YArrayEvent<unknown>): void {
    const own = event.transaction.origin === this;
    for (const item of event.changes.added) {
      for (const element of item.content.getContent()) {
        if (own) this.#ledger.add(element);
        else this.#noteArrival(element);
      }
    }
    for (const item of event.changes.deleted) {
      for (const element of item.content.getContent()) {
        const entry = this.#ledger.remove(element);
        if (entry) this.#gone.push(entry);
      }
    }
  }

  #settle(): void {
    this.#putBack();
    this.#learn();
    // What would break the open journal is not let into it.
    this.#applyArrived((arrived) => arrived.filter(({ opened }) => isWellFormed(opened.update)));
    this.#tellUnreadable();
  }

  #tellUnreadable(): void {
    const { faultChanges } = this.#ledger;
    if (faultChanges === this.#faultsTold) return;
    this.#faultsTold = faultChanges;
    this.#unreadable.emit(this.unreadable());
  }

  /** Keys of later epochs may arrive with the records that they open, before them or after them. */
  #learn(): void {
    if (this.#headerStirred) learnEpochs(this.#vault, this.#keyring);
    this.#headerStirred = false;
    const known = this.#keyring.epochs.length;
    if (known === this.#epochsTried) return;
    this.#epochsTried = known;
    this.#arrived.push(...this.#ledger.retry());
  }

  /** The deletion guard. */
  #putBack(): void {
    if (this.#gone.length === 0) return;
    const gone = this.#gone;
    this.#gone = [];
    const missing = gone.filter((entry) => !this.#ledger.isCovered(entry)).map((entry) => entry.bytes);
    if (missing.length > 0) this.#vault.transact(() => logOf(this.#vault).push(missing), this);
  }

  #applyArrived(choose: (arrived: readonly Arrival[]) => readonly Arrival[]): void {
    if (this.#arrived.length === 0) return;
    // Snapshots first: what they hold need not be integrated twice.
    const arrived = this.#arrived.sort((a, b) => b.entry.tier - a.entry.tier);
    this.#arrived = [];
    const chosen = new Set(choose(arrived));
    for (const arrival of arrived) if (!chosen.has(arrival)) this.#ledger.distrust(arrival.entry);
    const apply = () => {
      for (const { entry, opened } of chosen) {
        try {
          applyUpdate(this.#journal, opened.update, this.#fromVault);
        } catch {
          this.#ledger.distrust(entry);
        }
      }
    };
    Y.transact(this.#journal, apply, this.#fromVault, false);
  }

  #mergeOwn(): void {
    const own = bytesToHex(this.#writerId);
    this.#mergeWhile((entry) => entry.name.writer === own);
  }

  #mergeWhile(mayMerge: (entry: Entry) => boolean): void {
    for (;;) {
      const replacement = mergeTier(this.#ledger, this.#keyring, this.#policy.mergeWidth, mayMerge);
      if (!replacement) return;
      this.#replace(replacement);
    }
  }

  #replace(replacement: Replacement): void {
    const seal = {
      writerId: this.#writerId,
      seq: this.#seq++,
      keyring: this.#keyring,
      random: this.#ports.random,
      origin: this,
    };
    replaceInLog(this.#vault, this.#ledger, replacement, seal);
  }

  #dropRedundant(): void {
    const { covered, doubled } = redundant(this.#ledger);
    if (covered.length + doubled.length === 0) return;
    this.#vault.transact(() => {
      removeFromLog(this.#vault, this.#ledger, covered);
      removeFromLog(this.#vault, this.#ledger, doubled, true);
    }, this);
  }

  #snapshotDue(): boolean {
    if (snapshotDay(this.#vault) === this.#day()) return false;
    const sizes = { tail: 0, all: 0 };
    for (const entry of this.#ledger.verified()) {
      sizes.all += entry.bytes.length;
      if (entry.tier !== snapshotTier) sizes.tail += entry.bytes.length;
    }
    return sizes.tail >= this.#policy.largeTailBytes && sizes.tail * 2 >= sizes.all;
  }

  get #policy(): CompactionPolicy {
    return this.#ports.policy ?? defaultPolicy;
  }

  #day(): number {
    return Math.floor(this.#ports.clock.now() / msPerDay);
  }
}

/** Whether an observer wrote while a remote transaction ran: its changes carry the remote origin. */
function wroteOwn(transaction: Y.Transaction): boolean {
  const own = transaction.doc.clientID;
  return (transaction.afterState.get(own) ?? 0) > (transaction.beforeState.get(own) ?? 0);
}

function compactUpdate(update: Bytes): Update {
  return update.length > deflateAbove
    ? { format: 2, bytes: Y.convertUpdateFormatV1ToV2(update) }
    : { format: 1, bytes: update };
}
