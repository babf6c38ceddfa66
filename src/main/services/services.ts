import type { Clock, Dispose, Random, Scheduler } from '#core/base';
import type { HostEvent, HostEventName, HostHandlers, HostInfo } from '#core/contract';
import type { SecretStore } from '../storage/index.ts';

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
  /** Reloads the window, or hands back a fresh way in. */
  reload(): Promise<{ launch: string | null }>;
  /** Receives finished, redacted lines without a line break. */
  log(line: string): void;
  readonly clock: Clock;
  /** Defaults: Node's timers and its secure random bytes. */
  readonly scheduler?: Scheduler;
  readonly random?: Random;
}

export type EventListener = <N extends HostEventName>(name: N, event: HostEvent<N>) => void;

export type FlushOutcome = 'flushed' | 'failed' | 'timed-out';

/** One renderer's way to the services: its own transfers, and events about what others did. */
export interface Session {
  readonly handlers: HostHandlers;
  onEvent(listener: EventListener): Dispose;
  /** Forgets unfinished transfers and stops the events; a flush no longer waits for this renderer. */
  end(): void;
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
  /** Asks every listening renderer to seal and push what it holds, and waits until all have answered. */
  flush(deadlineMs: number): Promise<FlushOutcome>;
  /** Ends the sessions, waits for running writes, closes the database. A second call waits for the first. */
  close(): Promise<void>;
}

/** Opens the data folder. Throws storage/busy, storage/damaged, storage/newer-version, storage/read-only ... */
export declare function openServices(options: ServiceOptions): Promise<Services>;
