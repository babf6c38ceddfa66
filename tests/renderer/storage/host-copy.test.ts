import type { Scheduler } from '#core/base';
import { afterEach, beforeEach, expect, test } from 'vitest';
import * as Y from 'yjs';
import { HostCopy, type HostCopyStatus } from '../../../src/renderer/storage/host-copy.ts';
import { RealHost } from './real-host.ts';

let host: RealHost;
let retries: (() => void)[];
const scheduler: Scheduler = {
  after: (_ms, task) => {
    retries.push(task);
    return () => void (retries = retries.filter((each) => each !== task));
  },
};

beforeEach(() => {
  host = new RealHost();
  retries = [];
});
afterEach(() => host.discard());

async function open() {
  const api = await host.start();
  const vault = new Y.Doc();
  const copy = await HostCopy.open(api, vault, scheduler);
  const statuses: HostCopyStatus[] = [];
  copy.onStatus((status) => statuses.push(status));
  return { api, vault, copy, statuses };
}

async function whatTheHostHas(): Promise<unknown> {
  const fresh = new Y.Doc();
  await HostCopy.open(await host.start(), fresh, scheduler);
  return fresh.getMap('map').toJSON();
}

test('"saved" is said only after the host has acknowledged', async () => {
  const { vault, copy } = await open();
  let acknowledge = (): void => undefined;
  host.gate = new Promise((resolve) => (acknowledge = resolve));
  vault.getMap('map').set('key', 1);
  expect(copy.status).toEqual({ saving: true, code: null });
  const settled = copy.settled();
  acknowledge();
  await settled;
  expect(copy.status).toEqual({ saving: false, code: null });
  await host.stop();
  expect(await whatTheHostHas()).toEqual({ key: 1 });
});

test('a full disk is told, and everything is kept and pushed once there is room', async () => {
  const { vault, copy } = await open();
  host.pushFault = 'storage/full';
  vault.getMap('map').set('one', 1);
  await expect(copy.settled()).rejects.toMatchObject({ code: 'storage/full' });
  expect(copy.status).toEqual({ saving: false, code: 'storage/full' });
  host.pushFault = null;
  vault.getMap('map').set('two', 2);
  await copy.settled();
  expect(copy.status).toEqual({ saving: false, code: null });
  await host.stop();
  expect(await whatTheHostHas()).toEqual({ one: 1, two: 2 });
});

test('a failed push is tried again by itself', async () => {
  const { vault, copy } = await open();
  host.pushFault = 'storage/failed';
  vault.getMap('map').set('one', 1);
  await expect(copy.settled()).rejects.toMatchObject({ code: 'storage/failed' });
  host.pushFault = null;
  expect(retries).toHaveLength(1);
  retries[0]?.();
  await copy.settled();
  expect(copy.status).toEqual({ saving: false, code: null });
});

test('after a broken connection both sides catch up', async () => {
  const { vault, copy } = await open();
  host.cut = true;
  vault.getMap('map').set('here', 1);
  await expect(copy.settled()).rejects.toMatchObject({ code: 'host/unavailable' });
  host.reconnect();
  await copy.settled();
  await host.stop();
  expect(await whatTheHostHas()).toEqual({ here: 1 });
});

test('many changes while one is under way go as one', async () => {
  const { vault, copy } = await open();
  let acknowledge = (): void => undefined;
  host.gate = new Promise((resolve) => (acknowledge = resolve));
  for (let value = 0; value < 50; value++) vault.getMap('map').set('key', value);
  acknowledge();
  await copy.settled();
  expect(host.pushes).toBeLessThanOrEqual(2);
});

test('what the host has is not pushed back to it', async () => {
  const first = await open();
  first.vault.getMap('map').set('key', 1);
  await first.copy.settled();
  first.copy.close();
  await host.stop();
  host.pushes = 0;
  const second = await open();
  await second.copy.compare();
  expect(second.vault.getMap('map').toJSON()).toEqual({ key: 1 });
  expect(host.pushes).toBe(0);
});
