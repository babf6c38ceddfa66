/** Sync as the window sees it: the devices of the open journal, the ways between them, and the one pairing under way. */
import { asCoded, coded, Disposables, invariant, hasCode, type NailwallError } from '#core/base';
import type { SyncState } from '#core/contract';
import {
  authorOf,
  createDeviceSecret,
  createPairingWords,
  decodePairingFile,
  type DeviceSecret,
  type Keyring,
  readPairingWords,
  seedOf,
  type VaultSeed,
  widened,
  withLinkedRoots,
} from '#core/vault';
import type * as Y from 'yjs';
import type { ConnectedHost } from '../../host/index.ts';
import type { DeviceRow, Everywhere, PairingStart, PairingView, SyncView, WayIn } from '../sync-view.ts';
import { windowClock, windowRandom, windowScheduler } from '../window-ports.ts';
import { DeviceNames } from './device-names.ts';
import { everywhereOf } from './everywhere.ts';
import { lanAddresses } from './lan-addresses.ts';
import type { PairingPorts, PairingSelf, Peer } from './pairing/pairing-ports.ts';
import type { Pairing } from './pairing/pairing.svelte.ts';
import { ThisDevice } from './this-device.ts';

/** From the root of a disk or a server on. */
const wholePath = /^(\/|[a-z]:[\\/]|\\\\)/i;
/** The journal is usable first, ms. */
const beginAfterMs = 300;

/** An open journal, as far as sync needs it. */
export interface OpenVault {
  readonly vault: Y.Doc;
  readonly keyring: Keyring;
  /** The journal's document. */
  readonly doc: Y.Doc;
  /** Seals the whole journal anew, under the key of now. */
  snapshot(): void;
  /** Resolves when everything is sealed and on the host's disk. */
  settled(): Promise<void>;
}

export interface SyncPorts {
  host(): ConnectedHost;
  backUp(): Promise<void>;
  /** Opens a journal that came from another device, where there was none; answers once it is open. */
  adopt(seed: VaultSeed, way: WayIn): Promise<void>;
  /** Puts it in the place of the journal that is here; the window begins anew after `restart`. */
  replace(seed: VaultSeed, peer: Peer, own: DeviceSecret): Promise<void>;
  /** Opens the same journal with another keyring, which holds what the present one does and another vault's root. */
  widen(keyring: Keyring): Promise<void>;
  /** Shows the devices. */
  showDevices(): void;
  restart(): Promise<void>;
}

export class Sync implements SyncView {
  readonly #ports: SyncPorts;
  state: SyncState | null = $state.raw(null);
  trouble: NailwallError | null = $state.raw(null);
  #pairing: Pairing | null = $state.raw(null);
  #own: ThisDevice | null = $state.raw(null);
  #names: DeviceNames | null = $state.raw(null);
  /** Counts changes of who belongs and of names. */
  #version = $state(0);
  #open: OpenVault | null = null;
  #ending = new Disposables();
  #wayIn: WayIn = { kind: 'same' };
  #isReplaced = false;
  /** The local network was switched on for a pairing; one that comes to nothing leaves it off again. */
  #openedLan = false;

  constructor(ports: SyncPorts) {
    this.#ports = ports;
  }

  /** Once the host can be reached. */
  async listen(): Promise<void> {
    const host = this.#ports.host();
    host.on('sync.state', (state) => (this.state = state));
    this.state = await host.sync.state();
  }

  get pairing(): PairingView | null {
    return this.#pairing;
  }

