import { readdirSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { nodeRandom } from '../../../src/main/services/index.ts';
import { BackupFolder } from '../../../src/main/storage/index.ts';
import { temporaryFolder } from './folder.ts';
import { bytes } from './vault-double.ts';

const start = Date.parse('2026-01-01T09:00:00Z');

function backups(path = join(temporaryFolder(), 'backups')) {
  const clock = { time: start, now: () => clock.time, today: () => '2026-01-01' as never };
  return { clock, path, folder: new BackupFolder(path, { clock, random: nodeRandom }) };
}
const content = (text: string) => ({ update: bytes(text), records: 3, unreadable: 0, doubtful: false });

test('a backup is one file for this account only, listed newest first, and reads back', async () => {
  const { folder, path } = backups();
  expect(await folder.list()).toEqual([]);
  const first = await folder.add(content('one'));
  const second = await folder.add(content('two'));
  expect((await folder.list()).map(({ name }) => name)).toEqual([second.name, first.name]);
  expect((await folder.read(first.name)).update).toEqual(bytes('one'));
  expect(statSync(join(path, first.name)).mode & 0o777).toBe(0o600);
  expect(readdirSync(path).filter((name) => name.endsWith('.tmp'))).toEqual([]);
});

test('older ones go only when newer ones were read back', async () => {
  const { folder, clock } = backups();
  for (let index = 0; index < 14; index++) {
    await folder.add(content(`backup ${String(index)}`));
    clock.time += 60_000;
  }
  const listed = await folder.list();
  // Ten, and not one more: all are of one day, whose last is among the ten.
  expect(listed).toHaveLength(10);
  expect((await folder.read(listed[0]?.name ?? '')).update).toEqual(bytes('backup 13'));
});

test('damaged files are listed as such, never counted and never removed', async () => {
  const { folder, path, clock } = backups();
  const hurt = await folder.add(content('hurt'));
  truncateSync(join(path, hurt.name), 40);
  const foreign = hurt.name.replace(/-[0-9a-f]{6}\./, '-abcdef.');
  writeFileSync(join(path, foreign), 'not a backup at all');
  for (let index = 0; index < 12; index++) {
    await folder.add(content(String(index)));
    clock.time += 60_000;
  }
  const faults = (await folder.list()).filter(({ fault }) => fault !== null);
  expect(new Map(faults.map(({ name, fault }) => [name, fault]))).toEqual(
    new Map([
      [hurt.name, 'backup/damaged'],
      [foreign, 'backup/not-a-backup'],
    ]),
  );
  await expect(folder.read(hurt.name)).rejects.toMatchObject({ code: 'backup/damaged' });
});

test('a flipped byte inside is found when it is read', async () => {
  const { folder, path } = backups();
  const { name } = await folder.add(content('a sentence that must not change'));
  const file = readFileSync(join(path, name));
  const at = file.length - 40;
  file[at] = (file[at] ?? 0) ^ 4;
  writeFileSync(join(path, name), file);
  await expect(folder.read(name)).rejects.toMatchObject({ code: 'backup/damaged' });
});

test('a doubtful backup takes nobody’s place', async () => {
  const { folder, clock } = backups();
  const good = await folder.add(content('good'));
  for (let index = 0; index < 20; index++) {
    clock.time += 60_000;
    await folder.add({ ...content(String(index)), doubtful: true });
  }
  expect((await folder.list()).map(({ name }) => name)).toContain(good.name);
});

test('names that are none of ours lead nowhere', async () => {
  const { folder } = backups();
  await expect(folder.read('../../etc/passwd')).rejects.toMatchObject({ code: 'backup/not-found' });
  await expect(folder.read('nailwall-2026-01-01T09-00-00Z-abcdef.nailwall-backup')).rejects.toMatchObject({
    code: 'backup/not-found',
  });
  expect(() => new BackupFolder('here', { clock: backups().clock, random: nodeRandom })).toThrow();
});
