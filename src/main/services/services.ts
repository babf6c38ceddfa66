import { type Clock, coded, type Dispose, type NailwallError, type Random, type Scheduler } from '#core/base';
import type { HostEvent, HostEventName, HostHandlers, HostInfo, ReminderPlan } from '#core/contract';
import {
  Blobs,
  dataFolderAt,
  isDamaged,
  numberOf,
  openDataFolder,
  removeUnnamed,
  type SecretStore,
  VaultReplica,
} from '../storage/index.ts';
import type { HandedBackup } from './backup-calls.ts';
import { BackupKeeper } from './backup-keeper.ts';
import { readDamage } from './damage-report.ts';
import { Flushes, type FlushOutcome } from './flush.ts';
import type { LetterPorts } from './letter-calls.ts';
import { createLog, type Log } from './log.ts';
import { nodeRandom, nodeScheduler } from './node-ports.ts';
import { ReplicaHub } from './replica-hub.ts';
import { Reminders } from './reminders.ts';
import {
  type CaptureKeysPort,
  type EventListener,
  RendererSession,
  type Session,
  type SessionContext,
  type Sheet,
} from './session.ts';
import type { SyncWays } from './sync/ports.ts';
import { SyncGate } from './sync/sync-gate.ts';
import { Transfers } from './transfers.ts';

export interface ServiceOptions {
  /** Absolute path; made when absent, for this account only (0700). */
  readonly dataFolder: string;
  readonly version: string;
  readonly kind: HostInfo['kind'];
  readonly demo: boolean;
  readonly capabilities: HostInfo['capabilities'];
  readonly secretStore: SecretStore;
  /** Opens a checked https: or mailto: address outside the app, after asking. */
  openExternal(url: string): Promise<void>;
  /** The window as a PDF, mm a sheet; absent where `nativePrint` is false. */
  printToPdf?(sheet: Sheet): Promise<Uint8Array>;
  /** Reloads the window, or hands back a fresh way in. */
  reload(): Promise<{ launch: string | null }>;
  /** Hands over, once, the backup's file that the person opened with the app; left out where that cannot be. */
  handedBackup?(): Promise<HandedBackup | null>;
  /** Tells the person that there is something to look at; left out, the windows do. */
  remind?(language: ReminderPlan['language']): void;
  /** Keys that reach the quick capture from any program, where the host has such keys. */
  readonly captureKeys?: CaptureKeysPort;
  /** Hears after how many minutes without input the journal is to lock (0: never by that); for hosts that can tell. */
  lockAfter?(minutes: number): void;
  /** Ways to other devices; left out: none. */
  readonly ways?: SyncWays;
  /** Receives finished, redacted lines without a line break. */
  log(line: string): void;
  readonly clock: Clock;
  /** Defaults: Node's timers and its secure random bytes. */
  readonly scheduler?: Scheduler;
  readonly random?: Random;
}

export interface Services {
  /** A renderer of its own; hosts with one window need only `handlers` and `onEvent`. */
  connect(): Session;
  /** The handlers of the first session, which lasts as long as the services do. */
  readonly handlers: HostHandlers;
  /** Events for the first session; while it has no listener, nobody is waited for. */
  onEvent(listener: EventListener): Dispose;
  /** Tells every renderer, e.g. `announce('app.lock', { reason: 'suspend' })`. */
  announce<N extends HostEventName>(name: N, event: HostEvent<N>): void;
  /** The machine has woken: what hung on the clock is looked at. */
  wake(): void;
  /** The host's own faults go through the same redaction. */
  readonly log: Log;
  /** Asks every listening renderer to seal and push what it holds, and waits until all have answered. */
  flush(deadlineMs: number): Promise<FlushOutcome>;
  /** Ends the sessions, waits for running writes, closes the database. A second call waits for the first. */
  close(): Promise<void>;
}

interface Opened {
  readonly replica: VaultReplica;
  readonly backups: BackupKeeper;
  readonly blobs: Blobs;
  readonly log: Log;
  readonly folderNumber: number;
}

class OpenServices implements Services {
  readonly #sessions = new Set<RendererSession>();
  readonly #flushes: Flushes;
  readonly #replica: VaultReplica;
  readonly #backups: BackupKeeper;
  readonly #sync: SyncGate;
  #reminders: Reminders | null = null;
  readonly #createSession: () => RendererSession;
  readonly #first: RendererSession;
  readonly log: Log;
  #closing: Promise<void> | null = null;

