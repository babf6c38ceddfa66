import { bytesToHex, concatBytes } from '#core/base';
import { cpSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { nodeRandom } from '../../../../src/main/services/index.ts';
import { folderTransport } from '../../../../src/main/transports/folder/index.ts';
import { letterName, setFolder, setName } from '../../../../src/main/transports/folder/names.ts';
import { openFile, sealFile } from '../../../../src/main/transports/folder/sealed-file.ts';
import { temporaryFolder } from '../../storage/folder.ts';
import { keyPairOf, lanOn } from '../../transports/network.ts';
import { loopbackNetwork } from '../../transports/loopback-network.ts';
import { fastTime } from './fast-time.ts';
import { membershipKey } from './identity.ts';
import { pair, SyncDevice } from './sync-device.ts';

const within = { timeout: 20_000, interval: 25 };
const times = 100;

const openDevice = (options: Parameters<typeof SyncDevice.open>[1] = {}) =>
  SyncDevice.open({ folder: async () => folderTransport }, { ...fastTime(times), ...options });

async function share(device: SyncDevice, folder: string): Promise<void> {
  await device.api.sync.setFolder({ folder });
  await device.switch('folder');
}

const even = (a: SyncDevice, b: SyncDevice) =>
  expect.poll(async () => [(await a.says(b))?.upToDate, (await b.says(a))?.upToDate], within).toEqual([true, true]);

const codeOf = async (device: SyncDevice) => (await device.api.sync.state()).ways[2]?.code;
const filesOf = (device: SyncDevice, folder: string) =>
  readdirSync(setFolder(folder, device.identity.networkKey)).sort();
const pathIn = (device: SyncDevice, folder: string, name: string) =>
  join(setFolder(folder, device.identity.networkKey), name);

/** Two devices, each with a folder of its own, and what keeps the two equal. */
async function twoFolders() {
  const [a, b] = await Promise.all([openDevice(), openDevice()]);
  await pair(a, b);
  return [a, b] as const;
}

async function twoInOne() {
  // Made first, so that it is removed when the devices have ended.
  const folder = temporaryFolder();
  const [a, b] = await twoFolders();
  await share(a, folder);
  await share(b, folder);
  return { a, b, folder };
}

test('two devices that never meet exchange all they have through a folder, letters included', async () => {
  const { a, b } = await twoInOne();
  const [one, two, letter] = [nodeRandom(500), nodeRandom(70), nodeRandom(700_000)];
  await a.write(one);
  const hash = await a.addLetter(letter);
  await b.write(two);
  await expect.poll(async () => (await a.log()).length + (await b.log()).length, within).toBe(4);
  expect(await b.log()).toEqual(await a.log());
  const status = async () => (await b.api.letters.status({ hashes: [hash] }))[0];
  await expect.poll(status, within).toEqual({ state: 'here', bytes: letter.length });
  await even(a, b);
  expect(await a.says(b)).toMatchObject({ way: 'folder', state: 'away', outgoing: { changes: 0 } });
  await a.write(Uint8Array.of(3));
  await expect.poll(() => b.log(), within).toContain('03');
});

test('three devices that never meet come to the same end through one folder', async () => {
  const { a, b, folder } = await twoInOne();
  const c = await openDevice();
  // As a window does: for whom it has met.
  for (const met of [a, b, c]) await b.vouch(met);
  await c.admit({ anchors: [b], introduced: [b] });
  await share(c, folder);
  const hash = await a.addLetter(nodeRandom(100_000));
  const all = [a, b, c];
  for (const [index, device] of all.entries()) await device.write(Uint8Array.of(index));
  for (const device of all)
    await expect.poll(async () => (await device.log()).sort(), within).toEqual(['00', '01', '02']);
  const status = async () => (await c.api.letters.status({ hashes: [hash] }))[0]?.state;
  await expect.poll(status, within).toBe('here');
});

test.each([0, 1])(
  'a letter that two devices offer comes from the other where the file of one is not there',
  async (gone) => {
    const folder = temporaryFolder();
    const [a, b] = await twoFolders();
    const letter = nodeRandom(100_000);
    const both = [a, b];
    const hash = await a.addLetter(letter);
    await b.addLetter(letter);
    // Neither knows yet that it lies in the other one's files as well.
    for (const device of both) {
      const own = temporaryFolder();
      await share(device, own);
      await device.services.close();
      cpSync(own, folder, { recursive: true });
    }
    rmSync(pathIn(both[gone]!, folder, letterName(hash)));
    const c = await openDevice();
    await c.admit({ anchors: both, introduced: both });
    await share(c, folder);
    const status = async () => (await c.api.letters.status({ hashes: [hash] }))[0]?.state;
    await expect.poll(status, within).toBe('here');
  },
);

test('a folder that is even is left alone', async () => {
  const { a, b, folder } = await twoInOne();
  await a.write(Uint8Array.of(1));
  await expect.poll(() => b.log(), within).toEqual(['01']);
  await even(a, b);
  const marks = () =>
    [a, b].flatMap((each) =>
      filesOf(each, folder).map((name) => bytesToHex(readFileSync(pathIn(each, folder, name)).subarray(0, 60))),
    );
  const before = marks();
  const looked = a.states.length;
  await a.api.sync.retry();
  await b.api.sync.retry();
  await new Promise((resolve) => void fastTime(times).scheduler.after(30_000, () => resolve(null)));
  expect(marks()).toEqual(before);
  expect(a.states.length - looked).toBeLessThan(5);
});

test('changes are merged, so that a folder does not fill with them', async () => {
  const { a, b, folder } = await twoInOne();
  for (let index = 0; index < 40; index++) {
    await a.write(Uint8Array.of(index));
    await expect.poll(async () => (await b.log()).length, within).toBe(index + 1);
  }
  await even(a, b);
  expect(filesOf(a, folder).length).toBeLessThan(20);
});

test('a restart goes on with the files that are there', async () => {
  const { a, b, folder } = await twoInOne();
  await a.write(Uint8Array.of(1));
  await even(a, b);
  const before = filesOf(a, folder);
  await a.services.close();
  const again = await openDevice({ dataFolder: a.folder, identity: a.identity });
  await again.admit({ anchors: [a] });
  await even(again, b);
  expect(filesOf(a, folder)).toEqual(before);
});

test('whoever has the folder sees no word of it, and no name of a key', async () => {
  const { a, b, folder } = await twoInOne();
  const record = new TextEncoder().encode('wxqpzlkjvbn-seldom');
  await a.write(record);
  await even(a, b);
  for (const device of [a, b]) {
    for (const name of filesOf(device, folder)) {
      const file = readFileSync(pathIn(device, folder, name));
      expect(file.includes(Buffer.from(record))).toBe(false);
      expect(file.includes(Buffer.from(device.identity.networkKey))).toBe(false);
    }
  }
});

test('files of others, cut, empty and strange ones are let be; what is good goes on', async () => {
  const { a, b, folder } = await twoInOne();
  const set = setFolder(folder, a.identity.networkKey);
  writeFileSync(join(set, 'holiday.jpg'), nodeRandom(100));
  writeFileSync(join(set, 'index.sync-conflict-1'), nodeRandom(100));
  writeFileSync(join(folder, 'Nailwall', 'readme.txt'), 'hello');
  mkdirSync(join(folder, 'Nailwall', 'ffffffffffffffffffffffff'));
  writeFileSync(join(folder, 'Nailwall', 'ffffffffffffffffffffffff', 'index'), nodeRandom(100));
  await a.write(Uint8Array.of(1));
  await expect.poll(() => b.log(), within).toEqual(['01']);
  await even(a, b);
  expect(readdirSync(set)).toContain('holiday.jpg');
  expect([await codeOf(a), await codeOf(b)]).toEqual([null, null]);
});

/** A folder for each device: the test carries files from one to the other. */
async function carried() {
  const [at, to] = [temporaryFolder(), temporaryFolder()];
  const [a, b] = await twoFolders();
  // Before, so that all of it lies in one file.
  await a.write(Uint8Array.of(1));
  await share(a, at);
  await expect.poll(() => filesOf(a, at).length, within).toBe(2);
  await share(b, to);
  const [from, into] = [setFolder(at, a.identity.networkKey), setFolder(to, a.identity.networkKey)];
  return { a, b, at, to, from, into };
}

test('what has come only in part is waited for, and nothing is said of it', async () => {
  const { b, from, into } = await carried();
  mkdirSync(into);
  const [changes = ''] = readdirSync(from).filter((name) => name.startsWith('changes'));
  const whole = readFileSync(join(from, changes));
  writeFileSync(join(into, 'index'), readFileSync(join(from, 'index')));
  writeFileSync(join(into, changes), whole.subarray(0, 100));
  await b.api.sync.retry();
  await new Promise((resolve) => void fastTime(times).scheduler.after(20_000, () => resolve(null)));
  expect([await b.log(), await codeOf(b)]).toEqual([[], null]);
  writeFileSync(join(into, changes), whole);
  await expect.poll(() => b.log(), within).toEqual(['01']);
});

test('files that stay missing are told', async () => {
  const { b, from, into } = await carried();
  mkdirSync(into);
  writeFileSync(join(into, 'index'), readFileSync(join(from, 'index')));
  await expect.poll(() => codeOf(b), within).toBe('sync/folder-incomplete');
  cpSync(from, into, { recursive: true });
  await expect.poll(() => b.log(), within).toEqual(['01']);
  await expect.poll(() => codeOf(b), within).toBeNull();
});

test.each([
  ['an altered index', (into: string) => flip(join(into, 'index'))],
  ['an altered file of changes', (into: string) => flip(join(into, changesIn(into)))],
  ['an index of random bytes', (into: string) => writeFileSync(join(into, 'index'), nodeRandom(300))],
])('%s is told and not used; when the right one is back, it goes on', async (_, spoil) => {
  const { b, from, into } = await carried();
  cpSync(from, into, { recursive: true });
  spoil(into);
  await expect.poll(() => codeOf(b), within).toBe('sync/forged-file');
  expect(await b.log()).toEqual([]);
  cpSync(from, into, { recursive: true });
  await expect.poll(() => b.log(), within).toEqual(['01']);
  await expect.poll(() => codeOf(b), within).toBeNull();
});

test('an old set that somebody puts back is told and not used', async () => {
  const { a, b, at, from, into } = await carried();
  cpSync(from, into, { recursive: true });
  await expect.poll(() => b.log(), within).toEqual(['01']);
  const old = temporaryFolder();
  cpSync(from, old, { recursive: true });
  const before = readFileSync(join(from, 'index'));
  await a.write(Uint8Array.of(2));
  await expect.poll(() => Buffer.compare(readFileSync(pathIn(a, at, 'index')), before), within).not.toBe(0);
  cpSync(from, into, { recursive: true });
  await expect.poll(() => b.log(), within).toEqual(['01', '02']);
  // Written down with a delay: a host that starts anew must know it as well.
  await b.services.close();
  rmSync(into, { recursive: true });
  cpSync(old, into, { recursive: true });
  const again = await openDevice({ dataFolder: b.folder, identity: b.identity });
  await again.admit({ anchors: [a] });
  await expect.poll(() => codeOf(again), within).toBe('sync/forged-file');
  expect(await again.log()).toEqual(['01', '02']);
});

test('whoever knows a key of the vault but is none of its devices cannot write into it', async () => {
  const { a, b, to, from, into } = await carried();
  cpSync(from, into, { recursive: true });
  await expect.poll(() => b.log(), within).toEqual(['01']);
  const stranger = keyPairOf(nodeRandom(32));
  const forged = { publicKey: a.identity.networkKey, secretKey: stranger.secretKey };
  const [changes] = [changesIn(into)];
  const body = openFile(
    new Uint8Array(readFileSync(join(into, changes))),
    { networkKey: a.identity.networkKey, name: changes },
    [membershipKey],
  );
  // In its own name, and in that of a device.
  mkdirSync(setFolder(to, stranger.publicKey));
  for (const [keyPair, folder] of [
    [stranger, setFolder(to, stranger.publicKey)],
    [forged, into],
  ] as const) {
    writeFileSync(join(folder, 'index'), sealFile(body, 'index', keyPair, membershipKey, nodeRandom));
  }
  await expect.poll(() => codeOf(b), within).toBe('sync/forged-file');
  expect(await b.log()).toEqual(['01']);
});

test('a genuine file counts in its own place only', () => {
  const keyPair = keyPairOf(nodeRandom(32));
  const [place, body] = [{ networkKey: keyPair.publicKey, name: 'changes-1' }, nodeRandom(40)];
  const file = sealFile(body, 'changes-1', keyPair, membershipKey, nodeRandom);
  expect(openFile(file, place, [membershipKey])).toEqual(body);
  const forged = expect.objectContaining({ code: 'sync/forged-file' }) as unknown;
  expect(() => openFile(file, { ...place, name: 'changes-2' }, [membershipKey])).toThrow(forged);
  expect(() => openFile(file, { ...place, networkKey: nodeRandom(32) }, [membershipKey])).toThrow(forged);
  expect(() => openFile(file, place, [{ ...membershipKey, key: nodeRandom(32) }])).toThrow(forged);
  expect(() => openFile(file, place, [{ ...membershipKey, epoch: '11111111' }])).toThrow(forged);
  for (let bit = 0; bit < file.length * 8; bit += 3) {
    const altered = file.slice();
    altered[bit >> 3] = (altered[bit >> 3] ?? 0) ^ (1 << (bit & 7));
    expect(() => openFile(altered, place, [membershipKey])).toThrow();
  }
  for (let cut = 0; cut < file.length; cut++)
    expect(() => openFile(file.slice(0, cut), place, [membershipKey])).toThrow(forged);
  expect(() => openFile(concatBytes(file, Uint8Array.of(0)), place, [membershipKey])).toThrow(forged);
});

test('own files that somebody deletes or alters are written again', async () => {
  const { a, b, folder } = await twoInOne();
  await a.write(Uint8Array.of(1));
  await even(a, b);
  rmSync(setFolder(folder, a.identity.networkKey), { recursive: true });
  await expect.poll(() => readdirSync(join(folder, 'Nailwall')), within).toContain(setName(a.identity.networkKey));
  await expect.poll(() => filesOf(a, folder).length, within).toBe(2);
  flip(pathIn(b, folder, 'index'));
  await even(a, b);
});

test('the folder of a removed device is not read any more', async () => {
  const { a, b } = await twoInOne();
  await a.write(Uint8Array.of(1));
  await even(a, b);
  await a.remove(b);
  await expect.poll(async () => (await b.api.sync.state()).ways[2]?.code, within).toBe('sync/removed');
  await b.write(Uint8Array.of(2));
  await a.write(Uint8Array.of(3));
  await new Promise((resolve) => void fastTime(times).scheduler.after(30_000, () => resolve(null)));
  expect(await a.log()).toEqual(['01', '03']);
});

test('a folder that goes away is told, and goes on when it is back', async () => {
  const { a, b, folder } = await twoInOne();
  await even(a, b);
  renameSync(folder, `${folder}-away`);
  await expect.poll(() => codeOf(a), within).toBe('sync/transport-failed');
  await a.write(Uint8Array.of(1));
  renameSync(`${folder}-away`, folder);
  await expect.poll(() => codeOf(a), within).toBeNull();
  await expect.poll(() => b.log(), within).toEqual(['01']);
});

test('another folder takes the place of the first, which is left alone from then on', async () => {
  const other = temporaryFolder();
  const { a, b, folder } = await twoInOne();
  await a.write(Uint8Array.of(1));
  await even(a, b);
  const before = filesOf(a, folder);
  await a.api.sync.setFolder({ folder: other });
  await a.write(Uint8Array.of(2));
  await expect.poll(() => filesOf(a, other).length, within).toBeGreaterThan(1);
  expect(filesOf(a, folder)).toEqual(before);
  await b.api.sync.setFolder({ folder: other });
  await expect.poll(() => b.log(), within).toEqual(['01', '02']);
  await a.api.sync.setFolder({ folder: null });
  expect((await a.api.sync.state()).ways[2]).toMatchObject({ on: false, state: 'off', folder: null });
});

test('a folder that is not there cannot be switched on; nothing is made in its place', async () => {
  const a = await openDevice();
  await a.admit();
  const nowhere = join(temporaryFolder(), 'nowhere');
  await share(a, nowhere);
  expect((await a.api.sync.state()).ways[2]).toMatchObject({
    on: true,
    state: 'trouble',
    code: 'sync/transport-failed',
  });
  expect(() => readdirSync(nowhere)).toThrow();
});

test('LAN and folder at once come to the same end', async () => {
  const network = await loopbackNetwork();
  const folder = temporaryFolder();
  const ways = { lan: async () => lanOn(network), folder: async () => folderTransport };
  const [a, b] = await Promise.all([SyncDevice.open(ways, fastTime(20)), SyncDevice.open(ways, fastTime(20))]);
  await pair(a, b);
  for (const device of [a, b]) {
    await share(device, folder);
    await device.lan();
  }
  const hash = await a.addLetter(nodeRandom(300_000));
  for (let index = 0; index < 10; index++) await (index % 2 ? a : b).write(Uint8Array.of(index));
  await even(a, b);
  await expect.poll(async () => (await b.api.letters.status({ hashes: [hash] }))[0]?.state, within).toBe('here');
  expect((await a.log()).length).toBe(10);
  expect(await b.log()).toEqual(await a.log());
});

const changesIn = (folder: string): string => readdirSync(folder).find((name) => name.startsWith('changes')) ?? '';

function flip(path: string): void {
  const bytes = readFileSync(path);
  bytes[bytes.length - 1] = (bytes[bytes.length - 1] ?? 0) ^ 1;
  writeFileSync(path, bytes);
}
