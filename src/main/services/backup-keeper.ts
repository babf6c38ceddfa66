/**
 * Makes backups without being asked: soon after opening when the last one is a day old, while running when something has
 * changed, at the end, and before anything that replaces the vault.
 */
import { asCoded, type Bytes, type Clock, coded, type ErrorCode, type Random, type Scheduler } from '#core/base';
import { lettersNamedIn, readFrame } from '#core/vault';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  BackupFolder,
  type BackupLetters,
  type Blobs,
  type GoodBackup,
  isDamaged,
  type ListedBackup,
  type VaultReplica,
  writeFileAtomically,
} from '../storage/index.ts';
import type { Log } from './log.ts';

/** After opening, so that the first screen need not wait, ms. */
const firstLookMs = 30_000;
const msPerHour = 3_600_000;
/** While running, after a change. */
const everyMs = 4 * msPerHour;
/** After opening, whether or not anything has changed here since. */
const staleMs = 20 * msPerHour;
/** At the end, after a change. */
const recentMs = msPerHour;

export interface BackupPorts {
  readonly clock: Clock;
  readonly random: Random;
  readonly scheduler: Scheduler;
  readonly log: Log;
  /** The letters' files of this computer. */
  readonly blobs: Blobs;
}

export interface BackupStatus {
  readonly folder: string;
  /** Chosen by the person. */
  readonly chosen: boolean;
  readonly backups: readonly ListedBackup[];
  /** Why the last try failed. */
  readonly problem: ErrorCode | null;
}

export class BackupKeeper {
  readonly #dataFolder: string;
  readonly #replica: VaultReplica;
  readonly #ports: BackupPorts;
  #folder: BackupFolder;
  #chosen: boolean;
  /** Another folder that was looked into. */
  #lookedAt: BackupFolder | null = null;
  #problem: ErrorCode | null = null;
  #changed = false;
  #cancel: (() => void) | null = null;
  #running: Promise<unknown> = Promise.resolve();

  private constructor(dataFolder: string, replica: VaultReplica, ports: BackupPorts, chosen: string | null) {
    this.#dataFolder = dataFolder;
    this.#replica = replica;
    this.#ports = ports;
    this.#chosen = chosen !== null;
    this.#folder = new BackupFolder(chosen ?? this.#ownFolder, ports);
  }

  /** `dataFolder` holds the backups unless the person chose another folder. */
  static async open(dataFolder: string, replica: VaultReplica, ports: BackupPorts): Promise<BackupKeeper> {
    const keeper = new BackupKeeper(dataFolder, replica, ports, await readChoice(dataFolder));
    keeper.#later(firstLookMs);
    return keeper;
  }

  /** The replica took in something new. */
  noteChange(): void {
    this.#changed = true;
    this.#later(everyMs);
  }

