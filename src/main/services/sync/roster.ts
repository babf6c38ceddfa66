/** Who belongs to the vault, as its signatures give it now: read anew whenever the vault's header may have changed. */
import { type Bytes, bytesToHex } from '#core/base';
import { DeviceReader } from '#core/vault';
import type { Admission } from './admission.ts';

export interface Members {
  /** Network key, hex -> id; this device is not among them. */
  readonly byKey: ReadonlyMap<string, { readonly device: string; readonly networkKey: Bytes }>;
  /** This device was removed by another one. */
  readonly isRemoved: boolean;
}

export const nobody: Members = { byKey: new Map(), isRemoved: false };

export class Roster {
  readonly #reader = new DeviceReader();
  readonly #header: () => Promise<ReadonlyMap<string, unknown>>;
  readonly #changed: (members: Members) => void;
  readonly #fault: (error: unknown) => void;
  #admission: Admission | null = null;
  #running: Promise<void> | null = null;
  #again = false;

  constructor(ports: {
    header(): Promise<ReadonlyMap<string, unknown>>;
    changed(members: Members): void;
    fault(error: unknown): void;
  }) {
    this.#header = () => ports.header();
    this.#changed = (members) => ports.changed(members);
    this.#fault = (error) => ports.fault(error);
  }

  /** Resolves when `changed` has heard. */
  admit(admission: Admission | null): Promise<void> {
    this.#admission = admission;
    return this.refresh();
  }

  refresh(): Promise<void> {
    this.#again = true;
    this.#running ??= this.#read().finally(() => {
      this.#running = null;
    });
    return this.#running;
  }

  async #read(): Promise<void> {
    try {
      while (this.#again) {
        this.#again = false;
        const header = await this.#header();
        this.#changed(this.#membersIn(header));
      }
    } catch (error) {
      this.#fault(error);
    }
  }

  #membersIn(header: ReadonlyMap<string, unknown>): Members {
    const admission = this.#admission;
    if (!admission) return nobody;
    const { members, removed } = this.#reader.read(header, admission.anchors);
    const byKey = new Map<string, { device: string; networkKey: Bytes }>();
    for (const { device, networkKey } of [...admission.introduced, ...members.values()]) {
      if (device !== admission.device && !removed.has(device))
        byKey.set(bytesToHex(networkKey), { device, networkKey });
    }
    byKey.delete(admission.name);
    return { byKey, isRemoved: removed.has(admission.device) };
  }
}
