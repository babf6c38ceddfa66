import { bytesToHex } from '#core/base';
import { sha256 } from '@noble/hashes/sha2.js';
import { createDispatch, createHostApi, type HostApi } from '#core/contract';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { nodeRandom, type Services } from '../../../src/main/services/index.ts';
import { pullLetter, putLetter } from '../../../src/renderer/host/letter-transfer.ts';
import { pullUpdate, pushUpdate, receiveUpdate, sendUpdate } from '../../../src/renderer/host/update-transfer.ts';
import { temporaryFolder } from '../storage/folder.ts';
import { bytes, logOf, vaultDoc } from '../storage/vault-double.ts';
import { manualScheduler } from './manual-scheduler.ts';
import { openTestServices } from './open-services.ts';

const hour = 3_600_000;

function apiOf(services: Services): HostApi {
  return createHostApi({ invoke: createDispatch(services.handlers), subscribe: () => () => undefined });
}

/** A founded vault, as far as a host can tell: a way in, and a log of what looks like records. */
function founded(...texts: string[]): Y.Doc {
  const doc = vaultDoc();
  doc.getMap('header').set('slot/one', bytes('sealed'));
  write(doc, ...texts);
  return doc;
}
const recordOf = (text: string) => Uint8Array.from([...new Uint8Array(60), ...bytes(text)]);
const write = (doc: Y.Doc, ...texts: string[]) => logOf(doc).push(texts.map(recordOf));

const textsIn = (update: Uint8Array) => {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, update);
  return logOf(doc)
    .toArray()
    .map((record) => new TextDecoder().decode(record.subarray(60)));
};
const empty = Y.encodeStateVector(new Y.Doc());

function steered() {
  const clock = { time: Date.parse('2026-01-01T09:00:00Z'), now: () => clock.time, today: () => '2026-01-01' as never };
  return { clock, scheduler: manualScheduler() };
}

const replaceBy = (host: HostApi, update: Uint8Array, folder: string | null = null) =>
  sendUpdate(
    update,
    host.backups.replace,
    async (chunk) => (await host.backups.replaceChunk({ ...chunk, folder })).replaced,
  );

const listed = async (host: HostApi) => (await host.backups.status()).backups;

const recordsOf = async (host: HostApi) => (await listed(host)).map(({ records }) => records);

test('nothing is backed up before there is a vault', async () => {
  const { services } = await openTestServices();
  await expect(apiOf(services).backups.make()).rejects.toMatchObject({ code: 'backup/empty' });
  expect(await listed(apiOf(services))).toEqual([]);
});

test('one is made on request, holds the whole vault, and lies in the data folder', async () => {
  const { services, folder } = await openTestServices();
  const host = apiOf(services);
  await pushUpdate(host, Y.encodeStateAsUpdate(founded('one', 'two')));
  await host.backups.make();
  const { backups, ...rest } = await host.backups.status();
  expect(rest).toEqual({ folder: join(folder, 'backups'), chosen: false, problem: null });
  expect(backups).toMatchObject([{ records: 2, unreadable: 0, doubtful: false, fault: null }]);
  const update = await receiveUpdate(host, await host.backups.read({ name: backups[0]?.name ?? '', folder: null }));
  expect(textsIn(update)).toEqual(['one', 'two']);
});

test('the end of a session leaves one behind when something changed, and only then', async () => {
  const dataFolder = join(temporaryFolder(), 'data');
  const { clock, scheduler } = steered();
  const first = await openTestServices({ dataFolder, clock, scheduler });
  await pushUpdate(apiOf(first.services), Y.encodeStateAsUpdate(founded('one')));
  await first.services.close();
  expect(readdirSync(join(dataFolder, 'backups'))).toHaveLength(1);
  clock.time += 2 * hour;
  const second = await openTestServices({ dataFolder, clock, scheduler });
  await second.services.close();
  expect(readdirSync(join(dataFolder, 'backups'))).toHaveLength(1);
});

test('while running one is made some hours after a change', async () => {
  const { clock, scheduler } = steered();
  const { services } = await openTestServices({ clock, scheduler });
  const host = apiOf(services);
  const doc = founded('one');
  await pushUpdate(host, Y.encodeStateAsUpdate(doc));
  scheduler.advance(30_000);
  await expect.poll(() => recordsOf(host)).toEqual([1]);
  write(doc, 'two');
  await pushUpdate(host, Y.encodeStateAsUpdate(doc));
  clock.time += 5 * hour;
  scheduler.advance(5 * hour);
  await expect.poll(() => recordsOf(host)).toEqual([2, 1]);
});

