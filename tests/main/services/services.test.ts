import { chunkBytes, createDispatch, createHostApi, type HostApi } from '#core/contract';
import { writeFileSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import type { Session } from '../../../src/main/services/index.ts';
import { windowPdf } from '../../../src/renderer/host/window-pdf.ts';
import { pullRemoved, pullUpdate, pushUpdate } from '../../../src/renderer/host/update-transfer.ts';
import {
  bytes,
  emptyStateVector,
  logOf,
  record,
  recordsIn,
  text,
  updateOf,
  vaultDoc,
} from '../storage/vault-double.ts';
import { manualScheduler } from './manual-scheduler.ts';
import { openTestServices } from './open-services.ts';

/** The renderer's end, through the contract's checks on both sides. */
function apiOf(session: Pick<Session, 'handlers' | 'onEvent'>): HostApi {
  const dispatch = createDispatch(session.handlers);
  return createHostApi({
    invoke: dispatch,
    subscribe: (channel, listener) =>
      session.onEvent((name, event) => {
        if (name === channel) listener(event);
      }),
  });
}

const noDamage = (folder: string) => ({
  ...{ replica: null, kept: [] },
  letters: { folder: join(folder, 'letters', 'damaged'), files: [] },
});

test('describes the host', async () => {
  const { services, folder } = await openTestServices();
  const { folderNumber, ...rest } = await apiOf(services).app.describe();
  expect(Number.isSafeInteger(folderNumber)).toBe(true);
  expect(rest).toEqual({
    kind: 'loopback',
    version: '1.2.3',
    platform: process.platform,
    demo: false,
    dataFolder: folder,
    capabilities: { keychain: false, nativePrint: false, presence: false, reminders: false, captureKeys: false },
  });
});

test('an update larger than a chunk goes there and back', async () => {
  const { services } = await openTestServices();
  const host = apiOf(services);
  const doc = vaultDoc();
  const large = 'z'.repeat(2 * chunkBytes + 17);
  await pushUpdate(host, record(doc, large));
  await pushUpdate(host, record(doc, 'small'));
  expect(recordsIn(await pullUpdate(host, emptyStateVector))).toEqual([large, 'small']);
  expect(await host.replica.stateVector()).toEqual(Y.encodeStateVector(doc));
});

test('what one renderer pushes, the others hear and it does not', async () => {
  const { services } = await openTestServices();
  const [one, other] = [apiOf(services), apiOf(services.connect())];
  const heard: string[] = [];
  one.on('replica.update', (update) => heard.push(`one ${recordsIn(update).join()}`));
  other.on('replica.update', (update) => heard.push(`other ${recordsIn(update).join()}`));
  const update = record(vaultDoc(), 'news');
  await pushUpdate(one, update);
  await pushUpdate(one, update);
  expect(heard).toEqual(['other news']);
});

test('a malformed update is refused by code and stays the sender’s own trouble', async () => {
  const { services, lines } = await openTestServices();
  const [one, other] = [apiOf(services), apiOf(services.connect())];
  const troubles: unknown[] = [];
  other.on('replica.trouble', (trouble) => troubles.push(trouble));
  await expect(pushUpdate(one, bytes('no update at all'))).rejects.toMatchObject({ code: 'input/invalid' });
  expect(troubles).toEqual([]);
  expect(lines.join()).toContain('replica input/invalid what=update');
  await pushUpdate(one, record(vaultDoc(), 'fine'));
});

test.each([
  ['too many chunks announced', { bytes: 5, chunks: 2 }],
  ['too few chunks announced', { bytes: chunkBytes + 1, chunks: 1 }],
])('a push with %s is refused', async (_what, announcement) => {
  const { services } = await openTestServices();
  await expect(apiOf(services).replica.push(announcement)).rejects.toMatchObject({ code: 'input/invalid' });
});

test('a push beyond the limit is refused before a byte is sent', async () => {
  const { services } = await openTestServices();
  const bytes = 256 * 1024 * 1024 + 1;
  await expect(apiOf(services).replica.push({ bytes, chunks: Math.ceil(bytes / chunkBytes) })).rejects.toMatchObject({
    code: 'input/too-large',
  });
});

test('an update that fits into a chunk is kept at one go; what is none is refused', async () => {
  const { services } = await openTestServices();
  const host = apiOf(services);
  const doc = new Y.Doc();
  doc.getMap('m').set('k', 1);
  expect(await host.replica.pushWhole({ bytes: Y.encodeStateAsUpdate(doc) })).toEqual({ durable: true });
  expect(await host.replica.stateVector()).toEqual(Y.encodeStateVector(doc));
  for (const length of [0, 7, chunkBytes + 1]) {
    const bytes = new Uint8Array(length).fill(255);
    await expect(host.replica.pushWhole({ bytes })).rejects.toMatchObject({ code: 'input/invalid' });
  }
  expect(await host.replica.stateVector()).toEqual(Y.encodeStateVector(doc));
});

test('chunks out of order or of the wrong size end their transfer', async () => {
  const { services } = await openTestServices();
  const host = apiOf(services);
  for (const [index, length] of [
    [1, 1],
    [0, 3],
  ] as const) {
    const { transfer } = await host.replica.push({ bytes: chunkBytes + 1, chunks: 2 });
    const chunk = { transfer, index, bytes: new Uint8Array(length) };
    await expect(host.replica.pushChunk(chunk)).rejects.toMatchObject({ code: 'input/invalid' });
    const good = { transfer, index: 0, bytes: new Uint8Array(chunkBytes) };
    await expect(host.replica.pushChunk(good)).rejects.toMatchObject({
      code: 'input/invalid',
      data: { what: 'transfer' },
    });
  }
});

test('transfers that are left alone are forgotten; nobody else can take them', async () => {
  const scheduler = manualScheduler();
  const { services } = await openTestServices({ scheduler });
  const [host, other] = [apiOf(services), apiOf(services.connect())];
  const { transfer } = await host.replica.pull({ stateVector: emptyStateVector });
  await expect(other.replica.pullChunk({ transfer, index: 0 })).rejects.toMatchObject({ code: 'input/invalid' });
  await expect(host.replica.pullChunk({ transfer, index: 1 })).rejects.toMatchObject({ code: 'input/invalid' });
  scheduler.advance(59_000);
  await expect(host.replica.pullChunk({ transfer, index: 1 })).rejects.toMatchObject({ data: { what: 'index' } });
  scheduler.advance(60_000);
  await expect(host.replica.pullChunk({ transfer, index: 0 })).rejects.toMatchObject({ data: { what: 'transfer' } });
});

test('open transfers are bounded', async () => {
  const { services } = await openTestServices();
  const host = apiOf(services);
  for (let i = 0; i < 4; i++) await host.replica.pull({ stateVector: emptyStateVector });
  await expect(host.replica.pull({ stateVector: emptyStateVector })).rejects.toMatchObject({ code: 'input/too-large' });
});

test('the folder keeps its number', async () => {
  const { services, folder } = await openTestServices();
  const { folderNumber } = await apiOf(services).app.describe();
  await services.close();
  const again = await openTestServices({ dataFolder: folder });
  expect((await apiOf(again.services).app.describe()).folderNumber).toBe(folderNumber);
});

test('records that left the log can be fetched', async () => {
  const { services } = await openTestServices();
  const host = apiOf(services);
  const doc = vaultDoc();
  await pushUpdate(host, record(doc, 'wiped'));
  await pushUpdate(
    host,
    updateOf(doc, () => logOf(doc).delete(0, 1)),
  );
  const removed = await pullRemoved(host);
  expect(removed.map(({ record }) => text(record))).toEqual(['wiped']);
  expect(removed.map(({ removedOn }) => removedOn)).toEqual(['2024-05-01']);
});

test('a sound replica has no damage to tell of', async () => {
  const { services, folder } = await openTestServices();
  expect(await apiOf(services).replica.damage()).toEqual(noDamage(folder));
});

test('when to lock is handed on to a host that can tell; a span beyond a day is refused', async () => {
  const spans: number[] = [];
  const { services } = await openTestServices({ lockAfter: (minutes) => spans.push(minutes) });
  const { lock } = apiOf(services);
  await lock.configure({ afterMinutes: 5 });
  await lock.configure({ afterMinutes: 0 });
  await expect(lock.configure({ afterMinutes: 1441 })).rejects.toMatchObject({ code: 'input/invalid' });
  await expect(lock.configure({ afterMinutes: 0.5 })).rejects.toMatchObject({ code: 'input/invalid' });
  expect(spans).toEqual([5, 0]);
});

test('the secret is kept and cleared', async () => {
  const { services } = await openTestServices();
  const host = apiOf(services);
  expect(await host.secret.read()).toBeNull();
  const secret = new Uint8Array(32).fill(7);
  await host.secret.write({ secret });
  expect(await host.secret.read()).toEqual(secret);
  await host.secret.clear();
  expect(await host.secret.read()).toBeNull();
});

test.each([
  ['https://findahelpline.com/', true],
  ['mailto:someone@example.org', true],
  ['http://example.org/', false],
  ['https://user:secret@example.org/', false],
  ['file:///etc/passwd', false],
  ['javascript:alert(1)', false],
  ['not an address', false],
])('opening %s outside: %s', async (url, allowed) => {
  const { services, opened } = await openTestServices();
  const outcome = apiOf(services).app.openExternal({ url });
  if (allowed) await outcome;
  else await expect(outcome).rejects.toMatchObject({ code: 'host/refused' });
  expect(opened).toEqual(allowed ? [url] : []);
});

test('a flush waits for every renderer that listens, and says how it went', async () => {
  const { services, lines } = await openTestServices();
  expect(await services.flush(1000)).toBe('flushed');
  const [one, other] = [apiOf(services), apiOf(services.connect())];
  const asked: string[] = [];
  one.on('app.flush', ({ flush }) => asked.push(flush));
  other.on('app.flush', ({ flush }) => asked.push(flush));
  const flushing = services.flush(1000);
  expect(asked).toHaveLength(2);
  const [flush = ''] = asked;
  await one.app.flushed({ flush, failed: null });
  await expect(one.app.flushed({ flush, failed: null })).rejects.toMatchObject({ code: 'input/invalid' });
  await other.app.flushed({ flush, failed: 'storage/full' });
  expect(await flushing).toBe('failed');
  expect(lines.join()).toContain('renderer flush storage/full');
});

test('a renderer that is gone is not waited for; one that is silent only until the deadline', async () => {
  const scheduler = manualScheduler();
  const { services } = await openTestServices({ scheduler });
  const gone = services.connect();
  gone.onEvent(() => undefined);
  const first = services.flush(500);
  gone.end();
  expect(await first).toBe('flushed');
  services.onEvent(() => undefined);
  const second = services.flush(500);
  scheduler.advance(500);
  expect(await second).toBe('timed-out');
});

test('pushes before the flush are on disk when it ends', async () => {
  const { services, folder } = await openTestServices();
  const host = apiOf(services);
  const doc = vaultDoc();
  host.on('app.flush', ({ flush }) => {
    pushUpdate(
      host,
      updateOf(doc, () => logOf(doc).push([bytes('last words')])),
    ).then(
      () => host.app.flushed({ flush, failed: null }),
      () => host.app.flushed({ flush, failed: 'storage/failed' }),
    );
  });
  expect(await services.flush(5000)).toBe('flushed');
  await services.close();
  const again = await openTestServices({ dataFolder: folder });
  expect(recordsIn(await pullUpdate(apiOf(again.services), emptyStateVector))).toEqual(['last words']);
});

test('damage is told to whoever asks for the state, and logged without a path', async () => {
  const { services, folder } = await openTestServices();
  const doc = vaultDoc();
  for (let i = 0; i < 20; i++) await pushUpdate(apiOf(services), record(doc, `record ${i}`));
  await services.close();
  const database = join(folder, 'replica');
  const log = readdirSync(database).find((name) => /^\d+\.log$/.test(name)) ?? '';
  const content = readFileSync(join(database, log));
  content[600] = (content[600] ?? 0) ^ 1;
  writeFileSync(join(database, log), content);
  const again = await openTestServices({ dataFolder: folder });
  const host = apiOf(again.services);
  const { damage } = host.replica;
  const { replica, kept, letters } = await damage();
  expect(replica).toMatchObject({ rows: 0, brokenLogs: 1 });
  expect(kept).toHaveLength(1);
  // Not a name but the whole path, and what lies there is the file as it was found.
  expect(Buffer.compare(readFileSync(join(kept[0]?.path ?? '', log)), content)).toBe(0);
  expect(Math.abs((kept[0]?.at ?? 0) - Date.now())).toBeLessThan(60_000);
  expect(letters.files).toEqual([]);
  expect(again.lines.join()).toMatch(/storage storage\/damaged rows=0 .*brokenLogs=1/);
  expect(again.lines.join()).not.toContain(folder);
  await again.services.close();
  // The next opening finds nothing wrong any more, and still knows where the files lie.
  const later = await openTestServices({ dataFolder: folder });
  expect(await apiOf(later.services).replica.damage()).toEqual({ replica: null, kept, letters });
});

test('after closing nothing is answered, and nobody comes in', async () => {
  const { services } = await openTestServices();
  await Promise.all([services.close(), services.close()]);
  await expect(apiOf(services).replica.stateVector()).rejects.toMatchObject({ code: 'storage/closed' });
  expect(() => services.connect()).toThrow(expect.objectContaining({ code: 'storage/closed' }));
});

test('a host without a printer of its own says so; a job that fails is told by code and the next one goes through', async () => {
  const sheet = { widthMm: 210, heightMm: 297 };
  const { services: bare } = await openTestServices();
  await expect(apiOf(bare).print.toPdf(sheet)).rejects.toMatchObject({ code: 'host/unsupported' });
  let fails = true;
  const made = new Uint8Array(chunkBytes + 3).fill(7);
  const { services, lines } = await openTestServices({
    printToPdf: async () => {
      if (fails) throw new Error('Letter to Mara.pdf could not be printed');
      return made;
    },
  });
  await expect(apiOf(services).print.toPdf(sheet)).rejects.toMatchObject({ code: 'host/print-failed' });
  expect(lines.join()).toContain('print');
  expect(lines.join()).not.toContain('Mara');
  fails = false;
  expect(Buffer.from(await windowPdf(apiOf(services), sheet)).equals(made)).toBe(true);
});
