/**
 * The ways into the open journal, and how they change. Whatever is told as done is on the host's disk. A crash at any
 * step leaves the old way in or the new one: the vault changes in one transaction, a secret is stored before its slot
 * is made, and is thrown away only after its slot's end is on the disk.
 */
import {
  asCoded,
  type Bytes,
  type CalendarDate,
  coded,
  equalBytes,
  hasCode,
  invariant,
  isCalendarDate,
  type Random,
  wipe,
} from '#core/base';
import {
  type AccessChange,
  type Argon2id,
  type Argon2Parameters,
  changeAccess,
  compareWithSheet,
  createRecoveryPhrase,
  type Keyring,
  type Opener,
  openVault,
  readRecoveryPhrase,
  type RecoveryPhrase,
  type SlotKind,
  slotsOpenedBy,
  waysIn,
} from '#core/vault';
import type * as Y from 'yjs';
import type { DraftShelf } from '../drafts.ts';
import type { KeyChange, KeysView, Proof } from '../session-view.ts';

const secretBytes = 32;
const triedName = 'words-tried-on';

export interface KeyPorts {
  readonly vault: Y.Doc;
  readonly keyring: Keyring;
  readonly random: Random;
  /** How the journal was opened. */
  readonly openedBy: SlotKind;
  /** The host's place for this computer's secret. */
  readonly secret: {
    read(): Promise<Bytes | null>;
    write(argument: { secret: Bytes }): Promise<void>;
    clear(): Promise<void>;
  };
  readonly argon2id: Argon2id;
  /** What a new passphrase is wrapped with on this machine; throws `vault/crypto-self-test`. */
  parameters(): Promise<Argon2Parameters>;
  /** Resolves when everything is on the host's disk. */
  settled(): Promise<void>;
  readonly shelf: DraftShelf;
  today(): CalendarDate;
}

export class KeyChanges implements KeysView {
  readonly #ports: KeyPorts;
  #openedBy: SlotKind = $state('passphrase');
  #opensHere = $state(false);
  /** Counts changes of the vault's header, from wherever they come. */
  #version = $state(0);
  #triedOn: CalendarDate | null = $state.raw(null);
  #proven = false;
  #phrase: RecoveryPhrase | null = null;
  readonly #follow = () => (this.#version += 1);