test('another folder is taken only when a backup could be written there', async () => {
  const { services, folder } = await openTestServices();
  const host = apiOf(services);
  await pushUpdate(host, Y.encodeStateAsUpdate(founded('one')));
  const chosen = join(temporaryFolder(), 'elsewhere');
  await host.backups.choose({ folder: chosen });
  expect(await host.backups.status()).toMatchObject({ folder: chosen, chosen: true });
  expect(readdirSync(chosen)).toHaveLength(1);
  await expect(host.backups.choose({ folder: 'not absolute' })).rejects.toMatchObject({ code: 'input/invalid' });
  const file = join(chosen, readdirSync(chosen)[0] ?? '');
  await expect(host.backups.choose({ folder: join(file, 'below') })).rejects.toMatchObject({ code: 'storage/failed' });
  expect(await host.backups.status()).toMatchObject({ folder: chosen, chosen: true });
  await services.close();
  const again = await openTestServices({ dataFolder: folder });
  expect(await apiOf(again.services).backups.status()).toMatchObject({ folder: chosen, chosen: true });
});

test('a folder that refuses is said, and the last good one stays', async () => {
  const { services } = await openTestServices();
  const host = apiOf(services);
  await pushUpdate(host, Y.encodeStateAsUpdate(founded('one')));
  const chosen = join(temporaryFolder(), 'elsewhere');
  mkdirSync(chosen);
  await host.backups.choose({ folder: chosen });
  const before = await listed(host);
  truncateSync(join(chosen, before[0]?.name ?? ''), 50);
  expect((await listed(host))[0]?.fault).toBe('backup/damaged');
  await expect(host.backups.read({ name: before[0]?.name ?? '', folder: null })).rejects.toMatchObject({
    code: 'backup/damaged',
  });
  expect(existsSync(join(chosen, before[0]?.name ?? ''))).toBe(true);
  chmodSync(chosen, 0o700);
});

test('when the newest backup is rotten another one is made, however young it is', async () => {
  const { clock, scheduler } = steered();
  const { services, folder } = await openTestServices({ clock, scheduler });
  const host = apiOf(services);
  await pushUpdate(host, Y.encodeStateAsUpdate(founded('one')));
  await host.backups.make();
  const file = join(folder, 'backups', (await listed(host))[0]?.name ?? '');
  const hurt = readFileSync(file);
  hurt[hurt.length - 40] = (hurt[hurt.length - 40] ?? 0) ^ 1;
  writeFileSync(file, hurt);
  // Times of files are coarse: both writes may bear the same otherwise.
  utimesSync(file, 1, 1);
  scheduler.advance(30_000);
  await expect.poll(async () => (await listed(host)).map(({ fault }) => fault)).toEqual([null, 'backup/damaged']);
});

test('a vault in the place of another: the present one is backed up first, and windows get another number', async () => {
  const { services } = await openTestServices();
  const host = apiOf(services);
  await pushUpdate(host, Y.encodeStateAsUpdate(founded('present')));
  const { folderNumber } = await host.app.describe();
  const past = Y.encodeStateAsUpdate(founded('past'));
  await replaceBy(host, past);
  expect(textsIn(await pullUpdate(host, empty))).toEqual(['past']);
  expect((await host.app.describe()).folderNumber).not.toBe(folderNumber);
  const [kept] = await listed(host);
  expect(textsIn(await receiveUpdate(host, await host.backups.read({ name: kept?.name ?? '', folder: null })))).toEqual(
    ['present'],
  );
});

test('a window that still holds the vault from before cannot write it into the new one', async () => {
  const { services } = await openTestServices();
  const host = apiOf(services);
  const present = founded('present');
  await host.app.describe();
  await pushUpdate(host, Y.encodeStateAsUpdate(present));
  const past = Y.encodeStateAsUpdate(founded('past'));
  await replaceBy(host, past);
  write(present, 'late');
  await expect(pushUpdate(host, Y.encodeStateAsUpdate(present))).rejects.toMatchObject({ code: 'storage/replaced' });
  expect(textsIn(await pullUpdate(host, empty))).toEqual(['past']);
  await host.app.describe();
  const opened = founded('past and on');
  await pushUpdate(host, Y.encodeStateAsUpdate(opened));
  expect(textsIn(await pullUpdate(host, empty)).sort()).toEqual(['past', 'past and on']);
});

/** Puts a letter on the host, and names it in the vault. */
async function addLetter(host: HostApi, doc: Y.Doc, sealed: Uint8Array): Promise<string> {
  const hash = bytesToHex(sha256(sealed));
  await putLetter(host, [sealed], sealed.length, () => hash);
  doc.getMap('letters').set(hash, sealed.length);
  await pushUpdate(host, Y.encodeStateAsUpdate(doc));
  return hash;
}
const stateOf = async (host: HostApi, hash: string) => (await host.letters.status({ hashes: [hash] }))[0]?.state;
const letterFile = (folder: string, hash: string) => join(folder, hash.slice(0, 2), hash);

