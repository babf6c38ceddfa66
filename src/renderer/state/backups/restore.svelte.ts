import { type Bytes, coded, type NailwallError } from '#core/base';
import type { BackupInfo } from '#core/contract';
import { Acts } from '../acts.svelte.ts';
import type { BackupDoor, BackupSource, BackupStatus, OpenedBackup } from './backup-door.ts';

/** A file of this many bytes and more is no backup of ours. */
const largestBackupBytes = 512 * 1024 * 1024;

/** From a list of backups to a restored journal: choose, open, look, and only then put it in place. */
export class Restore {
  readonly #door: BackupDoor;
  readonly #acts = new Acts();
  status: BackupStatus | null = $state.raw(null);
  /** The other folder that was looked into; null: the one in use. */
  folder: string | null = $state.raw(null);
  backups: readonly BackupInfo[] = $state.raw([]);
  source: BackupSource | null = $state.raw(null);
  /** What the person sees of the chosen one: its file's name. */
  sourceName = $state('');
  way: 'passphrase' | 'words' = $state('passphrase');
  passphrase = $state('');
  text = $state('');
  opened: OpenedBackup | null = $state.raw(null);

  constructor(door: BackupDoor) {
    this.#door = door;
  }

  get busy(): boolean {
    return this.#acts.busy;
  }

  get error(): NailwallError | null {
    return this.#acts.error;
  }

  /** Says why a file that was to be looked into could not be taken. */
  fail(error: NailwallError): void {
    this.#acts.error = error;
  }

  async list(): Promise<void> {
    await this.#acts.run(async () => {
      this.status = await this.#door.status();
      this.backups = this.status.backups;
    });
  }

  /** Lists what lies in another folder instead. */
  async look(folder: string): Promise<void> {
    await this.#acts.run(async () => {
      this.backups = await this.#door.look(folder);
      this.folder = folder;
    });
  }

  choose(name: string): void {
    this.#take({ name, folder: this.folder }, name);
  }

  async bring(file: File): Promise<void> {
    await this.#acts.run(async () => {
      if (file.size >= largestBackupBytes) throw coded('input/too-large', { limit: largestBackupBytes });
      const bytes: Bytes = new Uint8Array(await file.arrayBuffer());
      this.#take({ file: bytes }, file.name);
    });
  }

  /** Opens every record of the chosen one with what was typed. */
  async open(): Promise<void> {
    const { source } = this;
    if (!source) return;
    await this.#acts.run(async () => {
      const key = this.way === 'words' ? { words: this.text } : { passphrase: this.passphrase };
      this.opened = await this.#door.open(source, key);
    });
  }

  async restore(): Promise<void> {
    const { opened } = this;
    if (opened) await this.#acts.run(() => this.#door.restore(opened));
  }

  /** One step back; what was typed is dropped with the backup it was for. */
  back(): void {
    if (this.opened) this.opened = null;
    else this.source = null;
    this.passphrase = '';
    this.text = '';
    this.#acts.error = null;
  }

  #take(source: BackupSource, name: string): void {
    this.source = source;
    this.sourceName = name;
    this.opened = null;
    this.#acts.error = null;
  }
}
