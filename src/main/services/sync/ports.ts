import type { Clock, Random, Scheduler } from '#core/base';
import type { HostEvent } from '#core/contract';
import type { FolderTransport, Transport } from '#core/sync';
import type { Blobs } from '../../storage/index.ts';
import type { ReplicaHub } from '../replica-hub.ts';

/** The ways that a host has; each is loaded when it is first switched on. Rejected: this computer cannot have it. */
export interface SyncWays {
  lan?(): Promise<Transport>;
  internet?(): Promise<Transport>;
  folder?(): Promise<FolderTransport>;
}

export interface SyncPorts {
  readonly ways: SyncWays;
  readonly hub: ReplicaHub;
  readonly blobs: Blobs;
  readonly clock: Clock;
  readonly random: Random;
  readonly scheduler: Scheduler;
  tell<N extends 'sync.state' | 'sync.pairing' | 'letters.arrived'>(name: N, event: HostEvent<N>): void;
  fault(error: unknown): void;
}
