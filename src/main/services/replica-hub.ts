/** The one door to the replica: whatever becomes durable, everybody who has to know hears of it, once. */
import { type Bytes, type Dispose, Emitter } from '#core/base';
import type { VaultPort } from '#core/sync';
import type { VaultReplica } from '../storage/index.ts';

export interface ReplicaHubPorts {
  readonly replica: VaultReplica;
  /** The vault has changed, durably. `from` is what brought the change. */
  changed(update: Bytes, from: unknown): void;
  /** A listener failed. */
  fault(error: unknown): void;
}

export class ReplicaHub implements VaultPort {
  readonly #ports: ReplicaHubPorts;
  readonly #durable = new Emitter<{ readonly update: Bytes; readonly from: unknown }>();

  constructor(ports: ReplicaHubPorts) {
    this.#ports = ports;
  }

  stateVector(): Promise<Bytes> {
    return this.#ports.replica.stateVector();
  }

  diff(stateVector: Bytes): Promise<Bytes> {
    return this.#ports.replica.diff(stateVector);
  }

  letters(): Promise<ReadonlyMap<string, number>> {
    return this.#ports.replica.letters();
  }

  header(): Promise<ReadonlyMap<string, unknown>> {
    return this.#ports.replica.header();
  }

  async apply(update: Bytes, from: unknown): Promise<boolean> {
    if (!(await this.#ports.replica.apply(update))) return false;
    this.#ports.changed(update, from);
    try {
      this.#durable.emit({ update, from });
    } catch (error) {
      // It is on disk; what a listener makes of it is its own trouble.
      this.#ports.fault(error);
    }
    return true;
  }

  onDurable(listener: (update: Bytes, from: unknown) => void): Dispose {
    return this.#durable.on(({ update, from }) => listener(update, from));
  }
}
