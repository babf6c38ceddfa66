/** The page's side against the real host. */
import { chunkBytes } from '#core/contract';
import { beforeEach, expect, test, vi } from 'vitest';
import {
  type ConnectedHost,
  connectHost,
  type HostStatus,
  pullUpdate,
  pushUpdate,
} from '../../../src/renderer/host/index.ts';
import { writePages } from '../../main/hosts/loopback/pages-folder.ts';
import { compiled } from '../../main/storage/compiled.ts';
import { temporaryFolder } from '../../main/storage/folder.ts';
import { emptyStateVector, record, recordsIn, vaultDoc } from '../../main/storage/vault-double.ts';
import { hostScript, pageAt, runHost, type RunningHost } from './real-loopback.ts';

const script = compiled(hostScript);

let folder = '';
let host: RunningHost;
beforeEach(async () => {
  folder = temporaryFolder();
  host = await runHost(script(), writePages(folder), `${folder}/data`);
}, 30_000);

test('comes in with the launch token, which is taken out of the address', async () => {
  const page = pageAt(host.origin, host.launch());
  const api = await connectHost(page);
  expect(page.replaced).toEqual(['/']);
  expect(page.location.hash).toBe('');
  expect(api.status).toBe('connected');
  expect(await api.app.describe()).toMatchObject({ kind: 'loopback', version: '1.2.3' });
});

test('updates go both ways in chunks, and news of other windows arrives', async () => {
  const api = await connectHost(pageAt(host.origin, host.launch()));
  await expect(connectHost(pageAt(host.origin, ''))).rejects.toMatchObject({ code: 'host/unauthorised' });
  await vi.waitFor(() => expect(host.lines).toHaveLength(2));
  const other = await connectHost(pageAt(host.origin, host.launch()));
  const heard: string[] = [];
  other.on('replica.update', (update) => heard.push(...recordsIn(update)));
  const doc = vaultDoc();
  const large = 'w'.repeat(2 * chunkBytes + 5);
  await pushUpdate(api, record(doc, large));
  expect(recordsIn(await pullUpdate(other, emptyStateVector))).toEqual([large]);
  expect(heard).toEqual([large]);
});

test('a token that was used, and none at all, are refused; a fresh address is printed', async () => {
  const launch = host.launch();
  await connectHost(pageAt(host.origin, launch));
  await expect(connectHost(pageAt(host.origin, launch))).rejects.toMatchObject({ code: 'host/unauthorised' });
  await vi.waitFor(() => expect(host.lines).toHaveLength(2));
  expect(host.lines[1]).toMatch(/^Nailwall has a fresh address: /);
});

test('a dropped connection comes back by itself; what was under way fails with a code', async () => {
  const page = pageAt(host.origin, host.launch());
  const api = await connectHost(page);
  const statuses: HostStatus[] = [];
  api.onStatus((status) => statuses.push(status));
  const underWay = api.replica.stateVector();
  page.sockets[0]?.terminate();
  await expect(underWay).rejects.toMatchObject({ code: 'host/unavailable' });
  await expect(api.replica.stateVector()).rejects.toMatchObject({ code: 'host/unavailable' });
  await vi.waitFor(() => expect(statuses).toEqual(['reconnecting', 'connected']), { timeout: 5_000 });
  await pushUpdate(api, record(vaultDoc(), 'after'));
  expect(recordsIn(await pullUpdate(api, emptyStateVector))).toEqual(['after']);
}, 15_000);

test('a host that ended is tried again; one that started anew does not know the page any more', async () => {
  const page = pageAt(host.origin, host.launch());
  const api = await connectHost(page);
  const statuses: HostStatus[] = [];
  api.onStatus((status) => statuses.push(status));
  await host.kill();
  await vi.waitFor(() => expect(api.status).toBe('reconnecting'));
  await vi.waitFor(() => expect(page.sockets.length).toBeGreaterThan(2), { timeout: 5_000 });
  await runHost(script(), `${folder}/renderer`, `${folder}/data`, host.port);
  await vi.waitFor(() => expect(api.status).toBe('lost'), { timeout: 10_000 });
  expect(statuses).toEqual(['reconnecting', 'lost']);
  await expect(api.app.describe()).rejects.toMatchObject({ code: 'host/unavailable' });
}, 30_000);

test('where no host is, connecting says so', async () => {
  const { origin } = host;
  await host.kill();
  await expect(connectHost(pageAt(origin, 'launch=x'))).rejects.toMatchObject({ code: 'host/unavailable' });
});

/** As the app does before it goes. */
function answerFlushes(api: ConnectedHost): void {
  api.on('app.flush', ({ flush }) => void api.app.flushed({ flush, failed: null }));
}

test('restarting goes through a fresh way in', async () => {
  const page = pageAt(host.origin, host.launch());
  const api = await connectHost(page);
  answerFlushes(api);
  await api.restart();
  expect(page.loads).toEqual(['/anew']);
  expect(page.location.hash).toMatch(/^launch=[\w-]{43}$/);
  const again = await connectHost(pageAt(host.origin, page.location.hash));
  expect(await again.app.describe()).toMatchObject({ kind: 'loopback' });
});

test('the reload key does the same, and does nothing harmful once the host is gone', async () => {
  const page = pageAt(host.origin, host.launch());
  const api = await connectHost(page);
  answerFlushes(api);
  page.pressReload();
  await vi.waitFor(() => expect(page.loads).toHaveLength(1));
  await host.kill();
  await vi.waitFor(() => expect(api.status).toBe('reconnecting'));
  page.pressReload();
  await expect(api.restart()).rejects.toMatchObject({ code: 'host/unavailable' });
  expect(page.loads).toHaveLength(1);
});
