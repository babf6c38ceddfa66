/** Everything of sync that runs: ways, sessions with the other devices, the folder, a pairing. */
import { type Bytes, bytesToHex, coded, type Dispose, Disposables } from '#core/base';
import type { SyncState } from '#core/contract';
import {
  type Endpoint,
  type FolderActivity,
  LetterDesk,
  PairTags,
  type RunningFolder,
  Session,
  type SocketKind,
  type Transport,
} from '#core/sync';
import { type Admission, type Admitted, admissionOf } from './admission.ts';
import { LetterStore } from './letter-store.ts';
import { Pairings } from './pairings.ts';
import { Peers } from './peers.ts';
import type { SyncPorts } from './ports.ts';
import { type Members, nobody, Roster } from './roster.ts';
import type { SettingsFile, Way as Kind } from './sync-settings.ts';
import { Way } from './way.ts';

/** The window is told no more often than this, ms. */
const tellMs = 250;
/** What became of devices is written down no more often than this, ms. */
const keepMs = 5_000;

const socketKinds: readonly SocketKind[] = ['lan', 'internet'];
const kinds: readonly Kind[] = [...socketKinds, 'folder'];

export class SyncService {
  readonly #ports: SyncPorts;
  readonly #settings: SettingsFile;
  readonly #store: LetterStore;
  readonly #desk: LetterDesk;
  readonly #roster: Roster;
  readonly #sockets: Readonly<Record<SocketKind, Way<Endpoint>>>;
  readonly #folder: Way<RunningFolder>;
  readonly #peers: Peers;
  readonly #disposables = new Disposables();
  readonly pairings: Pairings;
  #admission: Admission | null = null;
  #tags: PairTags | null = null;
  #members: Members = nobody;
  #tellDue: Dispose | null = null;
  #keepDue: Dispose | null = null;
  #closed = false;

