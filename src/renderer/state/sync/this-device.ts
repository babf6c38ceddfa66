/**
 * This device as one of an open vault: its secret, kept sealed by the host; its place among the members; and the proofs
 * that the host is handed so that sync goes on while the journal is locked. A journal that has never been synced has none
 * of it.
 */
import { type Dispose, Disposables, Emitter, hasCode, type Random } from '#core/base';
import type { HostApi } from '#core/contract';
import {
  authorOf,
  createDeviceSecret,
  type DeviceAuthor,
  type DeviceKeys,
  deviceIdOf,
  type DeviceList,
  type DeviceSecret,
  type EpochProof,
  type Keyring,
  Membership,
  openDeviceSecret,
  sealDeviceSecret,
  vouchFor,
} from '#core/vault';
import type * as Y from 'yjs';

const mostAnchors = 30;
/** Names are in the journal, where they are sealed. */
export const noNote = new Uint8Array();

type Admission = Parameters<HostApi['sync']['admit']>[0];

export interface ThisDevicePorts {
  readonly sync: Pick<HostApi['sync'], 'state' | 'readDevice' | 'keepDevice' | 'admit'>;
  readonly vault: Y.Doc;
  readonly keyring: Keyring;
  readonly random: Random;
  /** Resolves when the vault is on the host's disk. */
  settled(): Promise<void>;
  /** A new key seals from now on: what there is is to be sealed under it. */
  rotated(): void;
  /** A change of keys could not be handed over; sync goes on with the old ones. */
  fault(error: unknown): void;
}

interface Own {
  readonly secret: DeviceSecret;
  readonly author: DeviceAuthor & { readonly device: string };
  readonly membership: Membership;
}

export class ThisDevice {
  readonly #ports: ThisDevicePorts;
  readonly #changed = new Emitter<undefined>();
  #ending = new Disposables();
  #own: Own | null = null;
  #turn: Promise<unknown> = Promise.resolve();
  #closed = false;
  /** What the host was handed last. */
  #admitted = '';

  constructor(ports: ThisDevicePorts) {
    this.#ports = ports;
  }

  /** Its id; null before it has ever synced or paired. */
  get id(): string | null {
    return this.#own?.author.device ?? null;
  }

  /** Null before it has ever synced or paired. */
  get list(): DeviceList | null {
    return this.#own?.membership.list ?? null;
  }

  get wasRemoved(): boolean {
    return this.id !== null && this.list?.removed.has(this.id) === true;
  }

  onChange(listener: () => void): Dispose {
    return this.#changed.on(listener);
  }

