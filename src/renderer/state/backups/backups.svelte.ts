import { asCoded, type NailwallError } from '#core/base';
import type { BackupInfo } from '#core/contract';
import type { BackupDoor, BackupStatus } from './backup-door.ts';

/** The backups as a screen shows them, read anew after everything that changes them. */
export class Backups {
  readonly #door: BackupDoor;
  status: BackupStatus | null = $state.raw(null);
  busy = $state(false);
  /** The last one was made on request, just now. */
  made = $state(false);
  error: NailwallError | null = $state.raw(null);

  constructor(door: BackupDoor) {
    this.#door = door;
  }

  /** The newest one that stands for all that was there when it was made. */
  readonly lastGood: BackupInfo | null = $derived.by(
    () => this.status?.backups.find(({ fault, doubtful }) => fault === null && !doubtful) ?? null,
  );

  /** Files whose bytes are no longer those that were written. */
  readonly damaged: number = $derived(this.status?.backups.filter(({ fault }) => fault !== null).length ?? 0);

  refresh(): Promise<void> {
    return this.#run(async () => undefined);
  }

  async make(): Promise<void> {
    this.made = false;
    await this.#run(() => this.#door.make());
    this.made = this.error === null;
  }

  choose(folder: string | null): Promise<void> {
    return this.#run(() => this.#door.choose(folder));
  }

  async #run(work: () => Promise<void>): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    this.error = null;
    try {
      await work();
    } catch (error) {
      this.error = asCoded(error);
    } finally {
      this.status = await this.#door.status().catch(() => this.status);
      this.busy = false;
    }
  }
}
