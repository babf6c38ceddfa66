/** The WebSocket: who comes in, how many, how much, and that nothing is lost between windows. */
import { chunkBytes, encodeFrame, type Frame } from '#core/contract';
import { connect } from 'node:net';
import { beforeEach, expect, test, vi } from 'vitest';
import { record, vaultDoc } from '../../storage/vault-double.ts';
import { bearerOf, isWelcome, openPage, TestPage } from './page.ts';
import { postSession } from './raw-http.ts';
import { type Started, startHost } from './start-host.ts';

let started: Started;
beforeEach(async () => {
  started = await startHost();
});

function push(page: TestPage, update: Uint8Array): Promise<unknown> {
  return page.call('replica.pushWhole', { bytes: update });
}

const isEvent =
  (channel: string) =>
  (frame: Frame): frame is Extract<Frame, { type: 'event' }> =>
    frame.type === 'event' && frame.channel === channel;

test('a page that says its bearer first is welcome and answered', async () => {
  const page = await openPage(started);
  expect(await page.call('app.describe')).toMatchObject({ ok: true, value: { kind: 'loopback', version: '1.2.3' } });
  expect(await page.call('app.nonsense')).toMatchObject({ ok: false, error: { code: 'host/unknown-call' } });
  expect(await page.call('replica.push', { bytes: -1, chunks: 1 })).toMatchObject({
    ok: false,
    error: { code: 'input/invalid' },
  });
});

test('who says nothing is let go after two seconds', async () => {
  const page = new TestPage(started.port);
  await page.opened();
  const since = performance.now();
  expect(await page.closed).toBe(4408);
  expect(performance.now() - since).toBeGreaterThan(1_500);
}, 10_000);

test.each([
  ['a wrong bearer', { type: 'hello', bearer: 'A'.repeat(43) }, 4401],
  ['an empty bearer', { type: 'hello', bearer: '' }, 4401],
  ['a call before the greeting', { type: 'call', id: 0, channel: 'app.describe', argument: undefined }, 4401],
] as const)('%s is let go', async (_what, frame, code) => {
  const page = new TestPage(started.port);
  await page.opened();
  page.send(frame);
  expect(await page.closed).toBe(code);
  expect(page.frames).toEqual([]);
});

test('a launch token is no bearer', async () => {
  const page = new TestPage(started.port);
  await page.opened();
  page.send({ type: 'hello', bearer: started.host.issueAddress().split('=')[1] ?? '' });
  expect(await page.closed).toBe(4401);
});

test.each([
  ['text', (page: TestPage) => page.socket.send('hello'), 4400],
  ['nonsense', (page: TestPage) => page.socket.send(new Uint8Array([1, 2, 3])), 4400],
  ['a second greeting', (page: TestPage) => page.send({ type: 'hello', bearer: 'x' }), 4400],
  ['a reply', (page: TestPage) => page.send({ type: 'reply', id: 0, reply: null }), 4400],
  ['too long a message', (page: TestPage) => page.socket.send(new Uint8Array(chunkBytes + 5000)), 1009],
] as const)('a page that sends %s is let go', async (_what, misbehave, code) => {
  const page = await openPage(started);
  misbehave(page);
  expect(await page.closed).toBe(code);
  // The others and the host go on.
  expect(await (await openPage(started)).call('app.describe')).toMatchObject({ ok: true });
});

test('more calls at once than are allowed end the page, not the host', async () => {
  const page = await openPage(started);
  for (let id = 0; id < 500; id++) page.send({ type: 'call', id, channel: 'replica.stateVector', argument: undefined });
  expect(await page.closed).toBe(4429);
  expect(await (await openPage(started)).call('app.describe')).toMatchObject({ ok: true });
});

test('four pages come in, a fifth does not until one has gone', async () => {
  const pages = [];
  for (let i = 0; i < 4; i++) pages.push(await openPage(started));
  const bearer = await bearerOf(started);
  const fifth = new TestPage(started.port);
  await fifth.opened();
  fifth.send({ type: 'hello', bearer });
  expect(await fifth.closed).toBe(4429);
  pages[0]?.socket.close();
  await vi.waitFor(() => expect(started.host.openPages).toBe(3));
  await openPage(started, bearer);
});

