import { type Bytes, bytesToHex, equalBytes } from '#core/base';
import { maxFrameBytes } from '#core/sync';
import { connect, createServer, type Socket } from 'node:net';
import { once } from 'node:events';
import { describe, expect, onTestFinished, test } from 'vitest';
import { nodeRandom, nodeScheduler } from '../../../src/main/services/index.ts';
import { createLanTransport } from '../../../src/main/transports/lan/index.ts';
import { parseAddress } from '../../../src/main/transports/lan/dial.ts';
import { initiate, openOverTcp, respond } from '../../../src/main/transports/stream/index.ts';
import { connectionLaw } from './connection-law.ts';
import { addressOf, freshKeyPair, lanOn, listen, openEndpoint } from './network.ts';
import { loopbackNetwork } from './loopback-network.ts';

const open = async (options: Parameters<typeof openEndpoint>[1] = {}) =>
  openEndpoint(lanOn(await loopbackNetwork()), options);

describe('a connection over TCP', () => connectionLaw(open));

async function rawSocket(address: string): Promise<Socket> {
  const { host, port } = parseAddress(address) as { host: string; port: number };
  const socket = connect({ host, port });
  socket.on('error', () => undefined);
  onTestFinished(() => void socket.destroy());
  await once(socket, 'connect');
  return socket;
}

describe('strangers', () => {
  test.each([
    ['nothing and hangs up', new Uint8Array()],
    ['HTTP', new TextEncoder().encode('GET / HTTP/1.1\r\nHost: x\r\n\r\n'.padEnd(200))],
    ['a first message for another key', Uint8Array.of(96, 0, 0, ...new Uint8Array(96).fill(7))],
    ['a length of 16 MiB', Uint8Array.of(255, 255, 255, 1, 2, 3)],
  ])('who say %s get not one byte', async (_, bytes) => {
    const b = await open();
    const socket = await rawSocket(addressOf(b));
    const heard: Bytes[] = [];
    socket.on('data', (data) => heard.push(data));
    const closed = once(socket, 'close');
    if (bytes.length > 0) socket.write(bytes);
    else socket.end();
    await closed;
    expect(heard).toEqual([]);
    expect([b.asked, b.connections.all]).toEqual([[], []]);
  });

  test('who say nothing at all are let go', async () => {
    const tasks: (() => void)[] = [];
    const scheduler = { after: (_: number, task: () => void) => (tasks.push(task), () => undefined) };
    const b = await openEndpoint(
      createLanTransport({ random: nodeRandom, scheduler, network: await loopbackNetwork() }),
    );
    const before = tasks.length;
    const socket = await rawSocket(addressOf(b));
    const closed = once(socket, 'close');
    await expect.poll(() => tasks.length).toBeGreaterThan(before);
    for (const task of tasks.slice(before)) task();
    await closed;
  });

  test('many at once cannot keep a device out for good', async () => {
    const [a, b] = await Promise.all([open(), open()]);
    const sockets = await Promise.all(Array.from({ length: 60 }, () => rawSocket(addressOf(b))));
    for (const socket of sockets) socket.destroy();
    await Promise.all(sockets.map(async (socket) => socket.closed || once(socket, 'close')));
    const dialled = await a.endpoint.dial({ peerKey: b.keyPair.publicKey, address: addressOf(b) }).connection;
    expect(dialled.isInitiator).toBe(true);
  });
});

/** Two ends with a person in the middle who may alter what passes. */
async function tapped(alter: (bytes: Buffer, passed: number) => Buffer) {
  const b = await open();
  const target = parseAddress(addressOf(b)) as { host: string; port: number };
  let passed = 0;
  const proxy = createServer((near) => {
    const far = connect(target);
    for (const socket of [near, far]) socket.on('error', () => undefined);
    near.on('data', (bytes) => {
      far.write(alter(bytes, passed));
      passed += bytes.length;
    });
    near.on('close', () => far.destroy());
    far.pipe(near);
  });
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void proxy.close());
  const { port } = proxy.address() as { port: number };
  const a = await open();
  const { connection } = a.endpoint.dial({ peerKey: b.keyPair.publicKey, address: `127.0.0.1:${port}` });
  return { connection, b, passed: () => passed };
}