  get ownName(): string {
    void this.#version;
    const device = this.#own?.id ?? null;
    return device === null ? '' : (this.#names?.nameOf(device) ?? '');
  }

  readonly devices: readonly DeviceRow[] = $derived.by(() => {
    void this.#version;
    const device = this.#own;
    if (!device) return [];
    const own = device.id;
    const others = [...(device.list?.members.keys() ?? [])].filter((id) => id !== own).map((id) => this.#rowOf(id));
    others.sort((a, b) => a.name.localeCompare(b.name) || (a.id < b.id ? -1 : 1));
    return [{ ...this.#rowOf(own ?? ''), isThis: true }, ...others];
  });

  readonly everywhere: Everywhere = $derived.by(() =>
    everywhereOf(this.devices, this.state?.missing ?? { letters: 0, letterBytes: 0 }),
  );

  get wasRemoved(): boolean {
    void this.#version;
    return this.#own?.wasRemoved ?? false;
  }

  /** A journal is open. While a pairing is crossing, the pairing says who this device is. */
  opened(open: OpenVault): void {
    const { vault, keyring, doc } = open;
    this.#open = open;
    const own = new ThisDevice({
      ...{ vault, keyring, random: windowRandom },
      sync: this.#ports.host().sync,
      settled: () => open.settled(),
      rotated: () => open.snapshot(),
      fault: (error) => this.#fail(error),
    });
    const names = new DeviceNames(doc);
    const follow = (): void => void (this.#version += 1);
    this.#ending = new Disposables();
    this.#ending.add(own.onChange(follow));
    this.#ending.add(own.onChange(() => this.#followRoots()));
    this.#ending.add(names.observe(follow));
    this.#ending.add(() => own.close());
    [this.#own, this.#names] = [own, names];
    if (!this.#isCrossing) this.#ending.add(windowScheduler.after(beginAfterMs, () => void this.begin()));
  }

  /** Off the way to the first screen: this device takes its place among the journal's, if it has one. */
  async begin(): Promise<void> {
    try {
      await this.#own?.begin();
    } catch (error) {
      this.#fail(error);
    }
  }

  /** It is locked, or is about to be another one. */
  closed(): void {
    this.#ending.dispose();
    this.#open = this.#own = this.#names = null;
    if (!this.#isCrossing) void this.#pairing?.cancel();
  }

  async setWay(kind: 'lan' | 'internet' | 'folder', on: boolean): Promise<void> {
    await this.#sync.setWay({ kind, on });
    this.state = await this.#sync.state();
    if (on && this.#open) await this.#own?.ensure();
  }

  async setFolder(folder: string | null): Promise<void> {
    if (folder !== null && !wholePath.test(folder)) throw coded('input/invalid', { what: 'folder' });
    await this.#sync.setFolder({ folder });
    this.state = await this.#sync.state();
  }

  async setAddress(device: string, address: string | null): Promise<void> {
    await this.#sync.setAddress({ device, address });
    this.state = await this.#sync.state();
  }

  retry(): Promise<void> {
    return this.#sync.retry();
  }

  async rename(device: string, name: string): Promise<void> {
    const own = (await this.#own?.ensure()) ?? null;
    const id = device === '' && own ? authorOf(own).device : device;
    this.#names?.write(id, name, windowClock.now());
  }

  async remove(device: string): Promise<void> {
    await this.#own?.remove(device);
  }

  async showWords(options: PairingStart): Promise<void> {
    const { entropy } = createPairingWords(windowRandom);
    await this.#pair(options, (pairing, rest) => pairing.show(entropy, rest));
  }

  async typeWords(words: string | Uint8Array, address: string | null, options: PairingStart): Promise<void> {
    const read = typeof words === 'string' ? { words, addresses: [] } : decodePairingFile(words);
    const entropy = readPairingWords(read.words);
    const where = address ?? read.addresses[0] ?? null;
    await this.#pair(options, (pairing, rest) => pairing.type(entropy, { ...rest, address: where }));
  }

  forgetPairing(): void {
    const isDone = this.#pairing?.stage === 'done';
    this.#pairing = null;
    if (this.#openedLan && !isDone) void this.setWay('lan', false).catch((error: unknown) => this.#fail(error));
    this.#openedLan = false;
  }

  get #sync(): ConnectedHost['sync'] {
    return this.#ports.host().sync;
  }

  get #isCrossing(): boolean {
    return this.#pairing?.stage === 'crossing';
  }

  #fail(error: unknown): void {
    this.trouble = asCoded(error);
    if (!hasCode(error)) throw error;
  }

  #rowOf(id: string): DeviceRow {
    const live = this.state?.devices.find(({ device }) => device === id) ?? null;
    return { id, name: this.#names?.nameOf(id) ?? '', isThis: false, addedAt: this.#names?.addedAt(id) ?? 0, live };
  }

  /** Two journals have become one on another device, and what links them has come. */
  #followRoots(): void {
    const open = this.#open;
    if (!open || this.#isCrossing) return;
    const roots = withLinkedRoots(open.vault, open.keyring.roots);
    if (roots.length <= open.keyring.roots.length) return;
    // Not from within an observer: the journal is closed and opened by this.
    this.#ending.add(
      windowScheduler.after(
        0,
        () => void this.#ports.widen(widened(open.keyring, roots)).catch((error: unknown) => this.#fail(error)),
      ),
    );
  }

  async #pair(
    options: PairingStart,
    begin: (pairing: typeof Pairing, rest: { ports: PairingPorts; self: PairingSelf }) => Promise<Pairing>,
  ): Promise<void> {
    await this.#pairing?.cancel();
    this.#wayIn = options.wayIn ?? { kind: 'same' };
    await this.#openAWay();
    const self = await this.#self(options.name);
    const { Pairing } = await import('./pairing/pairing.svelte.ts');
    this.#pairing = await begin(Pairing, { ports: this.#pairingPorts(options.name), self });
  }

  /** Words lead nowhere without a way by which two devices can meet. */
  async #openAWay(): Promise<void> {
    const state = await this.#sync.state();
    if (!state.ways.some(({ kind, on }) => on && kind !== 'folder')) {
      await this.#sync.setWay({ kind: 'lan', on: true });
      this.#openedLan = true;
    }
    this.state = await this.#sync.state();
  }

  async #self(name: string): Promise<PairingSelf> {
    const secret = (await this.#own?.ensure()) ?? createDeviceSecret(windowRandom);
    const { device, signKey, networkKey, boxKey } = authorOf(secret);
    this.#names?.write(device, name, windowClock.now());
    const vaults = this.#open?.keyring.roots.map(({ vaultId }) => vaultId) ?? [];
    const removed = [...(this.#own?.list?.removed ?? [])];
    return { name, secret, keys: { signKey, networkKey, boxKey }, vaults, removed };
  }

  #pairingPorts(name: string): PairingPorts {
    const ports = this.#ports;
    return {
      host: ports.host(),
      clock: windowClock,
      random: windowRandom,
      seed: () => seedOf(this.#need().vault, this.#need().keyring),
      backUp: () => ports.backUp(),
      welcome: (peer, own) => this.#welcome(peer, own, name),
      adopt: async (seed, peer, own) => {
        this.#isReplaced = this.#open !== null;
        if (this.#isReplaced) await ports.replace(seed, peer, own);
        else {
          ports.showDevices();
          await ports.adopt(seed, this.#wayIn);
        }
        if (!this.#isReplaced) await this.#welcome(peer, own, name);
      },
      merge: async (seed, peer, own) => {
        await ports.widen(widened(this.#need().keyring, seed.roots));
        await this.#welcome(peer, own, name);
      },
      lanAddresses: () => lanAddresses(ports.host(), windowScheduler),
      ended: async (isDone) => {
        if (isDone && this.#isReplaced) {
          ports.showDevices();
          await ports.restart();
        } else await this.begin();
      },
      fault: (error) => this.#fail(error),
    };
  }

  async #welcome(peer: Peer, own: DeviceSecret, ownName: string): Promise<void> {
    this.#names?.write(authorOf(own).device, ownName, windowClock.now());
    if (this.#names?.nameOf(peer.device) === '') this.#names.write(peer.device, peer.name, windowClock.now());
    await this.#own?.welcome(peer.keys, own);
  }

  #need(): OpenVault {
    invariant(this.#open, 'a journal is open');
    return this.#open;
  }
}
