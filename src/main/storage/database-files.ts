/**
 * LevelDB's files as they were before it opened them. Opening writes new bookkeeping and deletes what that no longer
 * names, which after damage can be the data itself; second names (hard links) keep all of it at no cost.
 */
import { bytesToHex, type Random, utf8ToBytes } from '#core/base';
import { sha256 } from '@noble/hashes/sha2.js';
import { copyFile, link, readdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { makeFolder } from './make-folder.ts';
import { asStorageError, isAbsent } from './system-errors.ts';

/** Beside the database: its files as they were found damaged. */
export const damagedName = 'damaged';

const kept = /^(\d+\.(log|ldb|sst)|MANIFEST-\d+|CURRENT)$/;

/** File systems without second names get copies. */
async function linkOrCopy(from: string, to: string): Promise<void> {
  try {
    await link(from, to);
  } catch (error) {
    if (isAbsent(error)) throw error;
    await copyFile(from, to);
  }
}

export class FilesBefore {
  readonly #folder: string;
  readonly #place: string;
  readonly #names: readonly string[];

  private constructor(folder: string, place: string, names: readonly string[]) {
    this.#folder = folder;
    this.#place = place;
    this.#names = names;
  }

  /** Keeps the files of the database in `folder`; `names` is what lies there. */
  static async keep(folder: string, names: readonly string[], random: Random): Promise<FilesBefore> {
    const place = `${folder}.before-${bytesToHex(random(4))}`;
    await makeFolder(place);
    const found: string[] = [];
    for (const name of names.filter((each) => kept.test(each))) {
      try {
        await linkOrCopy(join(folder, name), join(place, name));
        found.push(name);
      } catch (error) {
        // Another process is at work in there; opening will say so.
        if (!isAbsent(error)) throw error;
      }
    }
    return new FilesBefore(folder, place, found);
  }

  /** Paths of the kept files whose names fit. */
  paths(fitting: RegExp): string[] {
    return this.#names.filter((name) => fitting.test(name)).map((name) => join(this.#place, name));
  }

  /** Gives every file its name back that it had; whatever came in addition is unknown to them and harmless. */
  async putBack(): Promise<void> {
    for (const name of this.#names) {
      const [from, to] = [join(this.#place, name), join(this.#folder, name)];
      if (await isSameFile(from, to)) continue;
      await linkOrCopy(from, `${to}.back`);
      await rename(`${to}.back`, to);
    }
    await this.letGo();
  }

  async letGo(): Promise<void> {
    await rm(this.#place, { recursive: true, force: true });
  }

  /** Moves the kept files to `into/<name>`; returns the name, which is the same for the same files. */
  async store(into: string): Promise<string> {
    const name = await this.#fingerprint();
    await makeFolder(into);
    if ((await readdir(into)).includes(name)) await this.letGo();
    else await rename(this.#place, join(into, name));
    return name;
  }

  async #fingerprint(): Promise<string> {
    const hash = sha256.create();
    for (const name of [...this.#names].sort()) {
      const { size, mtimeMs } = await stat(join(this.#place, name));
      hash.update(utf8ToBytes(`${name} ${size} ${mtimeMs}\n`));
    }
    return bytesToHex(hash.digest().subarray(0, 8));
  }
}

export interface KeptFiles {
  /** The folder that holds them. */
  readonly path: string;
  /** When they were found damaged, ms. */
  readonly at: number;
}

/** What {@link FilesBefore.store} has put into the folder `into`, oldest first. */
export async function keptFiles(into: string): Promise<readonly KeptFiles[]> {
  const found: KeptFiles[] = [];
  try {
    for (const name of await namesIn(into)) {
      const path = join(into, name);
      found.push({ path, at: Math.floor((await stat(path)).mtimeMs) });
    }
  } catch (error) {
    throw asStorageError(error);
  }
  return found.sort((a, b) => a.at - b.at);
}

async function namesIn(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if (isAbsent(error)) return [];
    throw error;
  }
}

async function isSameFile(a: string, b: string): Promise<boolean> {
  try {
    const [one, other] = await Promise.all([stat(a), stat(b)]);
    return one.ino === other.ino && one.dev === other.dev;
  } catch (error) {
    if (isAbsent(error)) return false;
    throw error;
  }
}

/** Removes what interrupted openings left beside `folder`; only when the database has been found sound. */
export async function removeLeftovers(folder: string): Promise<void> {
  const parent = dirname(folder);
  const start = `${folder}.before-`;
  const left = (await readdir(parent)).map((name) => join(parent, name)).filter((path) => path.startsWith(start));
  await Promise.all(left.map((path) => rm(path, { recursive: true, force: true })));
}
