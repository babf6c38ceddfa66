/**
 * Sync as long as it is off: answers what can be answered without it. Everything else, with all that can open a socket,
 * is loaded when a way is first switched on.
 */
import { type Bytes, coded } from '#core/base';
import type { HostHandlers, SyncState } from '#core/contract';
import { KeptBytes } from '../../storage/index.ts';
import { join } from 'node:path';
import type { Admitted } from './admission.ts';
import type { SyncPorts } from './ports.ts';
import { SettingsFile, ways } from './sync-settings.ts';
import type { SyncService } from './sync-service.ts';

type Calls = HostHandlers['sync'];

export class SyncGate {
  readonly #ports: SyncPorts;
  readonly #settings: SettingsFile;
  readonly #secret: KeptBytes;
  #admitted: Admitted | null = null;
  #loading: Promise<SyncService> | null = null;
  #service: SyncService | null = null;
  #closed = false;

  /** `folder` is the data folder. */
  constructor(ports: SyncPorts, folder: string) {
    this.#ports = ports;
    this.#settings = new SettingsFile(folder, ports.random);
    this.#secret = new KeptBytes(join(folder, 'device'), ports.random);
  }

  /** Goes on with the ways that were left on. Never throws: without its settings sync is off. */
  async begin(): Promise<void> {
    try {
      await this.#settings.open();
      if (this.#isAnyOn) await this.#load();
    } catch (error) {
      this.#ports.fault(error);
    }
  }

  readonly handlers: Calls = {
    state: async () => this.#service?.state() ?? this.#stateWhileOff(),
    setWay: async ({ kind, on }) => {
      if (on && !this.#ports.ways[kind]) throw coded('sync/unavailable', { way: kind });
      if (on || this.#loading) await (await this.#load()).setWay(kind, on);
    },
    setFolder: async ({ folder }) => {
      if (this.#loading) await (await this.#loading).setFolder(folder);
      else await this.#settings.chooseFolder(folder);
    },
    setAddress: async ({ device, address }) => {
      if (this.#loading) await (await this.#loading).setAddress(device, address);
      else await this.#settings.keepDevice(device, { ...this.#settings.deviceRecord(device), address });
    },
    retry: async () => void (await this.#loading)?.retry(),
    readDevice: () => this.#secret.read(),
    keepDevice: ({ sealed }) => this.#secret.write(sealed),
    admit: async (admitted) => {
      this.#admitted = copyOf(admitted);
      const { device } = admitted;
      if (this.#settings.now.device !== device) await this.#settings.change({ device });
      await (await this.#loading)?.admit(this.#admitted);
    },
    beginPairing: async (channel) => (await this.#needed()).pairings.begin(channel),
    acceptPairing: async (channel) => (await this.#needed()).pairings.accept(channel),
    sendPairing: async ({ pairing, message }) => (await this.#needed()).pairings.send(pairing, message),
    endPairing: async ({ pairing }) => (await this.#loading)?.pairings.end(pairing),
  };

  /** The vault that was in the folder is another one now. */
  async replaced(): Promise<void> {
    this.#admitted = null;
    await (await this.#loading)?.replaced();
  }

  /** This device's window has brought a letter. */
  letterAdded(hash: string): void {
    this.#service?.letterAdded(hash);
  }

  /** The machine has slept: what was reached may not be any more. */
  wake(): void {
    this.#service?.retry();
  }

  async close(): Promise<void> {
    this.#closed = true;
    await (await this.#loading)?.close();
  }

  get #isAnyOn(): boolean {
    return ways.some((kind) => this.#settings.now.on[kind]);
  }

  async #needed(): Promise<SyncService> {
    if (!this.#loading) throw coded('sync/off');
    return this.#loading;
  }

  #load(): Promise<SyncService> {
    if (this.#closed) return Promise.reject(coded('storage/closed'));
    this.#loading ??= this.#start();
    return this.#loading;
  }

  async #start(): Promise<SyncService> {
    const { SyncService } = await import('./sync-service.ts');
    const service = new SyncService(this.#ports, this.#settings);
    if (this.#admitted) await service.admit(this.#admitted);
    else service.start();
    this.#service = service;
    return service;
  }

  #stateWhileOff(): SyncState {
    const { folder, device, devices } = this.#settings.now;
    const rest = { on: false, state: 'off', code: null, addresses: [] } as const;
    const nothing = { changes: 0, letters: 0, letterBytes: 0, crossing: null };
    return {
      ready: this.#admitted !== null,
      device,
      ways: ways.map((kind) => ({
        kind,
        ...rest,
        available: this.#ports.ways[kind] !== undefined,
        addresses: [],
        folder: kind === 'folder' ? folder : null,
      })),
      devices: Object.entries(devices).map(([id, { unsent, ...record }]) => ({
        device: id,
        state: 'away',
        ...record,
        upToDate: false,
        outgoing: { ...nothing, changes: unsent },
        incoming: nothing,
        code: null,
      })),
      missing: { letters: 0, letterBytes: 0 },
    };
  }
}

/** The arguments belong to whoever called. */
function copyOf(admitted: Admitted): Admitted {
  const copy = (bytes: Bytes): Bytes => bytes.slice();
  return {
    ...admitted,
    networkSeed: copy(admitted.networkSeed),
    introduced: admitted.introduced.map((each) => ({ ...each, networkKey: copy(each.networkKey) })),
    membership: admitted.membership.map((each) => ({ ...each, key: copy(each.key) })),
  };
}
