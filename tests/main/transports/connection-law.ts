/** What the port demands of a connection, whatever carries it. */
import { asCoded, bytesToHex, type NailwallError } from '#core/base';
import { maxFrameBytes } from '#core/sync';
import { expect, test } from 'vitest';
import { nodeRandom } from '../../../src/main/services/index.ts';
import { connectTo, freshKeyPair, listen, type Opened, type openEndpoint } from './network.ts';

const unreached = ['sync/refused', 'sync/unreachable', 'sync/timeout'];

export function connectionLaw(open: (options?: Parameters<typeof openEndpoint>[1]) => Promise<Opened>): void {
  test('both sides know whom they talk to and name the same handshake', async () => {
    const [a, b] = await Promise.all([open(), open()]);
    const [dialled, answered] = await connectTo(a, b);
    expect([dialled.isInitiator, answered.isInitiator]).toEqual([true, false]);
    expect(bytesToHex(dialled.peerKey)).toBe(bytesToHex(b.keyPair.publicKey));
    expect(bytesToHex(answered.peerKey)).toBe(bytesToHex(a.keyPair.publicKey));
    expect(bytesToHex(dialled.handshakeHash)).toBe(bytesToHex(answered.handshakeHash));
    expect(dialled.handshakeHash.length).toBe(64);
    const [again] = await connectTo(a, b);
    expect(bytesToHex(again.handshakeHash)).not.toBe(bytesToHex(dialled.handshakeHash));
  });

  test('frames of every length arrive whole, in order and once, both ways', async () => {
    const [a, b] = await Promise.all([open(), open()]);
    const ends = await connectTo(a, b);
    const heard = ends.map(listen);
    const frames = [1, 2, 255, 256, 1000, 65_535, maxFrameBytes, 3].map((length) => nodeRandom(length));
    // Core takes `slice` for a copy.
    ends[0].send(Uint8Array.of(9));
    expect(Buffer.isBuffer(await heard[1]?.frames.next())).toBe(false);
    for (const [from, to] of [[0, 1] as const, [1, 0] as const]) {
      for (const frame of frames) ends[from].send(frame);
      for (const frame of frames)
        expect(bytesToHex((await heard[to]?.frames.next()) as Uint8Array)).toBe(bytesToHex(frame));
    }
  });

  test('a slow reader slows the sender down, and nothing is lost', async () => {
    const [a, b] = await Promise.all([open(), open()]);
    const [sender, reader] = await connectTo(a, b);
    const [sent, read] = [listen(sender), listen(reader)];
    reader.pause();
    let frames = 0;
    while (sender.send(new Uint8Array(maxFrameBytes).fill(frames++))) if (frames > 2000) throw new Error('never full');
    reader.resume();
    await sent.drains.next();
    for (let frame = 0; frame < frames; frame++) expect((await read.frames.next())[0]).toBe(frame % 256);
  });

  test('closing with a flush lets what was handed over leave first', async () => {
    const [a, b] = await Promise.all([open(), open()]);
    const [sender, reader] = await connectTo(a, b);
    const [sent, read] = [listen(sender), listen(reader)];
    for (let frame = 0; frame < 20; frame++) sender.send(new Uint8Array(50_000).fill(frame));
    sender.close('flush');
    expect(await sent.closed).toBeNull();
    expect(await read.closed).toBeNull();
    expect(read.frames.all.map((frame) => frame[0])).toEqual(Array.from({ length: 20 }, (_, index) => index));
  });

  test('whoever is not wanted is never handed over, and the dialler hears no reason', async () => {
    const [a, b] = await Promise.all([open(), open({ mayConnect: () => false })]);
    const address = b.endpoint.addresses[0] ?? null;
    const { connection } = a.endpoint.dial({ peerKey: b.keyPair.publicKey, address });
    expect(unreached).toContain(((await connection.catch(asCoded)) as NailwallError).code);
    expect(b.asked).toEqual([bytesToHex(a.keyPair.publicKey)]);
    expect(b.connections.all).toEqual([]);
  });

  test('only the holder of the key is reached', async () => {
    const [a, b] = await Promise.all([open(), open()]);
    const address = b.endpoint.addresses[0] ?? null;
    const { connection } = a.endpoint.dial({ peerKey: freshKeyPair().publicKey, address });
    expect(unreached).toContain(((await connection.catch(asCoded)) as NailwallError).code);
    expect(b.asked).toEqual([]);
  });

  test('a dialling that was cancelled says so', async () => {
    const a = await open();
    const dialling = a.endpoint.dial({ peerKey: freshKeyPair().publicKey, address: '127.0.0.1:9' });
    dialling.cancel();
    await expect(dialling.connection).rejects.toMatchObject({ code: 'cancelled' });
  });

  test('closing an endpoint closes its connections', async () => {
    const [a, b] = await Promise.all([open(), open()]);
    const [dialled, answered] = await connectTo(a, b);
    const [here, there] = [listen(dialled), listen(answered)];
    await a.endpoint.close();
    await Promise.all([here.closed, there.closed]);
    await a.endpoint.close();
  });
}