  /**
   * At unlocking: reads what the host keeps. A device is made up only where a way is on; where none is, a journal that is
   * never synced stays without. Throws `vault/newer-version`, `storage/...`, `host/...`.
   */
  begin(): Promise<void> {
    return this.#inTurn(async () => {
      await this.#load();
      const { ways } = await this.#ports.sync.state();
      if (!this.#own && ways.some(({ on }) => on)) await this.#become(createDeviceSecret(this.#ports.random));
    });
  }

  /** Makes this device one of the vault's, if it is none yet or none any more. */
  ensure(): Promise<DeviceSecret> {
    return this.#inTurn(async () => {
      await this.#load();
      const before = this.#own?.secret;
      if (before && !this.wasRemoved) return before;
      // Whoever was removed comes back with new keys: a removal holds for ever.
      const fresh = { ...createDeviceSecret(this.#ports.random), anchors: before?.anchors ?? [] };
      await this.#become(fresh);
      return fresh;
    });
  }

  /** Resolves when both devices belong to the vault, on this host's disk, and the host has been told. */
  welcome(peer: DeviceKeys, own: DeviceSecret): Promise<void> {
    return this.#inTurn(() => this.#become(withAnchor(own, deviceIdOf(peer)), peer));
  }

  /** It is refused from now on, and what is written from now on is sealed under a key that it does not get. */
  remove(device: string): Promise<void> {
    return this.#inTurn(async () => {
      await this.#load();
      const known = this.list?.members.get(device);
      if (!known || device === this.id) return;
      this.#own?.membership.remove(known);
      await this.#ports.settled();
    });
  }

  close(): void {
    this.#closed = true;
    this.#leave();
  }

  /** Once: what the host keeps of this device. */
  async #load(): Promise<void> {
    if (this.#own || this.#closed) return;
    const sealed = await this.#ports.sync.readDevice();
    const kept = sealed && openOrNull(sealed, this.#ports.keyring);
    if (kept) await this.#be(kept);
  }

  /** Kept before it is told of: a device that is in the vault and on no disk could never be this one again. */
  async #become(secret: DeviceSecret, peer?: DeviceKeys): Promise<void> {
    const { sync, keyring, random } = this.#ports;
    await sync.keepDevice({ sealed: sealDeviceSecret(secret, keyring, random) });
    await this.#be(secret, peer);
  }

  async #be(secret: DeviceSecret, peer?: DeviceKeys): Promise<void> {
    if (this.#closed) return;
    this.#leave();
    const { vault } = this.#ports;
    const author = authorOf(secret);
    // What a device says counts once its own statement has brought its keys.
    if (!isStated(vault, author.device)) vouchFor(vault, author, noNote, author);
    this.#own = this.#attach(secret, author);
    if (peer) this.#own.membership.vouch(peer, noNote);
    await this.#ports.settled();
    await this.#admit();
    this.#changed.emit(undefined);
  }

  #attach(secret: DeviceSecret, author: Own['author']): Own {
    const { vault, keyring, random } = this.#ports;
    const membership = Membership.attach({
      ...{ vault, keyring, random, author, boxSeed: secret.boxSeed.slice(), anchors: secret.anchors },
      onRotated: () => this.#ports.rotated(),
    });
    this.#ending = new Disposables();
    this.#ending.add(() => membership.close());
    this.#ending.add(
      membership.onChange(() => {
        this.#changed.emit(undefined);
        this.#admitAgain();
      }),
    );
    return { secret, author, membership };
  }

  #leave(): void {
    this.#ending.dispose();
    this.#own = null;
  }

  async #admit(): Promise<void> {
    if (!this.#own || this.#closed) return;
    const admission = admissionOf(this.#own.secret, this.#own.membership.proofs);
    this.#admitted = fingerprintOf(admission);
    await this.#ports.sync.admit(admission);
  }

  /** The keys that prove membership may have changed with the vault. */
  #admitAgain(): void {
    if (!this.#own || this.#admitted === '') return;
    if (fingerprintOf(admissionOf(this.#own.secret, this.#own.membership.proofs)) === this.#admitted) return;
    this.#inTurn(() => this.#admit()).catch((error: unknown) => this.#ports.fault(error));
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const done = this.#turn.then(work);
    this.#turn = done.catch(() => undefined);
    return done;
  }
}

function isStated(vault: Y.Doc, device: string): boolean {
  return vault.getMap('header').has(`device/${device}/${device}`);
}

/** Who lets it in last is remembered longest. */
export function withAnchor(secret: DeviceSecret, device: string): DeviceSecret {
  return { ...secret, anchors: [...secret.anchors.filter((each) => each !== device), device].slice(-mostAnchors) };
}

/** What the window hands to its host so that it can prove this device, and that it belongs. */
export function admissionOf(secret: DeviceSecret, proofs: readonly EpochProof[]): Admission {
  const { device } = authorOf(secret);
  return {
    ...{ device, networkSeed: secret.networkSeed, anchors: [device, ...secret.anchors], introduced: [] },
    membership: proofs.map(({ epoch, key }) => ({ epoch, key })),
  };
}

function fingerprintOf({ device, anchors, membership }: Admission): string {
  return JSON.stringify([device, anchors, membership.map(({ epoch }) => epoch)]);
}

/** A secret of another vault, or one that was damaged, is none: this device comes with new keys then. */
function openOrNull(sealed: Uint8Array, keyring: Keyring): DeviceSecret | null {
  try {
    return openDeviceSecret(sealed, keyring);
  } catch (error) {
    if (hasCode(error, 'vault/damaged')) return null;
    throw error;
  }
}
