import { asCoded, hasCode, type NailwallError } from '#core/base';
import type { BackupInfo } from '#core/contract';
import type { Everything } from '#core/vault';
import type { BackupDoor } from './backup-door.ts';

/** One backup that was opened to its last record and letter, and what came of it. */
export interface Verified {
  readonly backup: BackupInfo;
  readonly found: Everything;
}

/** Opens all of a backup with the keys of the open journal, to see whether it would open when it is needed. */
export class Verification {
  readonly #door: BackupDoor;
  #abort: AbortController | null = null;
  /** The one that is being opened. */
  running: BackupInfo | null = $state.raw(null);
  progress: { readonly done: number; readonly all: number } | null = $state.raw(null);
  verified: Verified | null = $state.raw(null);
  cancelled = $state(false);
  error: NailwallError | null = $state.raw(null);

  constructor(door: BackupDoor) {
    this.#door = door;
  }

  /** Only an open journal has keys to open a backup with. */
  get possible(): boolean {
    return this.#door.mayVerify;
  }

  /** `folder` null: the one in use. */
  async start(backup: BackupInfo, folder: string | null): Promise<void> {
    if (this.running) return;
    const abort = new AbortController();
    this.#abort = abort;
    this.running = backup;
    this.cancelled = false;
    this.progress = this.verified = this.error = null;
    const progress = (done: number, all: number) => (this.progress = { done, all });
    try {
      const found = await this.#door.verify({ name: backup.name, folder }, { signal: abort.signal, progress });
      this.verified = { backup, found };
    } catch (error) {
      if (hasCode(error, 'cancelled')) this.cancelled = true;
      else this.error = asCoded(error);
    } finally {
      this.running = null;
    }
  }

  cancel(): void {
    this.#abort?.abort();
  }
}
