/**
 * Putting another vault in the place of the host's replica, so that a crash at any moment ends in the old one or the new
 * one: the new content is written to a file first (`restore-next`); while that file is there, whoever opens the folder
 * moves the old database aside, untouched, builds the new one, and only then removes the file.
 */
import { type Bytes, bytesToHex, type Clock, hasCode, type Random } from '#core/base';
import { readFile, rename, stat, unlink } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { syncFolder, writeFileAtomically } from './atomic-file.ts';
import { makeFolder } from './make-folder.ts';
import { asStorageError } from './system-errors.ts';
import { UpdateLog } from './update-log.ts';

const intentName = 'restore-next';
/** Old databases lie here, one folder each, until the person removes them. */
const asideName = 'replaced';

const isAbsent = (error: unknown): boolean => asStorageError(error).data['system'] === 'ENOENT';

/** Says what is to replace the replica at `folder`; nothing has changed yet when this fails. */
export async function intendReplacement(folder: string, update: Bytes, random: Random): Promise<void> {
  await writeFileAtomically(join(dirname(folder), intentName), update, random);
}

/** Finishes a replacement that was begun; false when none was. May be repeated after a crash at any point. */
export async function finishReplacement(folder: string, random: Random, clock: Clock): Promise<boolean> {
  const intent = join(dirname(folder), intentName);
  let update: Bytes;
  try {
    update = new Uint8Array(await readFile(intent));
  } catch (error) {
    if (isAbsent(error)) return false;
    throw asStorageError(error);
  }
  try {
    await refuseWhileBusy(folder, random);
    await moveAside(folder, random);
    const { log } = await UpdateLog.open(folder, random);
    await log.append(update, [], clock.today());
    await log.close();
    await unlink(intent);
    await syncFolder(dirname(folder));
  } catch (error) {
    throw asStorageError(error);
  }
  return true;
}

/** Another process may still be at work in there; a database that cannot be opened for other reasons may go. */
async function refuseWhileBusy(folder: string, random: Random): Promise<void> {
  if (!(await isThere(folder))) return;
  try {
    const { log } = await UpdateLog.open(folder, random);
    await log.close();
  } catch (error) {
    if (hasCode(error, 'storage/busy')) throw error;
  }
}

async function moveAside(folder: string, random: Random): Promise<void> {
  const home = dirname(folder);
  const aside = join(home, asideName, bytesToHex(random(6)));
  await makeFolder(join(home, asideName));
  await makeFolder(aside);
  // The mark says how far the old database went, and the number names what windows kept of it: of the new one both
  // would be a lie.
  for (const name of [basename(folder), `${basename(folder)}.mark`, 'number']) {
    if (await isThere(join(home, name))) await rename(join(home, name), join(aside, name));
  }
  await syncFolder(aside);
  await syncFolder(home);
}

async function isThere(path: string): Promise<boolean> {
  try {
    await stat(path);
    return true;
  } catch (error) {
    if (isAbsent(error)) return false;
    throw error;
  }
}
