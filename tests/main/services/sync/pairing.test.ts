import { bytesToHex, utf8ToBytes } from '#core/base';
import { keyPairOf } from '#core/sync';
import { expect, test } from 'vitest';
import { nodeRandom } from '../../../../src/main/services/index.ts';
import type { HostEvent } from '#core/contract';
import { Arrivals, lanOn, listen, openEndpoint } from '../../transports/network.ts';
import { loopbackNetwork } from '../../transports/loopback-network.ts';
import { manualScheduler } from '../manual-scheduler.ts';
import { SyncDevice } from './sync-device.ts';

const channelOf = () => ({ seed: nodeRandom(32), proof: nodeRandom(32) });

function eventsOf(device: SyncDevice) {
  const events = new Arrivals<HostEvent<'sync.pairing'>>();
  device.api.on('sync.pairing', (event) => events.add(event));
  return events;
}

async function twoDevices() {
  const network = await loopbackNetwork();
  const devices = await Promise.all([SyncDevice.open(network), SyncDevice.open(network)]);
  await Promise.all(devices.map((device) => device.lan()));
  return devices;
}

test('the same words meet over one handshake, and messages cross as they are', async () => {
  const [a, b] = await twoDevices();
  const [heardByA, heardByB] = [eventsOf(a), eventsOf(b)];
  const channel = channelOf();
  const { pairing: atA } = await a.api.sync.beginPairing({ channel });
  const { pairing: atB } = await b.api.sync.acceptPairing({ channel, address: null });
  const [metByA, metByB] = await Promise.all([heardByA.next(), heardByB.next()]);
  expect(metByA).toMatchObject({ pairing: atA, stage: 'met' });
  expect(metByB).toMatchObject({ pairing: atB, stage: 'met' });
  expect('handshakeHash' in metByA && 'handshakeHash' in metByB && metByA.handshakeHash).toEqual(
    'handshakeHash' in metByB && metByB.handshakeHash,
  );
  const messages = [nodeRandom(1), nodeRandom(48 * 1024)];
  for (const message of messages) await a.api.sync.sendPairing({ pairing: atA, message });
  await b.api.sync.sendPairing({ pairing: atB, message: utf8ToBytes('yes') });
  expect(await heardByB.next()).toEqual({ pairing: atB, stage: 'message', message: messages[0] });
  expect(await heardByB.next()).toEqual({ pairing: atB, stage: 'message', message: messages[1] });
  expect(await heardByA.next()).toMatchObject({ stage: 'message' });
  await a.api.sync.endPairing({ pairing: atA });
  expect(await heardByA.next()).toEqual({ pairing: atA, stage: 'ended', code: null });
  expect(await heardByB.next()).toEqual({ pairing: atB, stage: 'ended', code: null });
  await expect(a.api.sync.sendPairing({ pairing: atA, message: messages[0] as Uint8Array })).rejects.toMatchObject({
    code: 'input/invalid',
  });
});

test('a typed address is enough, and a message that was handed over before the end arrives', async () => {
  const [a] = await twoDevices();
  const b = await SyncDevice.open(await loopbackNetwork());
  await b.lan();
  const [heardByA, heardByB] = [eventsOf(a), eventsOf(b)];
  const channel = channelOf();
  const { pairing, addresses } = await a.api.sync.beginPairing({ channel });
  await b.api.sync.acceptPairing({ channel, address: addresses[0] ?? null });
  await Promise.all([heardByA.next(), heardByB.next()]);
  await a.api.sync.sendPairing({ pairing, message: Uint8Array.of(1) });
  await a.api.sync.endPairing({ pairing });
  expect(await heardByB.next()).toMatchObject({ stage: 'message' });
  expect(await heardByB.next()).toMatchObject({ stage: 'ended', code: null });
});

test('other words find nothing, and who knows where the words are but not what they prove is hung up on', async () => {
  const [a] = await twoDevices();
  const heard = eventsOf(a);
  const channel = channelOf();
  const { addresses } = await a.api.sync.beginPairing({ channel });
  const guest = await openEndpoint(lanOn(await loopbackNetwork()));
  const [address = null] = addresses;
  const wrongKey = guest.endpoint.dial({ peerKey: keyPairOf(nodeRandom(32)).publicKey, address });
  await expect(wrongKey.connection).rejects.toMatchObject({ code: 'sync/refused' });
  const { connection } = guest.endpoint.dial({ peerKey: keyPairOf(channel.seed).publicKey, address });
  const intruder = await connection;
  const said = listen(intruder);
  intruder.send(Uint8Array.of(1, ...nodeRandom(32)));
  await said.closed;
  expect(said.frames.all).toEqual([]);
  // The pairing goes on for the one that knows the words.
  const b = await SyncDevice.open(await loopbackNetwork());
  await b.lan();
  await b.api.sync.acceptPairing({ channel, address });
  expect(await heard.next()).toMatchObject({ stage: 'met' });
});

test('words are for one use', async () => {
  const [a, b] = await twoDevices();
  const heard = eventsOf(a);
  const channel = channelOf();
  const { addresses } = await a.api.sync.beginPairing({ channel });
  await b.api.sync.acceptPairing({ channel, address: addresses[0] ?? null });
  expect(await heard.next()).toMatchObject({ stage: 'met' });
  const late = await openEndpoint(lanOn(await loopbackNetwork()));
  const target = { peerKey: keyPairOf(channel.seed).publicKey, address: addresses[0] ?? null };
  await expect(late.endpoint.dial(target).connection).rejects.toMatchObject({ code: 'sync/refused' });
});

test('words hold for ten minutes', async () => {
  const scheduler = manualScheduler();
  const device = await SyncDevice.open(await loopbackNetwork(), { scheduler });
  await device.lan();
  const heard = eventsOf(device);
  const { pairing } = await device.api.sync.beginPairing({ channel: channelOf() });
  scheduler.advance(9 * 60_000);
  expect(heard.all).toEqual([]);
  scheduler.advance(60_000);
  expect(await heard.next()).toEqual({ pairing, stage: 'ended', code: 'sync/pairing-expired' });
});

test('with no way on there is no pairing; switching it off ends one', async () => {
  const device = await SyncDevice.open(await loopbackNetwork());
  await expect(device.api.sync.beginPairing({ channel: channelOf() })).rejects.toMatchObject({ code: 'sync/off' });
  await device.lan();
  const heard = eventsOf(device);
  const { addresses } = await device.api.sync.beginPairing({ channel: channelOf() });
  await device.lan(false);
  expect(await heard.next()).toMatchObject({ stage: 'ended', code: null });
  const guest = await openEndpoint(lanOn(await loopbackNetwork()));
  const { connection } = guest.endpoint.dial({ peerKey: guest.keyPair.publicKey, address: addresses[0] ?? null });
  await expect(connection).rejects.toMatchObject({ code: 'sync/unreachable' });
  expect(bytesToHex(guest.keyPair.publicKey)).toHaveLength(64);
});