test('a flipped bit in the middle of a stream ends it, and nothing altered is handed over', async () => {
  let flip = false;
  const { connection, b } = await tapped((bytes) => {
    if (!flip) return bytes;
    const altered = Buffer.from(bytes);
    altered[bytes.length - 1] = (altered[bytes.length - 1] ?? 0) ^ 1;
    return altered;
  });
  const [dialled, answered] = await Promise.all([connection, b.connections.next()]);
  const [, there] = [listen(dialled), listen(answered)];
  dialled.send(Uint8Array.of(1));
  expect([...(await there.frames.next())]).toEqual([1]);
  flip = true;
  dialled.send(new Uint8Array(1000).fill(2));
  expect(await there.closed).toMatchObject({ code: 'sync/cut' });
  expect(there.frames.all).toEqual([]);
});

test('a message that announces more than a frame is too large before it has come', async () => {
  const [serverKeys, clientKeys] = [freshKeyPair(), freshKeyPair()];
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  const accepted = once(server, 'connection') as Promise<[Socket]>;
  const client = await rawSocket(`127.0.0.1:${(server.address() as { port: number }).port}`);
  const [socket] = await accepted;
  onTestFinished(() => void socket.destroy());
  socket.on('error', () => undefined);
  const [ours, theirs] = await Promise.all([
    respond(socket, serverKeys, () => true),
    initiate(client, clientKeys, serverKeys.publicKey),
  ]);
  const options = { scheduler: nodeScheduler };
  const answered = openOverTcp(socket, ours, { ...options, isInitiator: false });
  const { closed } = listen(answered);
  openOverTcp(client, theirs, { ...options, isInitiator: true });
  const length = maxFrameBytes + 18;
  client.write(Uint8Array.of(length & 255, (length >> 8) & 255, length >> 16));
  expect(await closed).toMatchObject({ code: 'sync/too-large', data: { bytes: length } });
});

test('an address of every kind is understood, others are not', () => {
  expect(parseAddress('192.168.1.5:4242')).toEqual({ host: '192.168.1.5', port: 4242 });
  expect(parseAddress('[fe80::1%eth0]:9')).toEqual({ host: 'fe80::1%eth0', port: 9 });
  expect(parseAddress('desk.local:80')).toEqual({ host: 'desk.local', port: 80 });
  for (const none of ['desk', ':80', 'desk:0', 'desk:70000', 'fe80::1:80']) expect(parseAddress(none)).toBeNull();
});

test('the port that was wanted is used when it is free, another one when it is not', async () => {
  const first = await open();
  const port = Number(addressOf(first).split(':')[1]);
  const second = await open({ port });
  expect(Number(addressOf(second).split(':')[1])).not.toBe(port);
  await first.endpoint.close();
  const third = await open({ port });
  expect(Number(addressOf(third).split(':')[1])).toBe(port);
});

describe('announcements', () => {
  const tag = (fill: number) => new Uint8Array(12).fill(fill);

  test('a device is found by the tag that was meant for this one, and by no other', async () => {
    const transport = lanOn(await loopbackNetwork());
    const b = await openEndpoint(transport, {
      discovery: { announced: () => [tag(1), tag(2)], seeking: () => false, recognise: () => null },
    });
    const heard: string[] = [];
    const a = await openEndpoint(transport, {
      discovery: {
        announced: () => [],
        seeking: () => true,
        recognise: (found) => {
          heard.push(bytesToHex(found));
          return equalBytes(found, tag(2)) ? b.keyPair.publicKey : null;
        },
      },
    });
    const sighting = await a.sightings.next();
    expect(sighting).toEqual({ peerKey: b.keyPair.publicKey, address: addressOf(b) });
    expect(new Set(heard)).toEqual(new Set([bytesToHex(tag(1)), bytesToHex(tag(2))]));
    const [connection] = await Promise.all([a.endpoint.dial(sighting).connection, b.connections.next()]);
    expect(bytesToHex(connection.peerKey)).toBe(bytesToHex(b.keyPair.publicKey));
  });

  test('new tags are announced when they change', async () => {
    const transport = lanOn(await loopbackNetwork());
    let tags: Uint8Array[] = [];
    const b = await openEndpoint(transport, {
      discovery: { announced: () => tags, seeking: () => false, recognise: () => null },
    });
    const a = await openEndpoint(transport, {
      discovery: { announced: () => [], seeking: () => true, recognise: () => b.keyPair.publicKey },
    });
    tags = [tag(9)];
    b.endpoint.refresh();
    expect((await a.sightings.next()).address).toBe(addressOf(b));
  });

  test('a machine without any network says that nothing can be announced', async () => {
    const network = { ...(await loopbackNetwork()), addresses: () => [] };
    const { troubles } = await openEndpoint(lanOn(network));
    expect(await troubles.next()).toMatchObject({ code: 'sync/no-announcements' });
  });
});
