import { readdirSync, readFileSync, statSync, truncateSync, utimesSync, writeFileSync } from 'node:fs';
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

test('a clock that jumps ahead by years takes away no more than three at once, the oldest, and none of the last ten', async () => {
  const { folder, clock } = backups();
  const names: string[] = [];
  for (let index = 0; index < 30; index++) {
    names.push((await folder.add(content(`day ${String(index)}`))).name);
    clock.time += 86_400_000;
  }
  expect(await folder.list()).toHaveLength(30);
  clock.time += 10 * 365 * 86_400_000;
  names.push((await folder.add(content('far ahead'))).name);
  expect((await folder.list()).map(({ name }) => name)).toEqual(names.slice(3).reverse());
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

/** One bit of the vault's own bytes, as a disk loses it; the head and the length stay as they were. */
function rot(file: string) {
  const bytes = readFileSync(file);
  const at = bytes.length - 36;
  bytes[at] = (bytes[at] ?? 0) ^ 1;
  writeFileSync(file, bytes);
  touch(file);
}
let touches = 0;
/** Times of files are coarse: two writes of one moment may bear the same. */
function touch(file: string, at = start / 1000 + ++touches) {
  utimesSync(file, at, at);
}

test('a file that is rotten inside is listed as damaged, with the day that it says of itself', async () => {
  const { folder, path, clock } = backups();
  const good = await folder.add(content('good'));
  clock.time += 60_000;
  const hurt = await folder.add(content('hurt'));
  rot(join(path, hurt.name));
  expect(await folder.list()).toMatchObject([
    { name: hurt.name, fault: 'backup/damaged', createdAt: hurt.createdAt },
    { name: good.name, fault: null },
  ]);
  // The same when nothing is remembered of it.
  const fresh = new BackupFolder(path, { clock, random: nodeRandom });
  expect((await fresh.list()).map(({ fault }) => fault)).toEqual(['backup/damaged', null]);
});

test('rotten files make no good one superfluous, and stay', async () => {
  const { folder, path, clock } = backups();
  const good = await folder.add(content('good'));
  const hurt: string[] = [];
  for (let index = 0; index < 9; index++) {
    clock.time += 60_000;
    hurt.push((await folder.add(content(`backup ${String(index)}`))).name);
  }
  for (const name of hurt) rot(join(path, name));
  clock.time += 60_000;
  // The eleventh: were the nine counted, the only good one of before would go.
  await folder.add(content('next'));
  const names = (await folder.list()).map(({ name }) => name);
  expect(names).toEqual(expect.arrayContaining([good.name, ...hurt]));
});

test('a new one counts on from the newest, rotten or not, and a rotten number leads nowhere', async () => {
  const { folder, path } = backups();
  const first = await folder.add(content('first of all'));
  const second = await folder.add(content('second of all'));
  rot(join(path, second.name));
  const third = await folder.add(content('third of all'));
  expect([first, second, third].map(({ sequence }) => sequence)).toEqual([1, 2, 3]);
  const file = join(path, third.name);
  const text = readFileSync(file, 'latin1');
  writeFileSync(file, text.replace('"sequence":3', `"sequence":${String(2 ** 53 - 1)}`), 'latin1');
  const fourth = await folder.add(content('fourth of all'));
  expect(fourth.sequence).toBe(3);
  expect((await folder.read(fourth.name)).update).toEqual(bytes('fourth of all'));
});

test('a file is read once while it is the same, and again when a day has gone by', async () => {
  const { folder, path, clock } = backups();
  const { name } = await folder.add(content('a sentence that must not change'));
  const file = join(path, name);
  const whole = readFileSync(file);
  touch(file, start / 1000);
  expect((await folder.list())[0]?.fault).toBe(null);
  rot(file);
  touch(file, start / 1000);
  expect((await folder.list())[0]?.fault).toBe(null);
  clock.time += 25 * 3_600_000;
  expect((await folder.list())[0]?.fault).toBe('backup/damaged');
  writeFileSync(file, whole);
  touch(file);
  expect((await folder.list())[0]?.fault).toBe(null);
});

test('a large file is checked in pieces, to its last byte', async () => {
  const { folder, path } = backups();
  const update = new Uint8Array(3 * 1024 * 1024 + 17).fill(7);
  const { name } = await folder.add({ ...content(''), update });
  const fresh = () => new BackupFolder(path, { clock: backups().clock, random: nodeRandom }).list();
  expect((await fresh())[0]?.fault).toBe(null);
  const file = readFileSync(join(path, name));
  for (const at of [300, 1024 * 1024, file.length - 33, file.length - 1]) {
    const hurt = Uint8Array.from(file);
    hurt[at] = (hurt[at] ?? 0) ^ 128;
    writeFileSync(join(path, name), hurt);
    expect((await fresh())[0]?.fault, String(at)).toBe('backup/damaged');
  }
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