test('strangers that say nothing do not keep pages out for long, and are bounded', async () => {
  const strangers = Array.from({ length: 8 }, () => new TestPage(started.port));
  await Promise.all(strangers.map((stranger) => stranger.opened()));
  expect(await new TestPage(started.port).opened()).toBe(503);
  await Promise.all(strangers.map(({ closed }) => closed));
  expect(await (await openPage(started)).call('app.describe')).toMatchObject({ ok: true });
}, 10_000);

test('what one window saves reaches the others, and not itself', async () => {
  const [one, other] = [await openPage(started), await openPage(started)];
  const update = record(vaultDoc(), 'from one');
  expect(await push(one, update)).toEqual({ ok: true, value: { durable: true } });
  expect((await other.until(isEvent('replica.update'))).event).toEqual(update);
  // Asked after the event went out, answered after it would have come in.
  await one.call('app.describe');
  expect(one.frames.some(isEvent('replica.update'))).toBe(false);
});

test('a page that comes back takes the place of its own old socket', async () => {
  const bearer = await bearerOf(started);
  const old = await openPage(started, bearer);
  const back = await openPage(started, bearer);
  expect(await old.closed).toBe(4409);
  expect(await back.call('app.describe')).toMatchObject({ ok: true });
  expect(started.host.openPages).toBe(1);
});

test('a reload has the page save first, then hands out a fresh way in; with it the old bearer ends', async () => {
  const bearer = await bearerOf(started);
  const [page, other] = [await openPage(started, bearer), await openPage(started)];
  const reloading = page.call('app.reload');
  const { event } = await page.until(isEvent('app.flush'));
  expect(page.frames.some((frame) => frame.type === 'reply')).toBe(false);
  await page.call('app.flushed', { flush: (event as { flush: string }).flush, failed: null });
  const { value } = (await reloading) as { value: { launch: string } };
  expect(other.frames.some(isEvent('app.flush'))).toBe(false);
  const answer = await postSession(started.port, value.launch);
  expect(answer.status).toBe(200);
  const stale = new TestPage(started.port);
  await stale.opened();
  stale.send({ type: 'hello', bearer });
  expect(await stale.closed).toBe(4401);
  await openPage(started, (JSON.parse(answer.body) as { bearer: string }).bearer);
});

test('stopping asks every window to save first, and waits', async () => {
  const [one, other] = [await openPage(started), await openPage(started)];
  const stopping = started.host.stop(5_000);
  let stopped = false;
  void stopping.then(() => (stopped = true));
  for (const page of [one, other]) {
    const { event } = await page.until(isEvent('app.flush'));
    expect(stopped).toBe(false);
    const { flush } = event as { flush: string };
    expect(await push(page, record(vaultDoc(), 'last words'))).toEqual({ ok: true, value: { durable: true } });
    page.send({ type: 'call', id: 99, channel: 'app.flushed', argument: { flush, failed: null } });
  }
  await stopping;
  expect(await one.closed).toBe(1001);
  expect(started.lines).toEqual([]);
});

test('a connection that is cut in the middle of everything harms nobody', async () => {
  const page = await openPage(started);
  page.send({ type: 'call', id: 0, channel: 'replica.stateVector', argument: undefined });
  page.socket.terminate();
  const half = connect({ host: '127.0.0.1', port: started.port });
  half.write(
    `GET /host HTTP/1.1\r\nHost: 127.0.0.1:${started.port}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n`,
  );
  half.resetAndDestroy();
  const frame = encodeFrame({ type: 'welcome' });
  const lone = new TestPage(started.port);
  await lone.opened();
  lone.socket.send(frame);
  expect(await lone.closed).toBe(4401);
  expect((await openPage(started)).frames.some(isWelcome)).toBe(true);
});
