import 'fake-indexeddb/auto';
import { afterEach, expect, test, vi } from 'vitest';
import * as Y from 'yjs';
import { copyName, WindowCopy } from '../../../src/renderer/storage/window-copy.ts';

afterEach(() => vi.restoreAllMocks());

let names = 0;
const fresh = (): string => copyName(1000 + names++);

test('what was kept is there again', async () => {
  const name = fresh();
  const vault = new Y.Doc();
  const copy = await WindowCopy.open(name, vault);
  vault.getMap('map').set('key', 1);
  await copy.verify();
  expect(copy.trouble).toBeNull();
  await copy.close();
  const again = new Y.Doc();
  const reopened = await WindowCopy.open(name, again);
  expect(again.getMap('map').toJSON()).toEqual({ key: 1 });
  await reopened.close();
});

test('copies of different data folders do not meet', async () => {
  const vault = new Y.Doc();
  const copy = await WindowCopy.open(fresh(), vault);
  vault.getMap('map').set('key', 1);
  await copy.close();
  const other = new Y.Doc();
  const second = await WindowCopy.open(fresh(), other);
  expect(other.getMap('map').size).toBe(0);
  await second.close();
});

test('a database that cannot be opened is told, and opening goes on', async () => {
  vi.spyOn(indexedDB, 'open').mockImplementation(() => {
    throw new DOMException('no', 'UnknownError');
  });
  const copy = await WindowCopy.open(fresh(), new Y.Doc(), 200);
  expect(copy.trouble).toBe('storage/failed');
});

test('a database that never answers is given up after the deadline', async () => {
  vi.spyOn(indexedDB, 'open').mockImplementation(() => ({}) as IDBOpenDBRequest);
  const copy = await WindowCopy.open(fresh(), new Y.Doc(), 50);
  expect(copy.trouble).toBe('host/timeout');
});

test('a connection that was closed behind our back is noticed', async () => {
  const open = vi.spyOn(indexedDB, 'open');
  const copy = await WindowCopy.open(fresh(), new Y.Doc());
  const heard: unknown[] = [];
  copy.onTrouble((code) => heard.push(code));
  const request = open.mock.results[1]?.value as IDBOpenDBRequest;
  request.result.close();
  await copy.verify();
  expect(heard).toEqual(['storage/failed']);
  expect(copy.trouble).toBe('storage/failed');
});
