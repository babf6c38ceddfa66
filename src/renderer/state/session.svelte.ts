/** From a connected host to an open journal and back: founding, unlocking, saving, locking. */
import { asCoded, coded, type Dispose, hasCode, type NailwallError } from '#core/base';
import type { HostInfo } from '#core/contract';
import {
  type Argon2Parameters,
  calibrate,
  checkArgon2id,
  createRecoveryPhrase,
  foundVault,
  type Keyring,
  linkRoots,
  type Opener,
  mayTakePassphrase,
  openVault,
  plantSeed,
  type RecoveryPhrase,
  recoveryWordList,
  type SlotKind,
  waysIn,
} from '#core/vault';
import { type ConnectedHost, windowPdf } from '../host/index.ts';
import { Replicas } from '../storage/index.ts';
import { AutoLock } from './auto-lock.ts';
import { SessionBackups } from './backups/session-backups.ts';
import { beginAnewHere, comeBack } from './begin-anew.ts';
import { Damage } from './damage/damage.svelte.ts';
import type { JournalStore } from './journal-store.svelte.ts';
import { argon2id } from './keys/argon2id.ts';
import { KeyChanges, openerOf } from './keys/key-changes.svelte.ts';
import { Opening } from './opening.ts';
import { SaveStatus } from './save-status.svelte.ts';
import { keepReminders } from './reminder-plan.ts';
import type { CaptureKeysView, KeysView, MakePdf, Phase, Proof, SessionView } from './session-view.ts';
import { addWayIn, replaceByTheirs } from './sync/joining.ts';
import { Sync } from './sync/sync.svelte.ts';
import { windowClock, windowRandom, windowScheduler } from './window-ports.ts';

const secretBytes = 32;
const demoSeed = 14;

