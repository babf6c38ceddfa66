/**
 * One stored file of a whole data folder is altered at random: a flipped bit, a cut, a byte less, nothing left. Whatever
 * is missing then is told by code, the rest is there, and neither what is readable nor a backup is written over.
 */
import { hasCode } from '#core/base';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { expect, test } from 'vitest';
import { openTestServices } from '../main/services/open-services.ts';
import { temporaryFolder } from '../main/storage/folder.ts';
import {
  apiOf,
  codeOf,
  type Content,
  fill,
  hashOf,
  letters,
  openByWords,
  openBySecret,
  openDevice,
  readBackup,
  readLetter,
} from './data-folder.ts';
import { again, Chance, harms, seed } from './settings.ts';

/** LOG and LOCK are the database's own chatter. */
function storedFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !/^(LOG|LOG\.old|LOCK)$/.test(entry.name))
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
    .sort();
}

const digest = (path: string): string => createHash('sha256').update(readFileSync(path)).digest('hex');
const digests = (folder: string): Map<string, string> =>
  new Map(storedFiles(folder).map((name) => [name, digest(join(folder, name))]));

const ways = ['flip', 'flip', 'cut', 'drop', 'remove'] as const;

function harm(path: string, chance: Chance): string {
  const bytes = readFileSync(path);
  const way = chance.pick(ways);
  const at = chance.below(Math.max(1, bytes.length));
  if (way === 'remove' || bytes.length === 0) rmSync(path);
  else if (way === 'cut') writeFileSync(path, bytes.subarray(0, at));
  else if (way === 'drop') writeFileSync(path, Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + 1)]));
  else {
    bytes[at] = (bytes[at] ?? 0) ^ (1 << chance.below(8));
    writeFileSync(path, bytes);
  }
  return `${way} at ${at}`;
}

/** What an open folder has to say for itself; returns codes of what is not as it was. */
async function look(folder: string, content: Content, context: string): Promise<string[]> {
  const { services, lines } = await openTestServices({ dataFolder: folder });
  const host = apiOf(services);
  const told: string[] = [];
  const note = (code: string | null): void => void (code !== null && told.push(code));
  const { replica } = await host.replica.damage();
  if (replica) told.push('storage/damaged');
  const { changes, unreadable, vault, keyring } = await openByWords(host);
  if (unreadable > 0) told.push('unreadable');
  for (const change of changes) expect(content.changes, context).toContain(change);
  if (changes.size < content.changes.length) expect(told, context).not.toEqual([]);
  for (const letter of letters) {
    const code = await codeOf(async () => {
      expect(Buffer.compare(await readLetter(host, hashOf(letter)), letter), context).toBe(0);
    });
    note(code);
  }
  note(await codeOf(() => openBySecret(host, vault)));
  note(await codeOf(() => openDevice(host, keyring)));
  for (const { name, fault } of (await host.backups.status()).backups) {
    note(fault);
    const code = await codeOf(async () => {
      const update = await readBackup(host, name);
      expect(Buffer.compare(update, content.backups.get(name) ?? new Uint8Array()), context).toBe(0);
    });
    if (fault !== null) expect(code, context).not.toBeNull();
    note(code);
  }
  // Life goes on: another backup is made, and costs no older one.
  note(await codeOf(() => host.backups.make()));
  await services.close();
  expect(lines.join('\n'), context).not.toContain('bug');
  return told;
}

test(
  `${harms} files altered: told, the rest readable, no backup touched`,
  { timeout: harms * 5_000 + 60_000 },
  async () => {
    const chance = new Chance(seed + 1);
    const root = temporaryFolder();
    const good = join(root, 'good');
    const first = await openTestServices({ dataFolder: good });
    const content = await fill(first.services);
    await first.services.close();
    const counts: Record<string, number> = {};
    for (let index = 0; index < harms; index++) {
      const folder = join(root, `case-${index}`);
      cpSync(good, folder, { recursive: true });
      const file = chance.pick(storedFiles(folder));
      const how = harm(join(folder, file), chance);
      const context = `harm ${index}: ${file}, ${how}; ${again}`;
      const before = digests(folder);
      let told: string[];
      try {
        told = await look(folder, content, context);
      } catch (error) {
        // Not opened at all: then nothing was changed, and there is a code to tell.
        if (!hasCode(error) || error.code === 'bug') throw new Error(context, { cause: error });
        told = [error.code];
        for (const [name, was] of before)
          expect(existsSync(join(folder, name)) && digest(join(folder, name)), context).toBe(was);
      }
      for (const [name, was] of before) {
        if (name.startsWith('backups')) expect(digest(join(folder, name)), context).toBe(was);
      }
      for (const code of told.length > 0 ? told : ['nothing lost']) counts[code] = (counts[code] ?? 0) + 1;
      rmSync(folder, { recursive: true, force: true });
    }
    process.stdout.write(`seed ${seed}: ${harms} files altered: ${JSON.stringify(counts)}\n`);
  },
);
