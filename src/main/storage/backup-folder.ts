/**
 * The folder that backups lie in, one file each. A file is complete or absent (temp file, fsync, rename, folder fsync),
 * is read back and compared before it counts, and only then may older ones go.
 */
import {
  type Bytes,
  bytesToHex,
  type Clock,
  coded,
  equalBytes,
  hasCode,
  type NailwallError,
  type Random,
} from '#core/base';
import {
  backupHeadBytes,
  type Backup,
  type BackupHead,
  decodeBackup,
  encodeBackup,
  readBackupHead,
  superfluous,
} from '#core/vault';
import { open, readdir, readFile, unlink } from 'node:fs/promises';
import { isAbsolute, join } from 'node:path';
import { syncFolder, writeFileAtomically } from './atomic-file.ts';
import { makeFolder } from './make-folder.ts';
import { asStorageError } from './system-errors.ts';

const fileName = /^nailwall-[0-9TZ-]{20}-[0-9a-f]{6}\.nailwall-backup$/;

/** A backup as the folder lists it; `fault` when its head cannot be read or its length is not what it says. */
export type ListedBackup =
  | (BackupHead & { readonly name: string; readonly bytes: number; readonly fault: null })
  | { readonly name: string; readonly bytes: number; readonly fault: NailwallError['code'] };

export type GoodBackup = Extract<ListedBackup, { fault: null }>;

export interface BackupFolderPorts {
  readonly clock: Clock;
  readonly random: Random;
}

export class BackupFolder {
  readonly path: string;
  readonly #ports: BackupFolderPorts;

  /** `path` is absolute; the folder is made when the first backup is. Throws `input/invalid`. */
  constructor(path: string, ports: BackupFolderPorts) {
    if (!isAbsolute(path)) throw coded('input/invalid', { what: 'backupFolder' });
    this.path = path;
    this.#ports = ports;
  }

  /** Newest first, those that cannot be read last. An absent folder is an empty one. */
  async list(): Promise<readonly ListedBackup[]> {
    const names = await this.#names();
    const listed = await Promise.all(names.map((name) => this.#look(name)));
    return listed.sort((a, b) => sequenceOf(b) - sequenceOf(a) || (a.name < b.name ? 1 : -1));
  }

  /**
   * Writes a backup, reads it back, and lets go of what is superfluous then. Throws storage/full, storage/read-only,
   * storage/failed, `backup/damaged` when what was written does not read back; nothing older is touched then.
   */
  async add(content: Omit<Backup, 'createdAt' | 'sequence'>): Promise<GoodBackup> {
    const before = await this.list();
    const createdAt = this.#ports.clock.now();
    const sequence = Math.max(0, ...before.map(sequenceOf)) + 1;
    const file = encodeBackup({ ...content, createdAt, sequence });
    const stamp = new Date(createdAt).toISOString().slice(0, 19).replaceAll(':', '-');
    const name = `nailwall-${stamp}Z-${bytesToHex(this.#ports.random(3))}.nailwall-backup`;
    try {
      await makeFolder(this.path);
      await writeFileAtomically(join(this.path, name), file, this.#ports.random);
    } catch (error) {
      throw asStorageError(error);
    }
    const again = await this.read(name);
    if (!equalBytes(again.update, content.update)) throw coded('backup/damaged', { what: 'written' });
    const { doubtful, records, unreadable } = content;
    const made: GoodBackup = {
      name,
      bytes: file.length,
      createdAt,
      sequence,
      doubtful,
      records,
      unreadable,
      fault: null,
    };
    if (!doubtful) await this.#prune([...before.filter(isGood), made]);
    return made;
  }

  /** Reads one whole and checks every byte. Throws backup/..., `backup/not-found`. */
  async read(name: string): Promise<Backup> {
    return decodeBackup(await this.#bytes(name));
  }

  async #names(): Promise<string[]> {
    try {
      return (await readdir(this.path)).filter((name) => fileName.test(name));
    } catch (error) {
      const failure = asStorageError(error);
      if (failure.data['system'] === 'ENOENT') return [];
      throw failure;
    }
  }

  async #bytes(name: string): Promise<Bytes> {
    if (!fileName.test(name)) throw coded('backup/not-found');
    try {
      return new Uint8Array(await readFile(join(this.path, name)));
    } catch (error) {
      const failure = asStorageError(error);
      throw failure.data['system'] === 'ENOENT' ? coded('backup/not-found', {}, error) : failure;
    }
  }

  async #look(name: string): Promise<ListedBackup> {
    let bytes = 0;
    try {
      const file = await open(join(this.path, name), 'r');
      try {
        bytes = (await file.stat()).size;
        const start = new Uint8Array(Math.min(bytes, backupHeadBytes));
        await file.read(start, 0, start.length, 0);
        const { fileBytes, ...head } = readBackupHead(start);
        return fileBytes === bytes ? { ...head, name, bytes, fault: null } : { name, bytes, fault: 'backup/damaged' };
      } finally {
        await file.close();
      }
    } catch (error) {
      return { name, bytes, fault: hasCode(error) ? error.code : asStorageError(error).code };
    }
  }

  async #prune(good: readonly GoodBackup[]): Promise<void> {
    const gone = superfluous(good, this.#ports.clock.now());
    try {
      for (const { name } of gone) await unlink(join(this.path, name));
      if (gone.length > 0) await syncFolder(this.path);
    } catch (error) {
      throw asStorageError(error);
    }
  }
}

const isGood = (backup: ListedBackup): backup is GoodBackup => backup.fault === null;
const sequenceOf = (backup: ListedBackup): number => (isGood(backup) ? backup.sequence : 0);
