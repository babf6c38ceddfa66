import { bytesToHex } from '#core/base';
import { expect, test } from 'vitest';
import { nodeRandom } from '../../../../src/main/services/index.ts';
import { freshKeyPair, openEndpoint, lanOn, listen } from '../../transports/network.ts';
import { loopbackNetwork } from '../../transports/loopback-network.ts';
import * as Y from 'yjs';
import { establishedSockets, ownSockets } from './own-sockets.ts';
import { pair, SyncDevice } from './sync-device.ts';

const within = { timeout: 20_000, interval: 25 };
const even = (a: SyncDevice, b: SyncDevice) =>
  expect.poll(async () => [(await a.says(b))?.upToDate, (await b.says(a))?.upToDate], within).toEqual([true, true]);

async function twoDevices(): Promise<readonly [SyncDevice, SyncDevice]> {
  const network = await loopbackNetwork();
  const [a, b] = await Promise.all([SyncDevice.open(network), SyncDevice.open(network)]);
  await pair(a, b);
  return [a, b];
}

test('two devices find each other, exchange both vaults, and go on as changes come', async () => {
  const [a, b] = await twoDevices();
  const [one, two] = [nodeRandom(300), nodeRandom(40)];
  await a.write(one);
  await Promise.all([a.lan(), b.lan()]);
  await even(a, b);
  await b.write(two);
  await expect.poll(() => a.log(), within).toEqual([one, two].map(bytesToHex));
  expect(await b.log()).toEqual([one, two].map(bytesToHex));
  // Both windows heard of what came from the other side.
  await expect.poll(() => a.window.getArray('log').length, within).toBe(2);
  expect(b.window.getArray('log').length).toBe(2);
  await even(a, b);
  expect(await a.says(b)).toMatchObject({ state: 'connected', way: 'lan', code: null, outgoing: { changes: 0 } });
  // The second device needs no introduction any more: the vault names the first.
  await b.admit({ anchors: [a] });
  await even(a, b);
});

test('letters come whole, and the window is told', async () => {
  const [a, b] = await twoDevices();
  const letter = nodeRandom(700_000);
  const hash = await a.addLetter(letter);
  const arrived = new Promise((resolve) => b.api.on('letters.arrived', resolve));
  await Promise.all([a.lan(), b.lan()]);
  expect(await arrived).toEqual({ hash });
  expect((await b.api.letters.status({ hashes: [hash] }))[0]).toEqual({ state: 'here', bytes: letter.length });
  await even(a, b);
  expect((await b.api.sync.state()).missing).toEqual({ letters: 0, letterBytes: 0 });
});

test('a long letter says on both sides how far it is while it crosses', async () => {
  const [a, b] = await twoDevices();
  const letter = nodeRandom(24 * 1024 * 1024);
  await a.addLetter(letter);
  await Promise.all([a.lan(), b.lan()]);
  const crossing = async (device: SyncDevice, way: 'incoming' | 'outgoing') => {
    const amount = (await device.api.sync.state()).devices[0]?.[way];
    const { across = 0, size = 0 } = amount?.crossing ?? {};
    if (across > 0) expect(amount?.letterBytes).toBe(size - across);
    return [size, across > 0 && across < size];
  };
  const soon = { timeout: 20_000, interval: 1 };
  await expect.poll(() => crossing(b, 'incoming'), soon).toEqual([letter.length, true]);
  await expect.poll(() => crossing(a, 'outgoing'), soon).toEqual([letter.length, true]);
  await even(a, b);
  expect(await Promise.all([crossing(a, 'outgoing'), crossing(b, 'incoming')])).toEqual([
    [0, false],
    [0, false],
  ]);
});

test('a typed address is enough where nothing is announced', async () => {
  const quiet = async () => ({ ...(await loopbackNetwork()) });
  const [a, b] = [await SyncDevice.open(await quiet()), await SyncDevice.open(await quiet())];
  await pair(a, b);
  await Promise.all([a.lan(), b.lan()]);
  await b.api.sync.setAddress({ device: a.identity.device, address: await a.address() });
  await even(a, b);
  expect(await b.says(a)).toMatchObject({ address: await a.address() });
});

