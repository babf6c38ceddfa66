import createTestnet from 'hyperdht/testnet.js';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { nodeRandom, nodeScheduler } from '../../../../src/main/services/index.ts';
import { createInternetTransport } from '../../../../src/main/transports/internet/index.ts';
import { lanOn } from '../../transports/network.ts';
import { announcePort, loopbackNetwork } from '../../transports/loopback-network.ts';
import { ownSockets } from './own-sockets.ts';
import { pair, SyncDevice } from './sync-device.ts';

const within = { timeout: 40_000, interval: 50 };

let testnet: Awaited<ReturnType<typeof createTestnet>>;
beforeAll(async () => {
  testnet = await createTestnet(3, { host: '127.0.0.1' });
});
afterAll(() => testnet.destroy());

const internet = async () => {
  const bootstrap = testnet.bootstrap.map(({ host, port }) => `${host}:${port}`);
  return createInternetTransport({ scheduler: nodeScheduler, bootstrap, host: '127.0.0.1' });
};

const switchOn = (device: SyncDevice, on = true) => device.switch('internet', on);
const even = (a: SyncDevice, b: SyncDevice) =>
  expect.poll(async () => [(await a.says(b))?.upToDate, (await b.says(a))?.upToDate], within).toEqual([true, true]);

test('two devices find each other by their keys alone, letters and all', async () => {
  const [a, b] = await Promise.all([SyncDevice.open({ internet }), SyncDevice.open({ internet })]);
  await pair(a, b);
  await a.write(Uint8Array.of(1));
  const hash = await a.addLetter(nodeRandom(400_000));
  await Promise.all([switchOn(a), switchOn(b)]);
  await even(a, b);
  expect(await b.log()).toEqual(['01']);
  await expect.poll(async () => (await b.api.letters.status({ hashes: [hash] }))[0]?.state, within).toBe('here');
  expect(await a.says(b)).toMatchObject({ state: 'connected', way: 'internet' });
  await b.write(Uint8Array.of(2));
  await expect.poll(() => a.log(), within).toEqual(['01', '02']);
});

test('what one device has reaches a third through the second, letters included', async () => {
  const [a, b, c] = await Promise.all([0, 1, 2].map(() => SyncDevice.open({ internet })));
  if (!a || !b || !c) throw new Error('devices');
  await pair(a, b);
  await Promise.all([switchOn(a), switchOn(b)]);
  const hash = await a.addLetter(nodeRandom(100_000));
  await a.write(Uint8Array.of(1));
  await even(a, b);
  await switchOn(a, false);
  await b.vouch(b);
  await b.vouch(c);
  await c.admit({ anchors: [b], introduced: [b] });
  await switchOn(c);
  await even(b, c);
  expect(await c.log()).toEqual(['01']);
  await expect.poll(async () => (await c.api.letters.status({ hashes: [hash] }))[0]?.state, within).toBe('here');
  await switchOn(a);
  await c.write(Uint8Array.of(2));
  await expect.poll(() => a.log(), within).toEqual(['01', '02']);
});

test('off closes every socket before it answers', async () => {
  const before = ownSockets();
  const [a, b] = await Promise.all([SyncDevice.open({ internet }), SyncDevice.open({ internet })]);
  await pair(a, b);
  expect(ownSockets()).toEqual(before);
  await Promise.all([a.switch('internet'), b.switch('internet')]);
  await even(a, b);
  expect(ownSockets().length).toBeGreaterThan(before.length);
  await Promise.all([a.switch('internet', false), b.switch('internet', false)]);
  expect(ownSockets()).toEqual(before);
});

test('on the same network as well, both keep the connection over LAN', async () => {
  const network = await loopbackNetwork();
  const ways = { internet, lan: async () => lanOn(network) };
  const [a, b] = await Promise.all([SyncDevice.open(ways), SyncDevice.open(ways)]);
  await pair(a, b);
  await Promise.all([switchOn(a), switchOn(b)]);
  await even(a, b);
  expect(await a.says(b)).toMatchObject({ way: 'internet' });
  await Promise.all([a.lan(), b.lan()]);
  await expect.poll(async () => [(await a.says(b))?.way, (await b.says(a))?.way], within).toEqual(['lan', 'lan']);
  await even(a, b);
  await Promise.all([a.lan(false), b.lan(false)]);
  await expect
    .poll(async () => [(await a.says(b))?.way, (await b.says(a))?.state], within)
    .toEqual(['internet', 'connected']);
});

test('where the hash table cannot be reached, the way is on and says so; off closes it all the same', async () => {
  const nowhere = `127.0.0.1:${String(await announcePort())}`;
  const lonely = async () =>
    createInternetTransport({ scheduler: nodeScheduler, bootstrap: [nowhere], host: '127.0.0.1' });
  const a = await SyncDevice.open({ internet: lonely });
  await a.admit();
  await switchOn(a);
  const state = async () => (await a.api.sync.state()).ways[1];
  await expect.poll(async () => (await state())?.code, within).toBe('sync/offline');
  expect(await state()).toMatchObject({ on: true, state: 'trouble' });
  await switchOn(a, false);
  expect(await state()).toMatchObject({ on: false, state: 'off', code: null });
  // Nor is it waited for that the table is found, or is not.
  const sockets = ownSockets();
  await switchOn(a);
  expect(ownSockets().length).toBeGreaterThan(sockets.length);
  const begin = performance.now();
  await switchOn(a, false);
  expect(performance.now() - begin).toBeLessThan(3_000);
  expect(ownSockets()).toEqual(sockets);
});
