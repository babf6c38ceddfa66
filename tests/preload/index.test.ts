import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runInThisContext } from 'node:vm';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { ContractTransport } from '#core/contract';
import { hostCallNames, hostEventNames } from '#core/contract';
import { buildShell } from '../electron-double/build.ts';

let folder: string;
let source: string;
let api: ContractTransport;
let exposedAs: string[];
let required: string[];
let invoked: unknown[][];
let listeners: Map<string, ((event: object, news: unknown) => void)[]>;

beforeAll(async () => {
  const out = fileURLToPath(new URL('../../out', import.meta.url));
  await mkdir(out, { recursive: true });
  folder = await mkdtemp(join(out, 'preload-'));
  await buildShell(folder);
  source = await readFile(join(folder, 'preload', 'index.cjs'), 'utf8');
}, 60_000);

afterAll(() => rm(folder, { recursive: true }));

beforeEach(() => {
  exposedAs = [];
  required = [];
  invoked = [];
  listeners = new Map();
  const ipcRenderer = {
    invoke: (...call: unknown[]) => Promise.resolve(invoked.push(call)),
    on: (channel: string, listener: (event: object, news: unknown) => void) => {
      listeners.set(channel, [...(listeners.get(channel) ?? []), listener]);
    },
    off: (channel: string, listener: (event: object, news: unknown) => void) => {
      listeners.set(
        channel,
        (listeners.get(channel) ?? []).filter((other) => other !== listener),
      );
    },
  };
  const contextBridge = {
    exposeInMainWorld: (name: string, exposed: ContractTransport) => {
      exposedAs.push(name);
      api = exposed;
    },
  };
  const require = (name: string) => {
    required.push(name);
    return { contextBridge, ipcRenderer };
  };
  // As Electron does with a sandboxed preload: one function, these three names.
  const run = runInThisContext(`(function (require, module, exports) { ${source}\n})`) as (...names: unknown[]) => void;
  run(require, { exports: {} }, {});
});

test('is one small CommonJS file that loads nothing but Electron', () => {
  expect(required).toEqual(['electron']);
  expect(source).not.toMatch(/\bimport\s*\(|^import /m);
  expect(Buffer.byteLength(source)).toBeLessThan(8_000);
});

test('exposes one object with two functions', () => {
  expect(exposedAs).toEqual(['nailwall']);
  expect(Object.keys(api).sort()).toEqual(['invoke', 'subscribe']);
});

test('passes the calls of the contract on, with one argument', async () => {
  for (const name of hostCallNames) await api.invoke(name, { of: name });
  expect(invoked).toEqual(hostCallNames.map((name) => [name, { of: name }]));
});

test.each(['', 'app', 'app.describe ', 'ELECTRON_BROWSER_GET_BUILTIN', '__proto__', 'app.flush'])(
  'passes no call of %j on',
  async (name) => {
    await expect(api.invoke(name, undefined)).rejects.toThrow('Not a call');
    expect(invoked).toEqual([]);
  },
);

test('hands over the news without the event', () => {
  for (const name of hostEventNames) {
    const heard: unknown[][] = [];
    const stop = api.subscribe(name, (...news: unknown[]) => heard.push(news));
    listeners.get(name)?.[0]?.({ sender: 'ipcRenderer' }, { of: name });
    expect(heard).toEqual([[{ of: name }]]);
    stop();
    expect(listeners.get(name)).toEqual([]);
  }
});

test.each(['app.describe', 'error', '*', 'constructor'])('lets nobody listen to %j', (name) => {
  expect(() => api.subscribe(name, () => undefined)).toThrow('Not an event');
  expect(listeners.size).toBe(0);
});
