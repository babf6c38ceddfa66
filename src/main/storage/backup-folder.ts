/**
 * The folder that backups lie in, one file each. A file is complete or absent (temp file, fsync, rename, folder fsync),
 * is read back and compared before it counts, and only then may older ones go. What counts was read to its last byte.
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
  type Backup,
  type BackupHead,
  decodeBackup,
  encodeBackup,
  lettersNamedIn,
  mostSuperfluousAtOnce,
  superfluous,
} from '#core/vault';
import { readdir, readFile, unlink } from 'node:fs/promises';
import { isAbsolute, join } from 'node:path';
import { syncFolder, writeFileAtomically } from './atomic-file.ts';
import { BackupChecks } from './backup-check.ts';
import { BackupLetters } from './backup-letters.ts';
import { makeFolder } from './make-folder.ts';
import { asStorageError } from './system-errors.ts';

const fileName = /^nailwall-[0-9TZ-]{20}-[0-9a-f]{6}\.nailwall-backup$/;

interface BackupFile {
  readonly name: string;
  /** Of the file. */
  readonly bytes: number;
}

/** A backup as the folder lists it; `fault` when its bytes are not those that were written. Its head may be wrong then. */
export type ListedBackup =
  | (BackupFile & BackupHead & { readonly fault: null })
  | (BackupFile & Partial<BackupHead> & { readonly fault: NailwallError['code'] });

export type GoodBackup = Extract<ListedBackup, { fault: null }>;

export interface BackupFolderPorts {
  readonly clock: Clock;
  readonly random: Random;
}

export class BackupFolder {
  readonly path: string;
  readonly #ports: BackupFolderPorts;
  readonly #checks: BackupChecks;
  #letters: Promise<BackupLetters> | null = null;
  /** By name of the backup: a file of one name never gets another content. */
  readonly #named = new Map<string, readonly string[]>();

  /** `path` is absolute; the folder is made when the first backup is. Throws `input/invalid`. */
  constructor(path: string, ports: BackupFolderPorts) {
    if (!isAbsolute(path)) throw coded('input/invalid', { what: 'backupFolder' });
    this.path = path;
    this.#ports = ports;
    this.#checks = new BackupChecks(() => ports.clock.now());
  }

  /**
   * Newest first, those that say nothing of themselves last. Every byte of each was read, now or within the last day. An
   * absent folder is an empty one.
   */
  async list(): Promise<readonly ListedBackup[]> {
    const names = await this.#names();
    this.#checks.keepOnly(new Set(names.map((name) => join(this.path, name))));
    const listed: ListedBackup[] = [];
    // One after another: a folder may hold years of them, and lie on a slow disk.
    for (const name of names) listed.push(await this.#look(name));
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

  /** The letters' files beside the backups. */
  letters(): Promise<BackupLetters> {
    this.#letters ??= BackupLetters.open(this.path, this.#ports.random);
    return this.#letters;
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
    const { bytes, head, fault } = await this.#checks.look(join(this.path, name));
    if (head && fault === null) return { ...head, name, bytes, fault };
    return { ...believable(head), name, bytes, fault: fault ?? 'backup/damaged' };
  }

  async #prune(good: readonly GoodBackup[]): Promise<void> {
    // The oldest first; the others wait for the next one.
    const gone = superfluous(good, this.#ports.clock.now()).slice(-mostSuperfluousAtOnce);
    try {
      for (const { name } of gone) await unlink(join(this.path, name));
      if (gone.length > 0) await syncFolder(this.path);
    } catch (error) {
      throw asStorageError(error);
    }
    if (gone.length > 0) await this.#removeUnnamed();
  }

  /** A backup that cannot be read may name any letter: while one lies here, all of them stay. */
  async #removeUnnamed(): Promise<void> {
    const letters = await this.letters();
    const named = new Set<string>();
    for (const { name, fault } of await this.list()) {
      if (!(await letters.hasOthers(named))) return;
      const more = fault === null ? await this.#namedBy(name) : null;
      if (more === null) return;
      for (const hash of more) named.add(hash);
    }
    await letters.keepOnly(named);
  }

  /** Null when what it holds cannot be understood. */
  async #namedBy(name: string): Promise<readonly string[] | null> {
    const known = this.#named.get(name);
    if (known) return known;
    try {
      const named = [...lettersNamedIn((await this.read(name)).update).keys()];
      this.#named.set(name, named);
      return named;
    } catch (error) {
      if (hasCode(error) && error.code.startsWith('backup/')) return null;
      throw error;
    }
  }
}

const isGood = (backup: ListedBackup): backup is GoodBackup => backup.fault === null;
const sequenceOf = ({ sequence = 0 }: ListedBackup): number => sequence;

const latestTime = 8.64e15;
const highestSequence = 2 ** 40;
/** A head that rotted may say anything; what no clock and no count can have reached is not repeated. */
function believable(head: BackupHead | null): BackupHead | null {
  return head && head.createdAt <= latestTime && head.sequence <= highestSequence ? head : null;
}
