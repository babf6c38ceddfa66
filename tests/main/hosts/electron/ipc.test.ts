import { beforeEach, expect, test } from 'vitest';
import { hostCallNames } from '#core/contract';
import { copyBytes, serveCalls } from '../../../../src/main/hosts/electron/ipc.ts';
import type { CallEvent } from '../../../../src/main/hosts/electron/surface.ts';
import { DoubleIpc } from '../../../electron-double/desktop.ts';

const mainFrame = { origin: 'app://nailwall', parent: null };
let ipc: DoubleIpc;
let dispatched: string[];
let log: string[];

beforeEach(() => {
  ipc = new DoubleIpc();
  dispatched = [];
  log = [];
  serveCalls({
    ipcMain: ipc,
    contentsId: () => 7,
    dispatch: (channel) => {
      dispatched.push(channel);
      return Promise.resolve({ ok: true, value: undefined });
    },
    log: (line) => log.push(line),
  });
});

function call(event: Partial<CallEvent>, args: readonly unknown[] = [undefined]): Promise<unknown> {
  return ipc.call({ sender: { id: 7 }, senderFrame: mainFrame, ...event }, 'app.describe', args);
}

test('every call of the contract has its channel, and nothing else has one', () => {
  expect([...ipc.channels].sort()).toEqual([...hostCallNames].sort());
});

test('the main frame of the app is answered', async () => {
  expect(await call({})).toEqual({ ok: true, value: undefined });
  expect(dispatched).toEqual(['app.describe']);
});

test.each([
  ['frame-gone', { senderFrame: null }],
  ['sub-frame', { senderFrame: { origin: 'app://nailwall', parent: mainFrame } }],
  ['origin', { senderFrame: { origin: 'https://evil.example', parent: null } }],
  ['origin', { senderFrame: { origin: 'app://nailwall.evil', parent: null } }],
  ['origin', { senderFrame: { origin: 'null', parent: null } }],
  ['origin', { senderFrame: { origin: '', parent: null } }],
  ['window', { sender: { id: 8 } }],
])('a foreign sender (%s) is turned away with a code, and nothing is done', async (fault, event) => {
  expect(await call(event)).toMatchObject({
    ok: false,
    error: { code: 'host/refused', data: { channel: 'app.describe', fault } },
  });
  expect(dispatched).toEqual([]);
  expect(log).toEqual([`A call of app.describe was refused: ${fault}.`]);
});

test('more than one argument is no call of the contract', async () => {
  expect(await call({}, [1, 2])).toMatchObject({ ok: false, error: { code: 'host/refused' } });
  expect(dispatched).toEqual([]);
});

test('bytes cross without the buffer they lay in', () => {
  const pool = Buffer.from('neighbours secret neighbours');
  const view = pool.subarray(11, 17);
  const sent = copyBytes({ ok: true, value: { bytes: view, list: [view] } });
  expect(sent.value.bytes).toEqual(new Uint8Array(Buffer.from('secret')));
  expect(sent.value.bytes.buffer.byteLength).toBe(6);
  expect(sent.value.list[0]?.buffer.byteLength).toBe(6);
  expect(Object.getPrototypeOf(sent.value.bytes)).toBe(Uint8Array.prototype);
});