  constructor(options: ServiceOptions, opened: Opened) {
    const { replica, backups, log, folderNumber, blobs } = opened;
    const { random = nodeRandom, scheduler = nodeScheduler } = options;
    let info = describeHost(options, folderNumber);
    this.#flushes = new Flushes(random, scheduler);
    this.#replica = replica;
    this.#backups = backups;
    this.log = log;
    const tell: SessionContext['tell'] = (name, event, except) => {
      for (const session of [...this.#sessions]) if (session !== except) session.tell(name, event);
    };
    const hub = new ReplicaHub({
      replica,
      changed: (update, from) => {
        backups.noteChange();
        tell('replica.update', update, from);
      },
      fault: (error) => log.fault(error, 'replica'),
    });
    const sync = new SyncGate(
      {
        ...{ hub, blobs, random, scheduler, tell, clock: options.clock, ways: options.ways ?? {} },
        fault: (error) => log.fault(error, 'sync'),
      },
      options.dataFolder,
    );
    this.#sync = sync;
    const context: SessionContext = {
      get info() {
        return info;
      },
      replica,
      backups,
      replaced: async () => {
        info = describeHost(options, await numberOf(options.dataFolder, random));
        await sync.replaced();
      },
      handedBackup: async () => (await options.handedBackup?.()) ?? null,
      flushes: this.#flushes,
      secretStore: options.secretStore,
      letters: letterPorts({ ...opened, clock: options.clock, random, scheduler }),
      hub,
      sync: sync.handlers,
      letterAdded: (hash: string) => sync.letterAdded(hash),
      log,
      damage: () => readDamage({ replica, blobs, keptFolder: dataFolderAt(options.dataFolder).damaged }),
      captureKeys: options.captureKeys ?? null,
      openExternal: (url: string) => options.openExternal(url),
      printToPdf: (sheet: Sheet) => options.printToPdf?.(sheet) ?? Promise.reject(coded('host/unsupported')),
      reload: () => options.reload(),
      planReminders: (plan: ReminderPlan | null) => this.#planned(plan),
      lockAfter: (minutes: number) => options.lockAfter?.(minutes),
      tell,
    };
    this.#createSession = () =>
      new RendererSession(context, new Transfers(random, scheduler), (session) => this.#sessions.delete(session));
    this.#first = this.#add();
  }

  get handlers(): HostHandlers {
    return this.#first.handlers;
  }

  onEvent(listener: EventListener): Dispose {
    return this.#first.onEvent(listener);
  }

  connect(): Session {
    if (this.#closing !== null) throw coded('storage/closed');
    return this.#add();
  }

  announce<N extends HostEventName>(name: N, event: HostEvent<N>): void {
    for (const session of [...this.#sessions]) session.tell(name, event);
  }

  wake(): void {
    this.#reminders?.look();
    this.#sync.wake();
  }

  async flush(deadlineMs: number): Promise<FlushOutcome> {
    const listening = [...this.#sessions].filter((session) => session.isListening);
    const outcome = await this.#flushes.start(listening, deadlineMs, (flush) => {
      for (const session of listening) session.tell('app.flush', { flush, deadlineMs });
    });
    if (outcome === 'timed-out') this.log.fault(coded('host/timeout', { deadlineMs }), 'flush');
    return outcome;
  }

  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  /** Begins once windows can be told. */
  beginSync(): Promise<void> {
    return this.#sync.begin();
  }

  /** Reminders begin once windows can be told. */
  async followReminders(options: ServiceOptions) {
    const { dataFolder, scheduler = nodeScheduler, random = nodeRandom, clock } = options;
    this.#reminders = await Reminders.open({
      folder: dataFolder,
      now: () => clock.now(),
      scheduler,
      random,
      remind: (language) => (options.remind ? options.remind(language) : this.announce('app.remind', {})),
      fault: (error) => this.log.fault(error, 'reminders'),
    });
  }

  async #planned(plan: ReminderPlan | null): Promise<void> {
    await this.#reminders?.follow(plan);
  }

  async #close(): Promise<void> {
    this.#reminders?.close();
    for (const session of [...this.#sessions]) session.end();
    await this.#sync.close();
    await this.#backups.close();
    await this.#replica.close();
  }

  #add(): RendererSession {
    const session = this.#createSession();
    this.#sessions.add(session);
    return session;
  }
}

function letterPorts(
  parts: Omit<Opened, 'backups' | 'folderNumber'> & Pick<LetterPorts, 'random' | 'scheduler'> & { clock: Clock },
): LetterPorts {
  const { replica, blobs, log, clock, random, scheduler } = parts;
  return {
    blobs,
    random,
    scheduler,
    // What a damaged replica does not name may well have been named in the part that is lost.
    tidy: async () =>
      isDamaged(replica.damage) ? 0 : removeUnnamed(blobs, await replica.letters(), clock.today(), random),
    fault: (error) => log.fault(error, 'letters'),
  };
}

function describeHost(options: ServiceOptions, folderNumber: number): HostInfo {
  const { kind, version, demo, dataFolder, capabilities } = options;
  return { kind, version, platform: process.platform, demo, dataFolder, folderNumber, capabilities };
}

/**
 * Opens the data folder. Throws storage/busy, storage/damaged (nothing was changed), storage/newer-version,
 * storage/read-only, storage/full, storage/failed.
 */
export async function openServices(options: ServiceOptions): Promise<Services> {
  const random = options.random ?? nodeRandom;
  const log = createLog((line) => options.log(line), options.clock, options.dataFolder);
  try {
    const folder = await openDataFolder(options.dataFolder, { random, clock: options.clock });
    let onDamaged = (): void => undefined;
    const replica = await VaultReplica.open({
      folder: folder.replica,
      clock: options.clock,
      random,
      onFault: (error) => log.fault(error, 'storage'),
      onDamaged: () => onDamaged(),
    });
    if (isDamaged(replica.damage)) log.fault(damageOf(replica), 'storage');
    const blobs = await Blobs.open(folder.letters, random, () => onDamaged());
    const ports = { ...backupPorts(options, random), log, blobs };
    const backups = await BackupKeeper.open(options.dataFolder, replica, ports);
    const services = new OpenServices(options, { replica, backups, blobs, log, folderNumber: folder.number });
    onDamaged = () => services.announce('damage.found', {});
    await services.followReminders(options);
    await services.beginSync();
    return services;
  } catch (error) {
    log.fault(error, 'storage');
    throw error;
  }
}

function backupPorts({ clock, scheduler = nodeScheduler }: ServiceOptions, random: Random) {
  return { clock, scheduler, random };
}

function damageOf({ damage }: VaultReplica): NailwallError {
  const { rows, quarantined, missing, unreadable, brokenLogs } = damage;
  return coded('storage/damaged', { rows, quarantined, missing, unreadable, brokenLogs });
}
