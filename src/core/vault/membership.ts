/**
 * Which devices belong to an open journal, and under which epoch it is sealed. One for each opening on a device that has
 * keys of its own; without it a journal seals under the newest epoch that it can open.
 *
 * Laws:
 * - sealed is under an epoch that was made by a member and given to no removed device: among those the one of the highest
 *   generation, then of the smallest id, so that all devices choose alike; where there is none, a new one is made;
 * - an epoch's key is wrapped for every member, every passphrase and every set of words that remains;
 * - a statement that counted and vanished, or was overwritten by something that does not count, is put back;
 * - nothing is written while a transaction is observed.
 */
import { type Bytes, Disposables, Emitter, equalBytes, invariant, type Random } from '#core/base';
import type * as Y from 'yjs';
import {
  type DeviceAuthor,
  deviceIdOf,
  type DeviceKeys,
  type DeviceList,
  DeviceReader,
  type EpochStatement,
  removeDevice,
  stateEpoch,
  vouchFor,
} from './devices.ts';
import { boxOfDevice, createEpoch, isWrapped, learnEpochs, type Recipient, recipientOf, wrapEpoch } from './epochs.ts';
import type { EpochKey, EpochProof, Keyring } from './keyring.ts';
import { isRetired } from './retired.ts';
import { headerOf, readSlots } from './vault-document.ts';

export interface MembershipPorts {
  readonly vault: Y.Doc;
  readonly keyring: Keyring;
  readonly author: DeviceAuthor;
  /** The secret half of the author's box key, 32 bytes; the keyring keeps it. */
  readonly boxSeed: Bytes;
  /** Devices that let this one in. */
  readonly anchors: readonly string[];
  readonly random: Random;
  /** Called after a new epoch was made here: the moment for a snapshot under it. */
  readonly onRotated: () => void;
}

export class Membership {
  /** This device. */
  readonly device: string;
  readonly #ports: MembershipPorts;
  readonly #reader = new DeviceReader();
  readonly #changed = new Emitter<undefined>();
  readonly #disposables = new Disposables();
  #list: DeviceList;
  #stirred = true;
  #rotated = false;

  private constructor(ports: MembershipPorts) {
    this.#ports = ports;
    this.device = deviceIdOf(ports.author);
    this.#list = this.#read();
  }