test('there is one session for two devices, whoever dials', async () => {
  const [a, b] = await twoDevices();
  await Promise.all([a.lan(), b.lan()]);
  await a.api.sync.setAddress({ device: b.identity.device, address: await b.address() });
  await b.api.sync.setAddress({ device: a.identity.device, address: await a.address() });
  for (let round = 0; round < 5; round++) {
    await Promise.all([a.api.sync.retry(), b.api.sync.retry()]);
    await even(a, b);
  }
  await expect.poll(() => establishedSockets(), within).toBe(2);
});

test('sync goes on while the journal is locked, and waits after a start until it is opened', async () => {
  const network = await loopbackNetwork();
  const [a, first] = await Promise.all([SyncDevice.open(network), SyncDevice.open(network)]);
  await pair(a, first);
  await Promise.all([a.lan(), first.lan()]);
  await even(a, first);
  await first.services.close();
  const { folder: dataFolder, identity } = first;
  const b = await SyncDevice.open(network, { dataFolder, identity });
  const [lan] = (await b.api.sync.state()).ways;
  expect(lan).toMatchObject({ on: true, state: 'waiting', addresses: [] });
  expect(await b.api.sync.state()).toMatchObject({ ready: false, device: identity.device });
  await a.write(Uint8Array.of(1));
  await b.admit({ anchors: [a] });
  await expect.poll(() => b.log(), within).toEqual(['01']);
});

test('off closes every socket before it answers, and nothing was open before', async () => {
  const before = ownSockets();
  const [a, b] = await twoDevices();
  expect(ownSockets()).toEqual(before);
  await Promise.all([a.lan(), b.lan()]);
  await even(a, b);
  expect(ownSockets().length).toBeGreaterThan(before.length);
  await Promise.all([a.lan(false), b.lan(false)]);
  expect(ownSockets()).toEqual(before);
  expect((await a.api.sync.state()).ways[0]).toMatchObject({ on: false, state: 'off', addresses: [] });
});

test('a removed device is refused, and what is written afterwards does not reach it', async () => {
  const [a, b] = await twoDevices();
  await Promise.all([a.lan(), b.lan()]);
  await even(a, b);
  await a.remove(b);
  await expect.poll(async () => (await b.says(a))?.code, within).toBe('sync/removed');
  await a.write(Uint8Array.of(7));
  expect(await a.says(b)).toBeUndefined();
  // Were it to ignore that it was removed, it would not get far.
  const stubborn = await openEndpoint(lanOn(await loopbackNetwork()), {
    keyPair: {
      publicKey: b.identity.networkKey,
      secretKey: Buffer.concat([b.identity.networkSeed, b.identity.networkKey]),
    },
  });
  const dialled = stubborn.endpoint.dial({ peerKey: a.identity.networkKey, address: await a.address() });
  await expect(dialled.connection).rejects.toMatchObject({ code: 'sync/refused' });
  expect(await b.log()).toEqual([]);
});

test('a stranger who knows address, port and keys learns nothing and changes nothing', async () => {
  const [a] = await twoDevices();
  await a.write(Uint8Array.of(1));
  await a.lan();
  const stranger = await openEndpoint(lanOn(await loopbackNetwork()), { keyPair: freshKeyPair() });
  const target = { peerKey: a.identity.networkKey, address: await a.address() };
  await expect(stranger.endpoint.dial(target).connection).rejects.toMatchObject({ code: 'sync/refused' });
  expect(await a.log()).toEqual(['01']);
});

test('a member without the membership key gets not one frame', async () => {
  const [a, b] = await twoDevices();
  await a.write(Uint8Array.of(1));
  await a.lan();
  const keyPair = {
    publicKey: b.identity.networkKey,
    secretKey: Buffer.concat([b.identity.networkSeed, b.identity.networkKey]),
  };
  const thief = await openEndpoint(lanOn(await loopbackNetwork()), { keyPair });
  const dialled = await thief.endpoint.dial({ peerKey: a.identity.networkKey, address: await a.address() }).connection;
  const heard = listen(dialled);
  // A hello with a proof under another key.
  dialled.send(Uint8Array.of(0, 0, 0x4e, 0x57, 0x53, 1, 1, 1, ...nodeRandom(32)));
  await heard.closed;
  expect(heard.frames.all).toEqual([]);
});

