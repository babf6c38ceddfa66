/** Opens the embedded database with care: LevelDB is never asked to repair, and never let loose on a broken folder. */
import { bytesToHex, coded } from '#core/base';
import { sha256 } from '@noble/hashes/sha2.js';
import { ClassicLevel } from 'classic-level';
import { copyFile, mkdir, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isSoundLog } from './level-log.ts';
import { asStorageError, explainFailure } from './system-errors.ts';

export type Level = ClassicLevel<string, Uint8Array>;

const logFile = /^\d+\.log$/;
const dataFile = /^\d+\.(log|ldb|sst)$/;

async function namesIn(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if (error instanceof Error && (error as { code?: unknown }).code === 'ENOENT') return [];
    throw asStorageError(error);
  }
}

/** Copies logs that LevelDB would skip over and delete; returns the names of the copies. */
async function keepDamagedLogs(folder: string, names: readonly string[], keepIn: string) {
  const kept: string[] = [];
  for (const name of names.filter((each) => logFile.test(each))) {
    const log = await readFile(join(folder, name));
    if (isSoundLog(log)) continue;
    await mkdir(keepIn, { recursive: true, mode: 0o700 });
    // Named by content, so that looking twice keeps one copy.
    const copy = `${bytesToHex(sha256(log).subarray(0, 8))}-${name}`;
    await copyFile(join(folder, name), join(keepIn, copy));
    kept.push(copy);
  }
  return kept;
}

export interface OpenedLevel {
  readonly db: Level;
  /** Copies made of damaged write-ahead logs. */
  readonly keptFiles: readonly string[];
}

/**
 * Opens or makes the database in `folder`; damaged logs are copied to `keepIn` first. Throws storage/busy,
 * storage/damaged (everything is left as it is), storage/full, storage/read-only, storage/failed.
 */
export async function openLevel(folder: string, keepIn: string): Promise<OpenedLevel> {
  const names = await namesIn(folder);
  const existed = names.includes('CURRENT');
  // LevelDB would take the folder for an empty one and delete the files it does not know.
  if (!existed && names.some((name) => dataFile.test(name))) throw coded('storage/damaged', { missing: 'CURRENT' });
  try {
    const keptFiles = await keepDamagedLogs(folder, names, keepIn);
    // Only now: the constructor starts opening by itself.
    const db: Level = new ClassicLevel<string, Uint8Array>(folder, {
      keyEncoding: 'utf8',
      valueEncoding: 'view',
      // Ciphertext does not compress, and one flipped bit in a compressed block would cost the whole block.
      compression: false,
      createIfMissing: !existed,
    });
    await db.open();
    return { db, keptFiles };
  } catch (error) {
    throw await openFailure(error, folder, existed);
  }
}

/** A database that was there and whose files are gone or make no sense to LevelDB is damaged, whatever it says. */
async function openFailure(error: unknown, folder: string, existed: boolean) {
  const failure = await explainFailure(error, folder);
  if (!existed || failure.code !== 'storage/failed') return failure;
  return ['ENOENT', 'unknown'].includes(String(failure.data['system'])) ? coded('storage/damaged', {}, error) : failure;
}
