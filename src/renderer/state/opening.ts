/** One opening of the journal, from its keys until it is locked. */
import { type Dispose, Disposables, hasCode } from '#core/base';
import { Journal } from '#core/journal';
import { type KeptRecord, type Keyring, logOf, openSealedJournal, type SealedJournal, SlotGuard } from '#core/vault';
import type * as Y from 'yjs';
import type { Replicas } from '../storage/index.ts';
import { mayEmptyBin } from './bin-patience.ts';
import { watchDay } from './day-turn.ts';
import type { ConnectedHost } from '../host/index.ts';
import { JournalStore } from './journal-store.svelte.ts';
import { Letters } from './letters/letters.svelte.ts';
import { sealActsAtOnce } from './sealed-acts.ts';
import { windowClock, windowRandom, windowScheduler } from './window-ports.ts';

/** Quiet time after which the log is tidied, ms. */
const tidyAfterMs = 20_000;
/** After the first screen is up, what was removed behind our back is looked for, ms. */
const healAfterMs = 2_000;

export class Opening {
  readonly sealed: SealedJournal;
  readonly store: JournalStore;
  readonly keyring: Keyring;
  readonly #journal: Journal;
  readonly #letters: Letters;
  readonly #host: ConnectedHost;
  readonly #doc: Y.Doc;
  readonly #replicas: Replicas;
  readonly #guard: SlotGuard;
  readonly #disposables = new Disposables();
  #cancelTidy: Dispose | null = null;

  /** Throws `vault/newer-version` and `journal/newer-version`; both leave everything as it is. */
  constructor(replicas: Replicas, keyring: Keyring, host: ConnectedHost) {
    const ports = { clock: windowClock, random: windowRandom, scheduler: windowScheduler };
    this.#replicas = replicas;
    this.keyring = keyring;
    const { journal, sealed } = openSealedJournal(replicas.vault, keyring, ports);
    this.#doc = journal;
    this.sealed = sealed;
    this.#guard = SlotGuard.attach(replicas.vault, keyring);
    this.#journal = Journal.open(this.#doc, ports);
    this.#letters = new Letters(this.#journal, { host, vault: replicas.vault, keyring, random: windowRandom });
    this.#host = host;
    // Before the store hears of changes: where nothing else has changed, sealing comes before the page is brought up to them.
    this.#disposables.add(sealActsAtOnce(this.#journal, this.sealed));
    this.store = new JournalStore(this.#journal, {
      letters: this.#letters,
      earlier: { keyring, records: () => this.#keptRecords() },
      openOutside: (url) => host.app.openExternal({ url }),
      seal: () => this.sealed.seal(),
    });
    this.#disposables.add(() => this.#letters.dispose());
    this.#sealWhenLeft();
    this.#tidyWhenQuiet();
    this.#disposables.add(
      watchDay(
        windowScheduler,
        () => windowClock.now(),
        () => this.store.refreshToday(),
      ),
    );
    this.#disposables.add(windowScheduler.after(healAfterMs, () => void this.#heal()));
  }

  /** Adds to what ends with this opening. */
  whenClosed(end: Dispose): void {
    this.#disposables.add(end);
  }

  /** Writes and seals everything that was typed, now. */
  seal(): void {
    this.store.flush();
    this.sealed.seal();
  }

  /** Seals what is left, forgets the keys and empties the journal's memory. */
  close(): void {
    this.store.dispose();
    this.#guard.close();
    this.sealed.close();
    this.#disposables.dispose();
    this.#journal.dispose();
    this.#doc.destroy();
  }

  /** Blur and hiding are the last that a page reliably hears. */
  #sealWhenLeft(): void {
    const seal = (): void => this.seal();
    const onHide = (): void => {
      if (document.visibilityState === 'hidden') seal();
    };
    window.addEventListener('blur', seal);
    window.addEventListener('pagehide', seal);
    document.addEventListener('visibilitychange', onHide);
    this.#disposables.add(() => window.removeEventListener('blur', seal));
    this.#disposables.add(() => window.removeEventListener('pagehide', seal));
    this.#disposables.add(() => document.removeEventListener('visibilitychange', onHide));
  }

  #tidyWhenQuiet(): void {
    const later = (): void => {
      this.#cancelTidy?.();
      this.#cancelTidy = windowScheduler.after(tidyAfterMs, () => this.#tidy());
    };
    later();
    this.#disposables.add(this.sealed.onUnsealed(later));
    this.#disposables.add(() => this.#cancelTidy?.());
  }

  /** What has lain in the bin for its time goes, and the log is made short. */
  #tidy(): void {
    try {
      const { shelf } = this.store;
      if (mayEmptyBin(this.#journal.binned(), shelf, windowClock.now(), windowClock.today())) this.#journal.emptyBin();
    } catch (error) {
      // A newer version has written into the journal meanwhile: from now on emptying is its task.
      if (!hasCode(error, 'journal/newer-version')) throw error;
    }
    this.sealed.tidy();
    this.#tidyLetters().catch((error: unknown) => {
      // Files stay a little longer then: the next quiet time tries again.
      if (!hasCode(error)) throw error;
    });
  }

  /** Once what the vault names is on the host's disk, the host may throw away what it has not named for long. */
  async #tidyLetters(): Promise<void> {
    const { refused, junk, newer, 'no-key': noKey } = this.sealed.unreadable();
    await this.#letters.nameAll({ mayForget: refused + junk + newer + noKey === 0 });
    await this.#replicas.host.settled();
    await this.#host.letters.tidy();
  }

  /** Every record that there still is, the newest changes among them. */
  async #keptRecords(): Promise<readonly KeptRecord[]> {
    this.seal();
    const removed = await this.#replicas.removedRecords();
    const live = logOf(this.#replicas.vault).toArray();
    return [...removed, ...live.map((record) => ({ record, removedOn: null }))];
  }

  /** A record that was put back, and lost again with the power before it was durable, is still kept by the host. */
  async #heal(): Promise<void> {
    try {
      const removed = await this.#replicas.removedRecords();
      this.sealed.heal(removed.map(({ record }) => record));
    } catch (error) {
      // Without the host's answer there is nothing to heal from; the next opening asks again.
      if (!hasCode(error)) throw error;
    }
  }
}