test('what another device sends is backed up and survives the end of the process', async () => {
  const [a, b] = await twoDevices();
  await Promise.all([a.lan(), b.lan()]);
  await a.write(Uint8Array.of(9));
  await expect.poll(() => b.log(), within).toEqual(['09']);
  await b.services.close();
  const again = await SyncDevice.open({}, { dataFolder: b.folder });
  expect(await again.log()).toEqual(['09']);
});

test('what is open again after a pause brings the rest', async () => {
  const [a, b] = await twoDevices();
  await Promise.all([a.lan(), b.lan()]);
  await even(a, b);
  await b.lan(false);
  await expect.poll(async () => (await a.says(b))?.state, within).toBe('away');
  await a.write(Uint8Array.of(1));
  await a.write(Uint8Array.of(2));
  expect((await a.says(b))?.outgoing.changes).toBe(2);
  await b.lan();
  await even(a, b);
  expect(await b.log()).toEqual(['01', '02']);
  expect(await a.says(b)).toMatchObject({ outgoing: { changes: 0 } });
  expect((await a.says(b))?.lastSynced).not.toBeNull();
});

test('a way that cannot be loaded is one that this computer does not have; the log says why, the rest goes on', async () => {
  const ways = { internet: () => Promise.reject(new Error('No native build was found')) };
  const a = await SyncDevice.open(ways);
  await a.admit();
  await a.switch('internet');
  expect((await a.api.sync.state()).ways[1]).toMatchObject({ available: false, code: 'sync/unavailable' });
  expect(a.lines.join('\n')).toContain('sync/unavailable');
  await expect(a.lan()).rejects.toMatchObject({ code: 'sync/unavailable' });
  await a.write(Uint8Array.of(1));
});

test('what one device has reaches a third through the second, letters included', async () => {
  const network = await loopbackNetwork();
  const [a, b, c] = await Promise.all([0, 1, 2].map(() => SyncDevice.open(network)));
  if (!a || !b || !c) throw new Error('devices');
  await pair(a, b);
  await Promise.all([a.lan(), b.lan()]);
  const hash = await a.addLetter(nodeRandom(100_000));
  await a.write(Uint8Array.of(1));
  await even(a, b);
  await a.lan(false);
  // The second one, which the first let in, lets in the third.
  await b.vouch(b);
  await b.vouch(c);
  await c.admit({ anchors: [b], introduced: [b] });
  await c.lan();
  await even(b, c);
  expect(await c.log()).toEqual(['01']);
  expect((await c.api.letters.status({ hashes: [hash] }))[0]?.state).toBe('here');
  await a.lan();
  await c.write(Uint8Array.of(2));
  await expect.poll(() => a.log(), within).toEqual(['01', '02']);
});

test('another vault in the place of this one: nothing goes out until its window has said who it is', async () => {
  const [a, b] = await twoDevices();
  await Promise.all([a.lan(), b.lan()]);
  await even(a, b);
  const other = new Y.Doc();
  other.getArray('log').push([Uint8Array.of(9)]);
  const update = Y.encodeStateAsUpdate(other);
  const { transfer } = await a.api.backups.replace({ bytes: update.length, chunks: 1 });
  await a.api.backups.replaceChunk({ transfer, index: 0, bytes: update });
  expect(await a.api.sync.state()).toMatchObject({ ready: false, devices: [] });
  await expect.poll(async () => (await a.api.sync.state()).ways[0]?.state, within).toBe('waiting');
  await b.write(Uint8Array.of(1));
  expect(await b.log()).toEqual(['01']);
  expect((await a.log()).at(0)).toBe('09');
});

test('a network without announcements is told, while the way is open all the same', async () => {
  const network = { ...(await loopbackNetwork()), addresses: () => [] };
  const a = await SyncDevice.open(network);
  await a.admit();
  await a.lan();
  expect((await a.api.sync.state()).ways[0]).toMatchObject({ state: 'trouble', code: 'sync/no-announcements' });
});