export class Session implements SessionView {
  readonly saving = new SaveStatus();
  readonly backups = new SessionBackups({
    host: () => this.#host,
    keyring: () => this.#opening?.keyring ?? null,
    letGo: () => this.#letGo(),
    leave: () => (location.hash = ''),
    fail: (error) => this.#fail(error),
  });
  sync: Sync | null = $state.raw(null);
  phase: Phase = $state('starting');
  info: HostInfo | null = $state.raw(null);
  trouble: NailwallError | null = $state.raw(null);
  lostHere: NailwallError | null = $state.raw(null);
  readonly damage = new Damage({ host: () => this.#host, clock: windowClock });
  #hasPassphrase = $state(true);
  #opening: Opening | null = $state.raw(null);
  #keys: KeyChanges | null = $state.raw(null);
  #autoLock: AutoLock | null = null;
  /** How often the host asked for the quick capture. */
  captureRequests = $state(0);
  remindRequests = $state(0);
  readonly captureKeys: CaptureKeysView = {
    read: () => this.#host.captureKeys.read(),
    choose: (keys) => this.#host.captureKeys.choose({ keys }),
  };
  #connected: ConnectedHost | null = null;
  #replicas: Replicas | null = null;
  #phrase: RecoveryPhrase | null = null;
  /** The keys of a vault founded here whose first write is not acknowledged yet. */
  #founded: Keyring | null = null;
  #locking: Promise<void> | null = null;

  get journal(): JournalStore | null {
    return this.#opening?.store ?? null;
  }

  get canRememberHere(): boolean {
    return this.info !== null && (this.info.kind === 'loopback' || this.info.capabilities.keychain);
  }

  /** False when the journal opens by itself on this computer: then there is nothing to lock it with. */
  get canLock(): boolean {
    return this.#keys !== null && !this.#keys.opensHere;
  }

  get keys(): KeysView | null {
    return this.#keys;
  }

  get hasPassphrase(): boolean {
    return this.#hasPassphrase;
  }

  readonly makePdf: MakePdf | null = $derived.by(() =>
    this.info?.capabilities.nativePrint === true ? (sheet) => windowPdf(this.#host, sheet) : null,
  );

  wordList(): readonly string[] {
    return recoveryWordList;
  }

  drawWords(): readonly string[] {
    this.#phrase ??= createRecoveryPhrase(windowRandom);
    return this.#phrase.words;
  }

  checkWords(picks: ReadonlyMap<number, string>): boolean {
    const words = this.#phrase?.words ?? [];
    return [...picks].every(([position, word]) => words[position] === word.trim().toLowerCase());
  }

  /** Finds the host, loads what there is and decides what to show first. */
  async start(connect: () => Promise<ConnectedHost>): Promise<void> {
    try {
      this.#connected = await connect();
      comeBack();
      this.info = await this.#host.app.describe();
      const { folderNumber, demo } = this.info;
      const options = { folderNumber, keepInWindow: !demo, scheduler: windowScheduler };
      this.#replicas = await Replicas.open(this.#host, options);
      this.saving.watchReplicas(this.#replicas);
      this.#listen();
      if (!demo) this.sync = await this.#listenToSync();
      await this.#showFirst(this.#replicas, demo);
    } catch (error) {
      this.#fail(error);
    }
  }

  async found({ passphrase }: { passphrase: string | null }): Promise<void> {
    const replicas = this.#ready();
    this.drawWords();
    this.#founded ??= await this.#create(replicas, passphrase);
    // Founded means: the key slots are on the host's disk. Until then nobody writes into this journal.
    await replicas.host.settled();
    this.#open(replicas, this.#founded, passphrase === null ? 'secret' : 'passphrase');
    // Three of the words were typed from the paper a moment ago.
    this.#keys?.noteTried();
    this.#founded = null;
    this.#phrase = null;
  }

  async unlock(by: Proof): Promise<void> {
    const replicas = this.#ready();
    const opener = openerOf(by);
    if (opener.kind === 'passphrase') await checkArgon2id(argon2id);
    this.#open(replicas, await openVault(replicas.vault, opener, argon2id), opener.kind);
    this.#tidySecret();
  }

  /** Seals everything, forgets the keys, and starts the page anew so that nothing readable stays in memory. */
  lock(): Promise<void> {
    this.#locking ??= this.#lock().finally(() => {
      this.#locking = null;
    });
    return this.#locking;
  }

  /** Tries again from the beginning, after trouble. */
  async restart(): Promise<void> {
    if (this.#connected) await this.#connected.restart();
    else location.reload();
  }

  async #lock(): Promise<void> {
    if (!this.#opening || !this.canLock) return;
    this.#forget();
    this.phase = 'locking';
    try {
      await this.#ready().host.settled();
      await this.#host.restart();
    } catch (error) {
      // Not acknowledged yet: this page stays, locked, and goes on handing over what is sealed.
      this.#showLocked(this.#ready());
      if (!hasCode(error)) throw error;
    }
  }

  /** Seals and hands over what is open, then holds nothing of the vault any more. */
  async #letGo(): Promise<void> {
    this.#forget();
    this.phase = 'starting';
    const replicas = this.#replicas;
    this.#replicas = null;
    if (!replicas) return;
    try {
      await replicas.host.settled();
    } finally {
      await replicas.close();
    }
  }

  async #showFirst(replicas: Replicas, demo: boolean): Promise<void> {
    await this.damage.look();
    if (replicas.isVacant) {
      if (demo) await this.#foundDemo();
      else this.phase = 'first-run';
      return;
    }
    const keyring = await this.#openBySecret(replicas);
    if (keyring) this.#open(replicas, keyring, 'secret');
    else this.#showLocked(replicas);
  }

  /** Null when this computer has no secret, or one that opens nothing: then the passphrase or the words do. */
  async #openBySecret(replicas: Replicas): Promise<Keyring | null> {
    if (!waysIn(replicas.vault).has('secret')) return null;
    try {
      const secret = await this.#host.secret.read();
      return secret && (await openVault(replicas.vault, { kind: 'secret', secret }, argon2id));
    } catch (error) {
      if (!hasCode(error)) throw error;
      // A slot of another computer's, or of before the passphrase was asked for again, is no loss to tell of.
      if (error.code.startsWith('storage/')) this.lostHere = error;
      else if (error.code === 'vault/newer-version') throw error;
      return null;
    }
  }

