/** The folder that holds everything of one person: made for this account only, with a stated format. */
import { type Clock, coded, type Random } from '#core/base';
import { readdir, stat } from 'node:fs/promises';
import { isAbsolute, join } from 'node:path';
import { makeFolder } from './make-folder.ts';
import { damagedName } from './database-files.ts';
import { finishReplacement } from './replaced-replica.ts';
import { readNumber, writeNumber } from './small-file.ts';
import { asStorageError } from './system-errors.ts';

/** Raised when an older Nailwall could no longer read what this one writes. */
export const dataFormat = 1;

export interface DataFolder {
  readonly path: string;
  readonly replica: string;
  readonly secret: string;
  /** Sealed letters, each in a file of its own. */
  readonly letters: string;
  /** The replica's files as they were found damaged, in a folder for each time. */
  readonly damaged: string;
}

export interface OpenDataFolder extends DataFolder {
  /** A random number that stays with this folder: windows name what they keep for it after it. */
  readonly number: number;
}

export function dataFolderAt(path: string): DataFolder {
  return {
    path,
    replica: join(path, 'replica'),
    secret: join(path, 'secret'),
    letters: join(path, 'letters'),
    damaged: join(path, damagedName),
  };
}

export interface FolderPorts {
  readonly random: Random;
  readonly clock: Clock;
}

/**
 * Makes the folder when absent (0700) and checks its format, before anything else looks at it. Throws
 * storage/newer-version, storage/read-only, storage/full, storage/failed.
 */
export async function openDataFolder(path: string, { random, clock }: FolderPorts): Promise<OpenDataFolder> {
  if (!isAbsolute(path)) throw coded('input/invalid', { what: 'dataFolder' });
  try {
    await makeFolder(path);
    if (!(await stat(path)).isDirectory()) throw coded('storage/failed', { system: 'ENOTDIR' });
    await readdir(path);
  } catch (error) {
    throw asStorageError(error);
  }
  const format = await readNumber(path, 'format');
  if (typeof format === 'number' && format > dataFormat) throw coded('storage/newer-version', { format });
  // A lost or damaged statement: rows carry their own version, so nothing newer can be mistaken.
  if (format !== dataFormat) await writeNumber(path, 'format', dataFormat, random);
  await finishReplacement(dataFolderAt(path).replica, random, clock);
  return { ...dataFolderAt(path), number: await numberOf(path, random) };
}

/** The folder's number: 48 bits, made on first use, or again when it cannot be read any more. */
export async function numberOf(path: string, random: Random): Promise<number> {
  const known = await readNumber(path, 'number');
  if (typeof known === 'number') return known;
  const made = random(6).reduce((number, byte) => number * 256 + byte, 0);
  await writeNumber(path, 'number', made, random);
  return made;
}
