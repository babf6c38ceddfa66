import type { Bytes, Random } from '#core/base';
import { bytesToHex } from '#core/base';
import { open, rename, unlink } from 'node:fs/promises';
import { dirname, join, basename } from 'node:path';
import { asStorageError } from './system-errors.ts';

async function writeDurably(path: string, bytes: Bytes): Promise<void> {
  const file = await open(path, 'wx', 0o600);
  try {
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** Makes a rename or removal in `folder` survive a power cut. Windows cannot open folders and needs no such step. */
export async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/**
 * Replaces the file at `path` as a whole, readable by this account only: whoever reads it, at any moment and after any
 * crash, finds the old bytes or the new ones. Throws storage/full, storage/read-only, storage/failed; the old file is
 * then still there.
 */
export async function writeFileAtomically(path: string, bytes: Bytes, random: Random): Promise<void> {
  const folder = dirname(path);
  // In the same folder: a rename across file systems would be a copy.
  const draft = join(folder, `.${basename(path)}-${bytesToHex(random(6))}.tmp`);
  try {
    await writeDurably(draft, bytes);
    await rename(draft, path);
    await syncFolder(folder);
  } catch (error) {
    await unlink(draft).catch(() => undefined);
    throw asStorageError(error);
  }
}