  /** Puts this device's box on the keyring and keeps watch; end it before the keyring is closed. */
  static attach(ports: MembershipPorts): Membership {
    const membership = new Membership(ports);
    const { vault, keyring, boxSeed } = ports;
    keyring.addBox(boxOfDevice(membership.device, boxSeed));
    const header = headerOf(vault);
    const onHeader = () => (membership.#stirred = true);
    const onSettled = () => membership.#settle();
    header.observe(onHeader);
    vault.on('afterAllTransactions', onSettled);
    membership.#disposables.add(() => header.unobserve(onHeader));
    membership.#disposables.add(() => vault.off('afterAllTransactions', onSettled));
    membership.#settle();
    return membership;
  }

  get list(): DeviceList {
    return this.#list;
  }

  /** Hears when devices or epochs have changed. */
  onChange(listener: () => void): () => void {
    return this.#changed.on(listener);
  }

  /** Proofs for the host, that of the current epoch first. */
  get proofs(): readonly EpochProof[] {
    return this.#ports.keyring.membership();
  }

  /** Lets a device in, or gives a member another note. `note` is opaque here. */
  vouch(device: DeviceKeys, note: Bytes): void {
    vouchFor(this.#ports.vault, device, note, this.#ports.author);
  }

  /**
   * Takes a device out for good and seals under a key that it does not get, in one transaction. What the device has read already stays readable to it. Throws `bug` for this device itself.
   */
  remove(device: DeviceKeys): void {
    invariant(deviceIdOf(device) !== this.device, 'a device does not remove itself');
    const { vault, author } = this.#ports;
    vault.transact(() => {
      removeDevice(vault, device, author);
      this.#list = this.#read();
      this.#chooseEpoch();
    }, this);
    this.#tellRotated();
  }

  close(): void {
    this.#disposables.dispose();
  }

  #settle(): void {
    if (!this.#stirred) return;
    this.#stirred = false;
    const { vault, keyring } = this.#ports;
    const before = this.#list;
    this.#list = this.#read();
    learnEpochs(vault, keyring);
    vault.transact(() => {
      this.#putBack(before);
      this.#vouchForAnchors();
      this.#chooseEpoch();
      for (const epoch of keyring.epochs) this.#wrapForAll(epoch);
    }, this);
    this.#tellRotated();
    this.#changed.emit(undefined);
  }

  #read(): DeviceList {
    return this.#reader.read(headerOf(this.#ports.vault), [...this.#ports.anchors, this.device]);
  }

  /** What counted once counts for ever, unless its author has said it anew. */
  #putBack(before: DeviceList): void {
    const header = headerOf(this.#ports.vault);
    const lost = [...before.statements].filter(([key]) => !this.#list.statements.has(key));
    for (const [key, bytes] of lost) header.set(key, bytes);
    if (lost.length > 0) this.#list = this.#read();
  }

  /** Whom this device lets in later trusts it alone, and comes by its word to those who let this one in. */
  #vouchForAnchors(): void {
    // Nobody's word counts whose keys the list does not have; said again and again, it would never end.
    if (!this.#list.members.has(this.device)) return;
    for (const anchor of this.#ports.anchors) {
      const known = this.#list.members.get(anchor);
      if (known && !this.#list.statements.has(`device/${anchor}/${this.device}`)) this.vouch(known, known.note);
    }
    this.#list = this.#read();
  }

  #chooseEpoch(): void {
    const { keyring } = this.#ports;
    if (this.#list.removed.size === 0) {
      keyring.sealUnder(null);
      return;
    }
    const fit = this.#list.epochs.filter((epoch) => this.#isFit(epoch)).sort(newestFirst);
    const known = fit.find(({ epoch }) => keyring.knows(epoch));
    if (known) keyring.sealUnder(known.epoch);
    else if (this.#list.members.has(this.device)) this.#rotate();
  }

  /** Given to nobody who is removed, and not made by one either, who would know it. */
  #isFit({ by, without }: EpochStatement): boolean {
    return this.#list.members.has(by) && [...this.#list.removed].every((device) => without.has(device));
  }

  #tellRotated(): void {
    if (!this.#rotated) return;
    this.#rotated = false;
    this.#ports.onRotated();
  }

  #rotate(): void {
    const { vault, keyring, author, random } = this.#ports;
    const generation = 1 + Math.max(0, ...this.#list.epochs.map((epoch) => epoch.generation));
    const epoch = createEpoch(keyring.primary, generation, random);
    stateEpoch(vault, epoch, this.#list.removed, author);
    keyring.learn(epoch);
    keyring.sealUnder(epoch.id);
    this.#list = this.#read();
    this.#rotated = true;
    this.#wrapForAll(epoch);
  }

  #wrapForAll(epoch: EpochKey): void {
    const { vault, keyring, random } = this.#ports;
    for (const recipient of this.#recipients(epoch)) {
      if (!isWrapped(vault, epoch.id, recipient.name)) wrapEpoch(vault, epoch, recipient, keyring, random);
    }
  }

  #recipients({ id, vaultId }: EpochKey): readonly Recipient[] {
    const { vault, keyring } = this.#ports;
    const statement = this.#list.epochs.find(({ epoch }) => epoch === id);
    // An epoch that nobody here vouches for is not passed on.
    if (!statement) return [];
    const devices = [...this.#list.members.values()].filter(({ device }) => !statement.without.has(device));
    const root = keyring.rootOf(vaultId);
    const slots = readSlots(vault).slots.filter((slot) => {
      const mayOpen = slot.kind !== 'secret' || keyring.boxes.has(`slot/${slot.id}`);
      return mayOpen && root && equalBytes(slot.vaultId, vaultId) && !isRetired(vault, root, slot.id);
    });
    return [...devices, ...slots].map((each) => recipientOf(each));
  }
}

function newestFirst(a: EpochStatement, b: EpochStatement): number {
  return b.generation - a.generation || (a.epoch < b.epoch ? -1 : 1);
}
