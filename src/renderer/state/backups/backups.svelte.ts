import type { NailwallError } from '#core/base';
import type { BackupInfo } from '#core/contract';
import { Acts } from '../acts.svelte.ts';
import type { BackupDoor, BackupStatus } from './backup-door.ts';

/** The backups as a screen shows them, read anew after everything that changes them. */
export class Backups {
  readonly #door: BackupDoor;
  readonly #acts = new Acts();
  status: BackupStatus | null = $state.raw(null);
  /** The last one was made on request, just now. */
  made = $state(false);

  constructor(door: BackupDoor) {
    this.#door = door;
  }

  get busy(): boolean {
    return this.#acts.busy;
  }

  get error(): NailwallError | null {
    return this.#acts.error;
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
    const read = async (): Promise<void> => void (this.status = await this.#door.status().catch(() => this.status));
    await this.#acts.run(() => work().finally(read));
  }
}
