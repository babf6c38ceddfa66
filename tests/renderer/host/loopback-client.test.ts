/** What no good host does: silence, nonsense, a late welcome. The far end is played by hand, frame by frame. */
import { decodeFrame, encodeFrame, type Frame } from '#core/contract';
import { expect, test } from 'vitest';
import { LoopbackClient } from '../../../src/renderer/host/loopback-client.ts';
import type { Socket } from '../../../src/renderer/host/page.ts';
import { manualScheduler } from '../../main/services/manual-scheduler.ts';

class FarEnd implements Socket {
  binaryType = '';
  readyState = 1;
  onopen: Socket['onopen'] = null;
  onmessage: Socket['onmessage'] = null;
  onclose: Socket['onclose'] = null;
  readonly sent: Frame[] = [];

  send(bytes: Uint8Array): void {
    this.sent.push(decodeFrame(bytes));
  }

  close(): void {
    this.end(1000);
  }

  end(code: number): void {
    this.onclose?.({ code });
  }

  say(frame: Frame): void {
    const bytes = encodeFrame(frame);
    this.hear(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength));
  }

  hear(data: unknown): void {
    this.onmessage?.({ data });
  }
}

function play() {
  const scheduler = manualScheduler();
  const ends: FarEnd[] = [];
  const openSocket = (): FarEnd => {
    const end = new FarEnd();
    ends.push(end);
    return end;
  };
  const connecting = LoopbackClient.connect({ scheduler, openSocket }, 'ws://127.0.0.1:1/host', 'bearer');
  const last = (): FarEnd => ends.at(-1) as FarEnd;
  const welcome = async (): Promise<LoopbackClient> => {
    last().onopen?.(undefined as never);
    last().say({ type: 'welcome' });
    return connecting;
  };
  return { scheduler, ends, last, connecting, welcome };
}

test('says its bearer first, and nothing else', async () => {
  const { last, welcome } = play();
  await welcome();
  expect(last().sent).toEqual([{ type: 'hello', bearer: 'bearer' }]);
  expect(last().binaryType).toBe('arraybuffer');
});

test('a call that nobody answers fails after a minute; a late answer is nothing to it', async () => {
  const { scheduler, last, welcome } = play();
  const client = await welcome();
  const call = client.invoke('app.describe', undefined);
  scheduler.advance(60_000);
  await expect(call).rejects.toMatchObject({ code: 'host/timeout', data: { channel: 'app.describe' } });
  last().say({ type: 'reply', id: 0, reply: 'late' });
  const next = client.invoke('app.describe', undefined);
  last().say({ type: 'reply', id: 1, reply: 'in time' });
  expect(await next).toBe('in time');
});

test('a call while the connection is closing is refused at once, and nothing is said into it', async () => {
  const { last, welcome } = play();
  const client = await welcome();
  last().readyState = 2; // WebSocket.CLOSING
  await expect(client.invoke('app.describe', undefined)).rejects.toMatchObject({ code: 'host/unavailable' });
  expect(last().sent).toHaveLength(1);
});

test('a host that never welcomes is given up', async () => {
  const { scheduler, connecting } = play();
  scheduler.advance(10_000);
  await expect(connecting).rejects.toMatchObject({ code: 'host/unavailable' });
});

test.each([
  ['text', 'welcome'],
  ['bytes that are no frame', new Uint8Array([9, 9, 9]).buffer],
])('%s from the host breaks the connection, which is then made anew', async (_what, data) => {
  const { scheduler, ends, last, welcome } = play();
  const client = await welcome();
  const call = client.invoke('app.describe', undefined);
  last().hear(data);
  await expect(call).rejects.toMatchObject({ code: 'host/unavailable' });
  expect(client.status).toBe('reconnecting');
  scheduler.advance(250);
  expect(ends).toHaveLength(2);
  await welcome();
  expect(client.status).toBe('connected');
});

test('waits longer from try to try, up to five seconds, and starts over after a success', async () => {
  const { scheduler, ends, last, welcome } = play();
  const client = await welcome();
  last().end(1006);
  for (const [index, wait] of [250, 500, 1000, 2000, 4000, 5000, 5000].entries()) {
    scheduler.advance(wait - 1);
    expect(ends).toHaveLength(index + 1);
    scheduler.advance(1);
    expect(ends).toHaveLength(index + 2);
    last().end(1006);
    await Promise.resolve();
    await Promise.resolve();
  }
  scheduler.advance(5000);
  await welcome();
  expect(client.status).toBe('connected');
  last().end(1006);
  const tries = ends.length;
  scheduler.advance(250);
  expect(ends).toHaveLength(tries + 1);
});

test('a page that is no longer known does not knock again', async () => {
  const { scheduler, ends, last, welcome } = play();
  const client = await welcome();
  last().end(4401);
  expect(client.status).toBe('lost');
  scheduler.advance(600_000);
  expect(ends).toHaveLength(1);
});

test('events reach who listens to their channel, until they stop', async () => {
  const { last, welcome } = play();
  const client = await welcome();
  const heard: unknown[] = [];
  const stop = client.subscribe('app.lock', (event) => heard.push(event));
  last().say({ type: 'event', channel: 'app.lock', event: { reason: 'idle' } });
  last().say({ type: 'event', channel: 'app.capture', event: {} });
  stop();
  last().say({ type: 'event', channel: 'app.lock', event: { reason: 'suspend' } });
  expect(heard).toEqual([{ reason: 'idle' }]);
});
