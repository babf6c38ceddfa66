/** A window with a journal, or none yet, on a real host: what the session does for sync, without a page around it. */
import { Journal } from '#core/journal';
import { coded } from '#core/base';
import {
  authorOf,
  type DeviceKeys,
  foundVault,
  type Keyring,
  linkRoots,
  openDeviceSecret,
  openVault,
  plantSeed,
  SealedJournal,
  vouchFor,
} from '#core/vault';
import { createDispatch, createHostApi } from '#core/contract';
import * as Y from 'yjs';
import { onTestFinished } from 'vitest';
import {
  nodeClock,
  nodeRandom,
  nodeScheduler,
  type ServiceOptions,
  type SyncWays,
} from '../../../../src/main/services/index.ts';
import type { LanNetwork } from '../../../../src/main/transports/lan/index.ts';
import { type ConnectedHost, receiveUpdate } from '../../../../src/renderer/host/index.ts';
import { replaceVault } from '../../../../src/renderer/state/backups/session-backups.ts';
import { replaceByTheirs } from '../../../../src/renderer/state/sync/joining.ts';
import { Sync } from '../../../../src/renderer/state/sync/sync.svelte.ts';
import { HostCopy } from '../../../../src/renderer/storage/host-copy.ts';
import { quickArgon2id } from '../../../core/vault/quick-argon2.ts';
import { openTestServices } from '../../../main/services/open-services.ts';
import { lanOn } from '../../../main/transports/network.ts';

const ports = { clock: nodeClock, random: nodeRandom, scheduler: nodeScheduler };

interface Open {
  readonly keyring: Keyring;
  readonly sealed: SealedJournal;
  readonly journal: Journal;
}

export class TestWindow {
  readonly host: ConnectedHost;
  readonly sync: Sync;
  /** How often it was told to begin anew. */
  restarts = 0;
  shown = 0;
  vault = new Y.Doc();
  #copy: HostCopy | null = null;
  #open: Open | null = null;

  private constructor(host: ConnectedHost) {
    this.host = host;
    this.sync = new Sync({
      host: () => this.host,
      backUp: () => this.host.backups.make(),
      adopt: async (seed) => {
        const keyring = plantSeed(this.vault, seed, nodeRandom);
        await this.#settled();
        this.#use(keyring);
      },
      replace: (seed, peer, own) =>
        replaceByTheirs(this.host, { seed, peer: peer.keys, own, opensHere: false }, async () => this.close()),
      widen: async (keyring) => {
        linkRoots(this.vault, keyring.roots, nodeRandom);
        await this.#settled();
        this.#leave();
        this.#use(keyring);
      },
      showDevices: () => (this.shown += 1),
      restart: async () => void (this.restarts += 1),
    });
  }

  /** A window on a host of its own; `passphrase` founds a journal. */
  static async open(
    ways: SyncWays | LanNetwork,
    passphrase?: string,
    options: Partial<ServiceOptions> = {},
  ): Promise<TestWindow> {
    const { services } = await openTestServices({
      ways: 'announcePort' in ways ? { lan: async () => lanOn(ways) } : ways,
      clock: nodeClock,
      scheduler: nodeScheduler,
      ...options,
    });
    const listeners = new Map<string, Set<(event: unknown) => void>>();
    services.onEvent((name, event) => listeners.get(name)?.forEach((listener) => listener(event)));
    const api = createHostApi({
      invoke: createDispatch(services.handlers),
      subscribe: (name, listener) => {
        const all = listeners.get(name) ?? new Set();
        listeners.set(name, all.add(listener));
        return () => void all.delete(listener);
      },
    });
    const host = {
      ...api,
      status: 'connected' as const,
      onStatus: () => () => undefined,
      restart: async () => undefined,
    };
    const window = new TestWindow(host);
    onTestFinished(() => window.close());
    await window.#load();
    await window.sync.listen();
    if (passphrase !== undefined) await window.found(passphrase);
    return window;
  }

  async found(passphrase: string): Promise<void> {
    const access = { random: nodeRandom, argon2id: quickArgon2id };
    const recovery = { kind: 'recovery' as const, entropy: nodeRandom(32) };
    this.#use(await foundVault(this.vault, [{ kind: 'passphrase', passphrase }, recovery], access));
    await this.#settled();
  }

  /** As after a lock, or when the window has begun anew. */
  async unlock(passphrase: string): Promise<void> {
    await this.#settled();
    this.close();
    this.vault = new Y.Doc();
    await this.#load();
    this.#use(await openVault(this.vault, { kind: 'passphrase', passphrase }, quickArgon2id));
  }

  get journal(): Journal {
    if (!this.#open) throw coded('vault/locked');
    return this.#open.journal;
  }

  get master(): Uint8Array {
    return (this.#open as Open).keyring.primary.master;
  }

  get isOpen(): boolean {
    return this.#open !== null;
  }

  /** To whom the journal's attempts went, sorted. */
  get asked(): readonly string[] {
    return this.journal
      .attempts()
      .map(({ toWhom }) => toWhom)
      .sort();
  }

  async log(toWhom: string): Promise<string> {
    const id = this.journal.addAttempt({ toWhom, what: 'A story' });
    await this.#settled();
    return id;
  }

  /** Puts the newest backup in place of the vault; the window has to unlock again. */
  async restoreNewest(): Promise<void> {
    const [newest] = (await this.host.backups.status()).backups;
    const update = await receiveUpdate(this.host, await this.host.backups.read({ name: newest?.name ?? '' }));
    this.close();
    await replaceVault(this.host, update);
  }

  /** Lets another device in, as this one. */
  async vouch(other: DeviceKeys): Promise<void> {
    const sealed = (await this.host.sync.readDevice()) ?? new Uint8Array();
    const own = authorOf(openDeviceSecret(sealed, (this.#open as Open).keyring));
    vouchFor(this.vault, other, new Uint8Array(), own);
  }

  async ownId(): Promise<string> {
    return (await this.host.sync.state()).device ?? '';
  }

  /** As if every byte of that vault had come into its hands. */
  async take(vault: Y.Doc): Promise<void> {
    Y.applyUpdate(this.vault, Y.encodeStateAsUpdate(vault), 'carried over');
    await this.#settled();
  }

  get unreadable(): number {
    const { junk, newer, refused, 'no-key': noKey } = (this.#open as Open).sealed.unreadable();
    return junk + newer + refused + noKey;
  }

  close(): void {
    this.#leave();
    this.#copy?.close();
    this.#copy = null;
  }

  async #load(): Promise<void> {
    this.#copy = await HostCopy.open(this.host, this.vault, nodeScheduler);
  }

  async #settled(): Promise<void> {
    this.#open?.sealed.seal();
    await this.#copy?.settled();
  }

  #use(keyring: Keyring): void {
    const doc = new Y.Doc();
    const sealed = SealedJournal.open(this.vault, doc, keyring, ports);
    this.#open = { keyring, sealed, journal: Journal.open(doc, ports) };
    this.sync.opened({
      vault: this.vault,
      keyring,
      doc,
      snapshot: () => sealed.snapshot(),
      settled: () => this.#settled(),
    });
  }

  #leave(): void {
    if (!this.#open) return;
    this.sync.closed();
    this.#open.sealed.close();
    this.#open.journal.dispose();
    this.#open = null;
  }
}
