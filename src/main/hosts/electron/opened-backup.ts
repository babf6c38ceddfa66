import { type Bytes, coded } from '#core/base';
import { readFile, stat } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import { asStorageError } from '../../storage/index.ts';

const ending = '.nailwall-backup';
/** A file of this many bytes and more is no backup of ours. */
const largestBytes = 512 * 1024 * 1024;
/** The contract takes no longer names. */
const longestName = 200;

/** The last backup's file that a command line names, as a whole path; `folder` is where it was typed. */
export function backupNamedIn(argv: readonly string[], folder: string): string | null {
  const named = argv.filter((one) => !one.startsWith('-') && one.endsWith(ending)).at(-1);
  return named === undefined ? null : resolve(folder, named);
}

/** A backup's file that was opened with the app waits here until the window asks for it. Nothing is done with it. */
export class OpenedBackup {
  #path: string | null = null;
  #tell: () => void = () => undefined;

  /** `path` takes the place of one that still waits; null changes nothing. */
  put(path: string | null): void {
    if (path === null) return;
    this.#path = path;
    this.#tell();
  }

  /** `listener` hears of every one that comes from now on. */
  onPut(listener: () => void): void {
    this.#tell = listener;
  }

  /** Hands it over, once. Throws `input/too-large`, storage/... */
  async take(): Promise<{ readonly name: string; readonly bytes: Bytes } | null> {
    const path = this.#path;
    this.#path = null;
    if (path === null) return null;
    try {
      if ((await stat(path)).size >= largestBytes) throw coded('input/too-large', { limit: largestBytes });
      return { name: basename(path).slice(-longestName), bytes: new Uint8Array(await readFile(path)) };
    } catch (error) {
      throw asStorageError(error);
    }
  }
}
