/** Opens the embedded database with care: LevelDB is never asked to repair, and never let loose on a broken folder. */
import { coded, type Random } from '#core/base';
import { ClassicLevel } from 'classic-level';
import { readdir, readFile } from 'node:fs/promises';
import { FilesBefore } from './database-files.ts';
import { isSoundLog } from './level-log.ts';
import { makeFolder } from './make-folder.ts';
import { explainFailure } from './system-errors.ts';

export type Level = ClassicLevel<string, Uint8Array>;

const logFile = /^\d+\.log$/;
const dataFile = /^\d+\.(log|ldb|sst)$/;

export interface OpenedLevel {
  readonly db: Level;
  /** False when the folder held no database at all. */
  readonly existed: boolean;
  /** Write-ahead logs with stretches that LevelDB skipped in silence. */
  readonly brokenLogs: number;
  /** Must be put back, let go or stored. */
  readonly before: FilesBefore;
}

async function countBrokenLogs(before: FilesBefore): Promise<number> {
  let broken = 0;
  for (const path of before.paths(logFile)) if (!isSoundLog(await readFile(path))) broken++;
  return broken;
}

async function openDatabase(folder: string, existed: boolean): Promise<Level> {
  const db: Level = new ClassicLevel<string, Uint8Array>(folder, {
    keyEncoding: 'utf8',
    valueEncoding: 'view',
    // Ciphertext does not compress, and one flipped bit in a compressed block would cost the whole block.
    compression: false,
    createIfMissing: !existed,
  });
  await db.open();
  return db;
}

/**
 * Opens or makes the database in `folder`. Throws storage/busy, storage/damaged (everything is left as it is),
 * storage/full, storage/read-only, storage/failed.
 */
export async function openLevel(folder: string, random: Random): Promise<OpenedLevel> {
  let before: FilesBefore | null = null;
  let existed = false;
  try {
    await makeFolder(folder);
    const names = await readdir(folder);
    existed = names.includes('CURRENT');
    // LevelDB would take the folder for an empty one and delete the files it does not know.
    if (!existed && names.some((name) => dataFile.test(name))) throw coded('storage/damaged', { missing: 'CURRENT' });
    before = await FilesBefore.keep(folder, names, random);
    const brokenLogs = await countBrokenLogs(before);
    return { db: await openDatabase(folder, existed), existed, brokenLogs, before };
  } catch (error) {
    const failure = await openFailure(error, folder, existed);
    // While another process holds the database, its files are not ours to touch.
    if (failure.code === 'storage/busy') await before?.letGo();
    else await before?.putBack();
    throw failure;
  }
}

/** A database that was there and whose files are gone or make no sense to LevelDB is damaged, whatever it says. */
async function openFailure(error: unknown, folder: string, existed: boolean) {
  const failure = await explainFailure(error, folder);
  if (!existed || failure.code !== 'storage/failed') return failure;
  return ['ENOENT', 'unknown'].includes(String(failure.data['system'])) ? coded('storage/damaged', {}, error) : failure;
}