  #showLocked(replicas: Replicas): void {
    this.#hasPassphrase = mayTakePassphrase(replicas.vault);
    this.phase = 'locked';
  }

  async #create(replicas: Replicas, passphrase: string | null): Promise<Keyring> {
    if (!this.#phrase) throw coded('bug', { what: 'words' });
    const words: Opener = { kind: 'recovery', entropy: this.#phrase.entropy };
    if (passphrase === null) {
      const secret = windowRandom(secretBytes);
      await this.#host.secret.write({ secret });
      const openers: Opener[] = [{ kind: 'secret', secret }, words];
      return foundVault(replicas.vault, openers, { random: windowRandom, argon2id });
    }
    const parameters = await parametersHere();
    const openers: Opener[] = [{ kind: 'passphrase', passphrase }, words];
    return foundVault(replicas.vault, openers, { random: windowRandom, argon2id, parameters });
  }

  async #foundDemo(): Promise<void> {
    await this.found({ passphrase: null });
    const { fillDemo } = await import('./demo/fill-demo.ts');
    const { demoCsv } = await import('./demo/demo-csv.ts');
    if (this.journal) fillDemo(this.journal.journal, demoCsv, { seed: demoSeed, today: windowClock.today() });
  }

  #open(replicas: Replicas, keyring: Keyring, openedBy: SlotKind): void {
    const opening = new Opening(replicas, keyring, this.#host);
    opening.whenClosed(keepReminders(this.#host, opening.store.journal));
    opening.whenClosed(this.damage.follow(opening));
    this.saving.watchJournal(opening.sealed);
    this.#keys = new KeyChanges({
      ...{ vault: replicas.vault, keyring, openedBy, random: windowRandom, argon2id },
      secret: this.#host.secret,
      parameters: parametersHere,
      settled: () => replicas.host.settled(),
      shelf: opening.store.shelf,
      today: () => windowClock.today(),
    });
    this.#autoLock = AutoLock.start(opening.store.journal, this.#host, this.info, () => void this.lock());
    this.#opening = opening;
    const { vault } = replicas;
    this.sync?.opened({
      ...{ vault, keyring, doc: opening.store.journal.doc },
      snapshot: () => opening.sealed.snapshot(),
      settled: () => this.#settled(),
    });
    this.lostHere = null;
    this.phase = 'open';
  }

  /** Seals what is left and forgets all that was open. */
  #forget(): void {
    // What stands in a field is written when the field is left.
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
    this.sync?.closed();
    this.#autoLock?.dispose();
    this.#keys?.close();
    this.#opening?.close();
    this.#autoLock = this.#keys = this.#opening = null;
  }

  #tidySecret(): void {
    this.#keys?.tidySecret().catch((error: unknown) => {
      // It opens nothing; the next opening tries to throw it away again.
      if (!hasCode(error)) throw error;
    });
  }

  #listen(): readonly Dispose[] {
    return [
      this.damage.listen(),
      this.backups.handed.listen(),
      this.#host.on('app.flush', ({ flush }) => void this.#flush(flush)),
      this.#host.on('app.lock', () => void this.lock()),
      this.#host.on('app.capture', () => (this.captureRequests += 1)),
      this.#host.on('app.remind', () => (this.remindRequests += 1)),
    ];
  }

  async #listenToSync(): Promise<Sync> {
    const parameters = parametersHere;
    const sync = new Sync({
      host: () => this.#host,
      backUp: () => this.backups.make(),
      adopt: async (seed, way) => {
        const replicas = this.#ready();
        const keyring = plantSeed(replicas.vault, seed, windowRandom);
        const openedBy = await addWayIn(replicas.vault, keyring, way, { host: this.#host, parameters });
        await replicas.host.settled();
        this.#open(replicas, keyring, openedBy);
      },
      replace: async (seed, peer, own) => {
        const opensHere = this.#keys?.opensHere ?? false;
        try {
          await replaceByTheirs(this.#host, { seed, peer: peer.keys, own, opensHere }, () => this.#letGo());
        } catch (error) {
          // What was let go cannot be shown again without beginning anew.
          if (this.phase === 'starting') this.#fail(error);
          throw error;
        }
      },
      widen: (keyring) => this.#widen(keyring),
      showDevices: () => (location.hash = '#/devices'),
      restart: () => beginAnewHere(this.#host),
    });
    await sync.listen();
    return sync;
  }

  /** Two vaults have become one: whatever opens either of them opens both from now on. */
  async #widen(keyring: Keyring): Promise<void> {
    const replicas = this.#ready();
    const keys = this.#keys;
    if (!keys) return;
    linkRoots(replicas.vault, keyring.roots, windowRandom);
    await this.#settled();
    const openedBy = keys.opensHere ? 'secret' : keys.openedBy;
    this.#forget();
    this.#open(replicas, keyring, openedBy);
  }

  async #settled(): Promise<void> {
    this.#opening?.seal();
    await this.#ready().host.settled();
  }

  async #flush(flush: string): Promise<void> {
    let failed: string | null = null;
    try {
      if (this.#replicas) await this.#settled();
    } catch (error) {
      failed = asCoded(error).code;
    }
    // A host that is on its way out may be gone before it answers.
    await this.#host.app.flushed({ flush, failed }).catch((error: unknown) => {
      if (!hasCode(error)) throw error;
    });
  }

  get #host(): ConnectedHost {
    if (!this.#connected) throw coded('host/unavailable');
    return this.#connected;
  }

  #ready(): Replicas {
    if (!this.#replicas) throw coded('bug', { what: 'replicas' });
    return this.#replicas;
  }

  #fail(error: unknown): void {
    this.trouble = asCoded(error);
    this.phase = 'trouble';
  }
}

/** What a passphrase is wrapped with on this machine. */
async function parametersHere(): Promise<Argon2Parameters> {
  await checkArgon2id(argon2id);
  return calibrate(argon2id, windowClock, windowRandom);
}

/** Starts a session; it shows `starting` until it knows more. */
export function createSession(connect: () => Promise<ConnectedHost>): Session {
  const session = new Session();
  void session.start(connect);
  return session;
}