  constructor(ports: SyncPorts, settings: SettingsFile) {
    this.#ports = ports;
    this.#settings = settings;
    const { hub, blobs, scheduler } = ports;
    const fault = (error: unknown) => ports.fault(error);
    this.#store = new LetterStore({ blobs, scheduler, arrived: (hash) => ports.tell('letters.arrived', { hash }) });
    this.#desk = new LetterDesk(hub, this.#store, fault);
    this.#desk.start();
    this.#peers = this.#createPeers();
    this.pairings = new Pairings({
      ...ports,
      transports: () => this.#pairingTransports(),
      tell: (event) => ports.tell('sync.pairing', event),
    });
    this.#roster = new Roster({ header: () => hub.header(), changed: (members) => this.#follow(members), fault });
    this.#sockets = { lan: this.#socketWay('lan'), internet: this.#socketWay('internet') };
    this.#folder = this.#way<RunningFolder>({
      open: () => this.#openFolder(),
      close: (folder) => folder.close(),
      opened: () => undefined,
    });
    this.#disposables.add(hub.onDurable((_, from) => this.#noteDurable(from)));
    this.#disposables.add(() => this.#desk.stop());
  }

  /** Begins to open the ways that are on; how that goes is in their states. */
  start(): void {
    for (const kind of kinds) void this.#wayOf(kind).want(this.#isOn(kind));
  }

  async admit(admitted: Admitted): Promise<void> {
    const before = this.#admission;
    const admission = admissionOf(admitted);
    this.#admission = admission;
    const isOther = before !== null && before.name !== admission.name;
    if (isOther) this.#peers.forget();
    if (before === null || isOther) this.#tags = new PairTags(admission.keyPair);
    await this.#roster.admit(admission);
    if (isOther) this.#renew();
    else this.start();
  }

  /** Another vault lies in the folder now; whoever opens it says who this device is. */
  async replaced(): Promise<void> {
    this.#admission = null;
    this.#peers.forget();
    await this.#roster.admit(null);
    this.#renew();
  }

  async setWay(kind: Kind, on: boolean): Promise<void> {
    if (on && !this.#ports.ways[kind]) throw coded('sync/unavailable', { way: kind });
    await this.#settings.change({ on: { ...this.#settings.now.on, [kind]: on } });
    if (!on && kind !== 'folder') await this.pairings.end();
    const following = this.#wayOf(kind).want(this.#isOn(kind));
    if (!on) await following;
  }

  async setFolder(folder: string | null): Promise<void> {
    await this.#settings.chooseFolder(folder);
    void this.#folder.want(this.#isOn('folder'));
    await this.#folder.renew();
  }

  async setAddress(device: string, address: string | null): Promise<void> {
    const peer = this.#peers.find(device);
    peer?.setAddress(address);
    await this.#settings.keepDevice(
      device,
      peer?.standing.record ?? { ...this.#settings.deviceRecord(device), address },
    );
    this.#changed();
  }

  retry(): void {
    for (const kind of kinds) {
      const way = this.#wayOf(kind);
      if (way.open === null) void way.want(this.#isOn(kind));
    }
    for (const endpoint of this.#endpoints()) endpoint.refresh();
    this.#folder.open?.refresh();
    this.#peers.wake();
  }

  /** This device's window has brought a letter. */
  letterAdded(hash: string): void {
    this.#store.added(hash);
  }

  state(): SyncState {
    const { letters, bytes } = this.#desk.missing;
    return {
      ready: this.#admission !== null,
      device: this.#admission?.device ?? this.#settings.now.device,
      ways: kinds.map((kind) => this.#describeWay(kind)),
      devices: this.#peers.describe(),
      missing: { letters, letterBytes: bytes },
    };
  }

  /** Resolves when nothing of it is open any more. */
  async close(): Promise<void> {
    this.#closed = true;
    this.#tellDue?.();
    await this.pairings.end();
    await Promise.all(kinds.map((kind) => this.#wayOf(kind).want(false)));
    await this.#keep();
    this.#peers.forget();
    this.#disposables.dispose();
    await this.#store.close();
  }

  #describeWay(kind: Kind): SyncState['ways'][number] {
    const way = this.#wayOf(kind);
    const on = this.#settings.now.on[kind];
    const removed = on && this.#members.isRemoved;
    return {
      kind,
      on,
      available: this.#ports.ways[kind] !== undefined && !way.isUnavailable,
      state: removed ? 'trouble' : way.state,
      code: removed ? 'sync/removed' : way.code,
      addresses: kind === 'folder' ? [] : [...(this.#sockets[kind].open?.addresses ?? [])],
      folder: kind === 'folder' ? this.#settings.now.folder : null,
    };
  }

  #isOn(kind: Kind): boolean {
    const { on, folder } = this.#settings.now;
    return on[kind] && !this.#members.isRemoved && (kind !== 'folder' || folder !== null);
  }

  #wayOf(kind: Kind): Way<Endpoint> | Way<RunningFolder> {
    return kind === 'folder' ? this.#folder : this.#sockets[kind];
  }

  #endpoints(): Endpoint[] {
    return socketKinds.map((kind) => this.#sockets[kind].open).filter((endpoint) => endpoint !== null);
  }

  #way<T>(ports: { open(): Promise<T | null>; close(opened: T): Promise<void>; opened(opened: T): void }): Way<T> {
    const { random, scheduler } = this.#ports;
    const shared = { random, scheduler, changed: () => this.#changed() };
    return new Way<T>({ ...ports, ...shared, fault: (error) => this.#ports.fault(error) });
  }

  #socketWay(kind: SocketKind): Way<Endpoint> {
    return this.#way<Endpoint>({
      open: () => this.#openSocket(kind),
      close: async (endpoint) => {
        this.#peers.leave(kind);
        await endpoint.close();
      },
      opened: (endpoint) => {
        if (kind === 'lan') this.#keepPort(endpoint);
        this.#peers.wake();
      },
    });
  }

  async #load<T>(load: (() => Promise<T>) | undefined): Promise<T> {
    if (!load) throw coded('sync/unavailable');
    try {
      return await load();
    } catch (error) {
      throw coded('sync/unavailable', {}, error);
    }
  }

  async #openSocket(kind: SocketKind): Promise<Endpoint | null> {
    const admission = this.#admission;
    const tags = this.#tags;
    if (!admission || !tags) return null;
    const { clock, ways } = this.#ports;
    const transport = await this.#load(ways[kind]?.bind(ways));
    return transport.openEndpoint({
      keyPair: admission.keyPair,
      port: kind === 'lan' ? this.#settings.now.port : 0,
      mayConnect: (key) => this.#members.byKey.has(bytesToHex(key)),
      discovery: {
        announced: () => tags.announced(clock.now()),
        seeking: () => this.#members.byKey.size > 0,
        recognise: (tag) => tags.recognise(tag, clock.now()),
      },
      onSighting: (target) => this.#peers.sighted(target),
      onConnection: (connection) => this.#peers.welcome(connection),
      onTrouble: (error) => this.#sockets[kind].trouble(error?.code ?? null),
    });
  }

  async #openFolder(): Promise<RunningFolder | null> {
    const admission = this.#admission;
    const { folder: path } = this.#settings.now;
    if (!admission || path === null) return null;
    const { ways, hub, clock, random, scheduler } = this.#ports;
    const transport = await this.#load(ways.folder?.bind(ways));
    return transport.start({
      path,
      keyPair: admission.keyPair,
      membershipKeys: () => this.#admission?.membership ?? [],
      members: () => [...this.#members.byKey.values()].map(({ networkKey }) => networkKey),
      vault: hub,
      letters: this.#desk,
      seen: (key) => this.#settings.now.folderSeen[bytesToHex(key)] ?? 0,
      noteSeen: (key, number) => this.#noteSeen(key, number),
      ...{ clock, random, scheduler },
      onActivity: (activity) => this.#folderActivity(activity),
      onTrouble: (error) => {
        if (error) this.#ports.fault(error);
        this.#folder.trouble(error?.code ?? null);
      },
    });
  }

  #keepPort({ addresses }: Endpoint): void {
    const port = Number(/:(\d+)$/.exec(addresses[0] ?? '')?.[1] ?? 0);
    if (port > 0 && port !== this.#settings.now.port) void this.#write({ port });
  }

  #noteSeen(key: Bytes, number: number): void {
    void this.#write({ folderSeen: { ...this.#settings.now.folderSeen, [bytesToHex(key)]: number } });
  }

  #folderActivity(activity: FolderActivity): void {
    this.#peers.noteFolder(activity);
    this.#changed();
  }

  #follow(members: Members): void {
    this.#members = members;
    if (!this.#closed) this.#peers.follow(members, this.#admission?.name ?? '');
    this.#tags?.follow([...members.byKey.values()].map(({ networkKey }) => networkKey));
    for (const endpoint of this.#endpoints()) endpoint.refresh();
    this.#folder.open?.refresh();
    if (members.isRemoved) this.start();
    this.#changed();
  }

  #createPeers(): Peers {
    const { clock, random, scheduler, hub } = this.#ports;
    return new Peers({
      ...{ clock, random, scheduler },
      recordOf: (device) => this.#settings.deviceRecord(device),
      isOpen: (kind) => this.#sockets[kind].open !== null,
      dial: (kind, target) => this.#sockets[kind].open?.dial(target) ?? null,
      startSession: (ports) =>
        Session.start({
          ...ports,
          membershipKeys: this.#admission?.membership ?? [],
          isMember: (key) => this.#members.byKey.has(bytesToHex(key)),
          vault: hub,
          letters: this.#desk,
          ...{ clock, scheduler },
        }),
      changed: () => this.#changed(),
      fault: (error) => this.#ports.fault(error),
    });
  }

  #noteDurable(from: unknown): void {
    this.#peers.noteDurable(from);
    void this.#roster.refresh();
    this.#changed();
  }

  #renew(): void {
    for (const kind of kinds) void this.#wayOf(kind).renew();
  }

  /** Pairing needs a way, not a journal that is open: this device may have none yet. */
  async #pairingTransports(): Promise<Transport[]> {
    const { ways } = this.#ports;
    const loading = socketKinds.filter((kind) => this.#isOn(kind)).map((kind) => this.#load(ways[kind]?.bind(ways)));
    const loaded = await Promise.allSettled(loading);
    return loaded.filter((each) => each.status === 'fulfilled').map(({ value }) => value);
  }

  #changed(): void {
    if (this.#closed) return;
    this.#tellDue ??= this.#ports.scheduler.after(tellMs, () => {
      this.#tellDue = null;
      this.#ports.tell('sync.state', this.state());
    });
    this.#keepDue ??= this.#ports.scheduler.after(keepMs, () => {
      this.#keepDue = null;
      void this.#keep();
    });
  }

  #keep(): Promise<void> {
    this.#keepDue?.();
    this.#keepDue = null;
    const devices = { ...this.#settings.now.devices, ...this.#peers.records() };
    const isSame = JSON.stringify(devices) === JSON.stringify(this.#settings.now.devices);
    return isSame ? Promise.resolve() : this.#write({ devices });
  }

  /** The device, its choices and its ways go on when this cannot be written down; the log says so. */
  #write(change: Parameters<SettingsFile['change']>[0]): Promise<void> {
    return this.#settings.change(change).catch((error: unknown) => this.#ports.fault(error));
  }
}
