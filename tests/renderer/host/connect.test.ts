import { chunkBytes, createDispatch, createHostApi, type HostHandlers } from '#core/contract';
import { expect, test } from 'vitest';
import { type Bridge, connectHost, type Page, pullUpdate, pushUpdate } from '../../../src/renderer/host/index.ts';

const unusedPage = (bridge: Bridge): Page =>
  new Proxy({ bridge } as unknown as Page, {
    get: (target, name) => {
      if (name !== 'bridge') throw new Error(`The page's ${String(name)} is none of the bridge's business.`);
      return target.bridge;
    },
  });

test('where there is a bridge, calls and events go over it and nothing else is touched', async () => {
  const asked: unknown[] = [];
  const stops: string[] = [];
  const listeners = new Map<string, (event: unknown) => void>();
  const api = await connectHost(
    unusedPage({
      invoke: async (channel, argument) => {
        asked.push([channel, argument]);
        return { ok: true, value: channel === 'app.reload' ? { launch: null } : undefined };
      },
      subscribe: (channel, listener) => {
        listeners.set(channel, listener);
        return () => void stops.push(channel);
      },
    }),
  );
  await api.log.report({ code: 'bug', where: 'state' });
  await api.restart();
  const heard: unknown[] = [];
  const stop = api.on('app.lock', (event) => heard.push(event));
  listeners.get('app.lock')?.({ reason: 'screen' });
  stop();
  expect(asked).toEqual([
    ['log.report', { code: 'bug', where: 'state' }],
    ['app.reload', undefined],
  ]);
  expect([heard, stops, api.status]).toEqual([[{ reason: 'screen' }], ['app.lock'], 'connected']);
});

/** A host whose replica answers as told; the rest is not asked. */
function hostWith(replica: Partial<HostHandlers['replica']>) {
  const dispatch = createDispatch({ replica } as HostHandlers);
  return createHostApi({ invoke: dispatch, subscribe: () => () => undefined });
}

test.each([0, 1, chunkBytes])('pushes %i bytes at one go', async (length) => {
  const received: number[] = [];
  const host = hostWith({
    pushWhole: async ({ bytes }) => {
      received.push(bytes.length);
      return { durable: true };
    },
  });
  await pushUpdate(host, new Uint8Array(length).fill(3));
  expect(received).toEqual([length]);
});

test.each([chunkBytes + 1, 3 * chunkBytes])('pushes %i bytes in chunks that fit', async (length) => {
  const received: number[] = [];
  const update = new Uint8Array(length).fill(3);
  const chunks = Math.ceil(length / chunkBytes);
  const host = hostWith({
    push: async (announced) => {
      expect(announced).toEqual({ bytes: length, chunks });
      return { transfer: 'T' };
    },
    pushChunk: async ({ index, bytes }) => {
      received.push(...(index === received.length ? [bytes.length] : []));
      return { durable: index === chunks - 1 };
    },
  });
  await pushUpdate(host, update);
  expect(received.reduce((sum, each) => sum + each, 0)).toBe(length);
});

test('without the acknowledgement a push has failed', async () => {
  const host = hostWith({
    push: async () => ({ transfer: 'T' }),
    pushChunk: async () => ({ durable: false }),
  });
  await expect(pushUpdate(host, new Uint8Array(chunkBytes + 1))).rejects.toMatchObject({ code: 'storage/failed' });
});

test.each([
  ['too little', [2]],
  ['too much', [4, 4]],
])('a pull that brings %s has failed', async (_what, lengths) => {
  const host = hostWith({
    pull: async () => ({ transfer: 'T', bytes: 6, chunks: lengths.length }),
    pullChunk: async ({ index }) => new Uint8Array(lengths[index] ?? 0),
  });
  await expect(pullUpdate(host, new Uint8Array([0]))).rejects.toMatchObject({ code: 'host/unavailable' });
});