async function takeLetter(host: HostApi, hash: string): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  for await (const part of pullLetter(host, hash)) parts.push(part);
  return Buffer.concat(parts);
}

test('a backup keeps the letters beside it, and putting it in place in an empty folder brings them back', async () => {
  const { services } = await openTestServices();
  const host = apiOf(services);
  const doc = founded('one');
  await pushUpdate(host, Y.encodeStateAsUpdate(doc));
  const sealed = nodeRandom(1_500_000);
  const hash = await addLetter(host, doc, sealed);
  const folder = join(temporaryFolder(), 'stick');
  await host.backups.choose({ folder });
  expect((await host.backups.letters({ folder: null, hashes: [hash] }))[0]?.state).toBe('here');
  // Another computer, which knows nothing but where the backups lie.
  const other = apiOf((await openTestServices()).services);
  const [backup] = await other.backups.look({ folder });
  const update = await receiveUpdate(other, await other.backups.read({ name: backup?.name ?? '', folder }));
  await replaceBy(other, update, folder);
  expect(textsIn(await pullUpdate(other, empty))).toEqual(['one']);
  expect(await stateOf(other, hash)).toBe('here');
  expect(Buffer.compare(await takeLetter(other, hash), sealed)).toBe(0);
  expect(await other.backups.status()).toMatchObject({ chosen: false });
});

test('a letter beside the backups is handed out only when every byte of it is right', async () => {
  const { services, folder } = await openTestServices();
  const host = apiOf(services);
  const doc = founded('one');
  await pushUpdate(host, Y.encodeStateAsUpdate(doc));
  const hash = await addLetter(host, doc, nodeRandom(5000));
  await host.backups.make();
  const { transfer, bytes: size } = await host.backups.letter({ folder: null, hash });
  expect(size).toBe(5000);
  expect(bytesToHex(sha256(await host.letters.getChunk({ transfer, index: 0 })))).toBe(hash);
  await host.letters.getEnd({ transfer });
  writeFileSync(letterFile(join(folder, 'backups', 'letters'), hash), nodeRandom(5000));
  await expect(host.backups.letter({ folder: null, hash })).rejects.toMatchObject({ code: 'letter/damaged' });
  // The next backup mends it from the one that is in use.
  await host.backups.make();
  const again = await host.backups.letter({ folder: null, hash });
  await host.letters.getEnd({ transfer: again.transfer });
});

test('a letter that is damaged or lost here comes back from beside the backups with the next one', async () => {
  const { services, folder } = await openTestServices();
  const host = apiOf(services);
  const doc = founded('one');
  await pushUpdate(host, Y.encodeStateAsUpdate(doc));
  const [hurt, lost] = [await addLetter(host, doc, nodeRandom(400)), await addLetter(host, doc, nodeRandom(500))];
  await host.backups.make();
  writeFileSync(letterFile(join(folder, 'letters'), hurt), nodeRandom(400));
  await expect(takeLetter(host, hurt)).rejects.toMatchObject({ code: 'letter/damaged' });
  rmSync(letterFile(join(folder, 'letters'), lost));
  await host.backups.make();
  for (const hash of [hurt, lost]) expect(bytesToHex(sha256(await takeLetter(host, hash)))).toBe(hash);
});

test('what is put in place without its letters says so; those of the journal before stay in its backup', async () => {
  const { services } = await openTestServices();
  const host = apiOf(services);
  const doc = founded('present');
  await pushUpdate(host, Y.encodeStateAsUpdate(doc));
  const present = await addLetter(host, doc, nodeRandom(300));
  const past = founded('past');
  const nowhere = 'f'.repeat(64);
  past.getMap('letters').set(nowhere, 300);
  await replaceBy(host, Y.encodeStateAsUpdate(past));
  expect(await stateOf(host, nowhere)).toBe('absent');
  expect((await host.backups.letters({ folder: null, hashes: [present] }))[0]?.state).toBe('here');
});

test('a folder is looked into without a trace; a path that is not whole is refused', async () => {
  const { services } = await openTestServices();
  const host = apiOf(services);
  const folder = join(temporaryFolder(), 'not there');
  expect(await host.backups.look({ folder })).toEqual([]);
  expect(existsSync(folder)).toBe(false);
  await expect(host.backups.look({ folder: 'not/whole' })).rejects.toMatchObject({ code: 'input/invalid' });
});