  constructor(ports: KeyPorts) {
    this.#ports = ports;
    this.#openedBy = ports.openedBy;
    this.#opensHere = ports.openedBy === 'secret';
    ports.vault.getMap('header').observe(this.#follow);
    const tried = ports.shelf.read(triedName);
    this.#triedOn = isCalendarDate(tried) ? tried : null;
  }

  get openedBy(): SlotKind {
    return this.#openedBy;
  }

  get opensHere(): boolean {
    return this.#opensHere;
  }

  get hasPassphrase(): boolean {
    void this.#version;
    return waysIn(this.#ports.vault).has('passphrase');
  }

  get wordsTriedOn(): CalendarDate | null {
    return this.#triedOn;
  }

  /** Where the journal opens by itself, or was just opened with the words, asking again would protect nothing. */
  get needsProof(): boolean {
    return this.#openedBy === 'passphrase' && !this.#opensHere;
  }

  /** Throws `vault/wrong-passphrase`, `vault/wrong-words`, `vault/words-misspelt`. */
  async prove(proof: Proof): Promise<void> {
    const { vault, keyring, argon2id } = this.#ports;
    const opened = await openVault(vault, openerOf(proof), argon2id);
    const same = opened.roots.some(({ master }) => keyring.roots.some((root) => equalBytes(root.master, master)));
    opened.close();
    // It opens another journal that lies in the same vault, and not this one.
    if (!same) throw coded('words' in proof ? 'vault/wrong-words' : 'vault/wrong-passphrase');
    this.#proven = true;
  }

  async setPassphrase(passphrase: string): Promise<KeyChange> {
    const add: Opener = { kind: 'passphrase', passphrase };
    const parameters = await this.#ports.parameters();
    const removes = await this.#ownSlots();
    const change = await this.#change({ add, replaces: 'passphrase', removes }, parameters);
    return this.#askedAgain(change);
  }

  async askForPassphrase(): Promise<KeyChange> {
    invariant(this.hasPassphrase, 'there is a passphrase to ask for');
    const change = await this.#change({ add: null, replaces: null, removes: await this.#ownSlots() });
    return this.#askedAgain(change);
  }

  async openHere(): Promise<KeyChange> {
    const secret = this.#ports.random(secretBytes);
    await this.#ports.secret.write({ secret });
    const change = await this.#change({ add: { kind: 'secret', secret }, replaces: null });
    wipe(secret);
    this.#opensHere = true;
    return change;
  }

  drawWords(): readonly string[] {
    this.#phrase ??= createRecoveryPhrase(this.#ports.random);
    return this.#phrase.words;
  }

  checkWords(picks: ReadonlyMap<number, string>): boolean {
    const words = this.#phrase?.words ?? [];
    return [...picks].every(([position, word]) => words[position] === word.trim().toLowerCase());
  }

  dropWords(): void {
    wipe(this.#phrase?.entropy);
    this.#phrase = null;
  }

  async useNewWords(): Promise<KeyChange> {
    const entropy = this.#phrase?.entropy;
    invariant(entropy, 'there are new words');
    const change = await this.#change({ add: { kind: 'recovery', entropy }, replaces: 'recovery' });
    this.dropWords();
    this.noteTried();
    return change;
  }

  compareWords(picks: ReadonlyMap<number, string>): ReadonlySet<number> | null {
    const differing = compareWithSheet(this.#ports.vault, this.#ports.keyring, picks);
    if (differing?.size === 0) this.noteTried();
    return differing;
  }

  async tryAllWords(text: string): Promise<void> {
    const { vault, argon2id } = this.#ports;
    const entropy = readRecoveryPhrase(text);
    const opened = await slotsOpenedBy(vault, { kind: 'recovery', entropy }, argon2id);
    wipe(entropy);
    if (opened.length === 0) throw coded('vault/wrong-words');
    this.noteTried();
  }

  /** The sheet has been looked at today. */
  noteTried(): void {
    this.#triedOn = this.#ports.today();
    this.#ports.shelf.write(triedName, this.#triedOn);
  }

  /** Throws away a stored secret that opens nothing: what a crash between two steps has left. */
  async tidySecret(): Promise<void> {
    if (this.#opensHere) return;
    const secret = await this.#storedSecret();
    if (secret && (await this.#slotsOf(secret)).length === 0) await this.#ports.secret.clear();
  }

  close(): void {
    this.#ports.vault.getMap('header').unobserve(this.#follow);
    this.dropWords();
  }

  async #change(change: AccessChange, parameters?: Argon2Parameters): Promise<KeyChange> {
    invariant(this.#proven || !this.needsProof, 'who changes the keys has shown to be who may');
    const { vault, keyring, random, argon2id } = this.#ports;
    await changeAccess(vault, keyring, change, { random, argon2id, ...(parameters && { parameters }) });
    this.#proven = false;
    return this.#settle();
  }

  async #settle(): Promise<KeyChange> {
    try {
      await this.#ports.settled();
      return { saved: true, code: null };
    } catch (error) {
      return { saved: false, code: asCoded(error).code };
    }
  }

  /** The secret goes last, and only when its slot's end is certain. */
  async #askedAgain(change: KeyChange): Promise<KeyChange> {
    this.#openedBy = 'passphrase';
    this.#opensHere = false;
    if (change.saved) await this.#ports.secret.clear();
    return change;
  }

  async #ownSlots(): Promise<readonly string[]> {
    const secret = await this.#storedSecret();
    return secret ? this.#slotsOf(secret) : [];
  }

  async #slotsOf(secret: Bytes): Promise<readonly string[]> {
    const slots = await slotsOpenedBy(this.#ports.vault, { kind: 'secret', secret }, this.#ports.argon2id);
    wipe(secret);
    return slots;
  }

  /** Null also when the host has one that cannot be used any more. */
  async #storedSecret(): Promise<Bytes | null> {
    try {
      return await this.#ports.secret.read();
    } catch (error) {
      if (hasCode(error, 'storage/secret-lost') || hasCode(error, 'storage/secret-exposed')) return null;
      throw error;
    }
  }
}

export function openerOf(by: Proof): Opener {
  return 'words' in by
    ? { kind: 'recovery', entropy: readRecoveryPhrase(by.words) }
    : { kind: 'passphrase', passphrase: by.passphrase };
}