  async status(): Promise<BackupStatus> {
    const { path } = this.#folder;
    return { folder: path, chosen: this.#chosen, backups: await this.#folder.list(), problem: this.#problem };
  }

  /** Makes one now. Throws `backup/empty` where no vault was founded yet, storage/..., backup/damaged. */
  make(): Promise<GoodBackup> {
    const made = this.#running.then(() => this.#make());
    // The caller hears of the failure; the next one does not wait for it.
    this.#running = made.catch(() => undefined);
    return made;
  }

  /** Newest first; `folder` null: the one in use. Nothing is written there. Throws `input/invalid`, storage/... */
  list(folder: string | null): Promise<readonly ListedBackup[]> {
    return this.#folderAt(folder).list();
  }

  read(name: string, folder: string | null): Promise<{ readonly update: Bytes }> {
    return this.#folderAt(folder).read(name);
  }

  /** The letters' files that lie beside the backups. */
  letters(folder: string | null): Promise<BackupLetters> {
    return this.#folderAt(folder).letters();
  }

  /** Brings back the letters that `update`, a whole vault, names and that this computer lacks. */
  async bringLetters(update: Bytes, folder: string | null): Promise<void> {
    const named = lettersNamedIn(update);
    for (const each of new Set([this.#folderAt(folder), this.#folder])) {
      await (await each.letters()).bringBack(named, this.#ports.blobs);
    }
  }

  /**
   * Keeps backups in `folder` from now on; null = in the data folder. Makes one there at once, so that a folder that
   * cannot be written to is refused. Those in the old folder stay.
   */
  async choose(folder: string | null): Promise<void> {
    const before = { folder: this.#folder, chosen: this.#chosen };
    this.#folder = new BackupFolder(folder ?? this.#ownFolder, this.#ports);
    this.#chosen = folder !== null;
    try {
      await this.make();
      await writeChoice(this.#dataFolder, folder, this.#ports.random);
    } catch (error) {
      this.#folder = before.folder;
      this.#chosen = before.chosen;
      throw error;
    }
  }

  /** A last one when something has changed since; a failure is logged and does not keep the app from ending. */
  async close(): Promise<void> {
    this.#cancel?.();
    await this.#running;
    if (this.#changed) await this.#makeWhenOlderThan(recentMs);
  }

  #folderAt(folder: string | null): BackupFolder {
    if (folder === null || folder === this.#folder.path) return this.#folder;
    if (this.#lookedAt?.path !== folder) this.#lookedAt = new BackupFolder(folder, this.#ports);
    return this.#lookedAt;
  }

  get #ownFolder(): string {
    return join(this.#dataFolder, 'backups');
  }

  #later(ms: number): void {
    this.#cancel ??= this.#ports.scheduler.after(ms, () => {
      this.#cancel = null;
      void this.#makeWhenOlderThan(this.#changed ? recentMs : staleMs);
    });
  }

  async #makeWhenOlderThan(ms: number): Promise<void> {
    try {
      const last = newestGood(await this.#folder.list());
      // A clock that was set back makes a backup look younger than nothing: then another one does no harm.
      const age = last ? this.#ports.clock.now() - last.createdAt : Infinity;
      if (age >= 0 && age < ms) return;
      await this.make();
    } catch (error) {
      const failure = asCoded(error);
      if (failure.code !== 'backup/empty') this.#ports.log.fault(failure, 'backup');
    }
  }

  async #make(): Promise<GoodBackup> {
    try {
      const { update, log, slots } = await this.#replica.whole();
      if (slots === 0 || log.length === 0) throw coded('backup/empty');
      const records = log.filter((element) => readFrame(element) !== null).length;
      const unreadable = log.length - records;
      const last = newestGood(await this.#folder.list());
      const doubtful = isDamaged(this.#replica.damage) || unreadable > (last?.unreadable ?? 0);
      const made = await this.#folder.add({ update, records, unreadable, doubtful });
      // After the backup: letters are large, and a disk that is too full for them may have room for all the rest.
      await this.#evenLetters(lettersNamedIn(update));
      this.#problem = null;
      this.#changed = false;
      return made;
    } catch (error) {
      const { code } = asCoded(error);
      if (code !== 'backup/empty') this.#problem = code;
      throw error;
    }
  }

  /** What either side has whole and the other lacks, or has damaged, is copied there. */
  async #evenLetters(named: ReadonlyMap<string, number>): Promise<void> {
    const { blobs } = this.#ports;
    const beside = await this.#folder.letters();
    await beside.keep(named, blobs);
    await beside.bringBack(named, blobs);
  }
}

function newestGood(backups: readonly ListedBackup[]): GoodBackup | null {
  return backups.find((backup): backup is GoodBackup => backup.fault === null && !backup.doubtful) ?? null;
}

const choiceName = 'backup-folder';

/** The chosen folder; null when none was, or when what is said cannot be read: then the data folder serves. */
async function readChoice(dataFolder: string): Promise<string | null> {
  try {
    const text = await readFile(join(dataFolder, choiceName), 'utf8');
    return text.trim() === '' ? null : text.trim();
  } catch {
    return null;
  }
}

async function writeChoice(dataFolder: string, folder: string | null, random: Random): Promise<void> {
  await writeFileAtomically(join(dataFolder, choiceName), new TextEncoder().encode(folder ?? ''), random);
}
