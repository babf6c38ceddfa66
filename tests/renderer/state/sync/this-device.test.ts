/** This device in its vault, on a real host: when it comes to be, and what of it is where. */
import { bytesToHex } from '#core/base';
import { DeviceReader, deviceIdOf, removeDevice } from '#core/vault';
import { expect, test } from 'vitest';
import { createIdentity } from '../../../main/services/sync/identity.ts';
import { loopbackNetwork } from '../../../main/transports/loopback-network.ts';
import { TestWindow } from './window.ts';

const within = { timeout: 20_000, interval: 20 };
const device = async (window: TestWindow) => (await window.host.sync.state()).device;
const statements = (window: TestWindow) =>
  [...window.vault.getMap('header').keys()].filter((key) => key.startsWith('device/'));

async function syncing(): Promise<TestWindow> {
  const window = await TestWindow.open(await loopbackNetwork(), 'desk');
  await window.sync.setWay('lan', true);
  return window;
}

test('a journal that is never synced has no device, however often it is opened', async () => {
  const window = await TestWindow.open(await loopbackNetwork(), 'desk');
  await window.unlock('desk');
  await window.sync.begin();
  expect(await window.host.sync.readDevice()).toBe(null);
  expect(await device(window)).toBe(null);
  expect(statements(window)).toEqual([]);
});

test('switching a way on makes one: sealed on the disk, stated in the vault, told to the host', async () => {
  const window = await syncing();
  const id = (await device(window)) ?? '';
  expect(window.sync.devices.map((each) => each.id)).toEqual([id]);
  expect(statements(window)).toEqual([`device/${id}/${id}`]);
  expect((await window.host.sync.state()).ready).toBe(true);
  const sealed = await window.host.sync.readDevice();
  const state = JSON.stringify(await window.host.sync.state());
  expect(sealed?.length).toBeGreaterThan(100);
  expect(state).not.toContain(bytesToHex(window.master));
});

test('it is the same one after every unlocking, and writes nothing twice', async () => {
  const window = await syncing();
  const id = await device(window);
  const before = await window.host.sync.readDevice();
  for (let times = 0; times < 2; times++) {
    await window.unlock('desk');
    await window.sync.begin();
    expect(await device(window)).toBe(id);
  }
  expect(await window.host.sync.readDevice()).toEqual(before);
  expect(statements(window)).toHaveLength(1);
});

test('a vault that was put back from before this device is told of it again', async () => {
  const window = await TestWindow.open(await loopbackNetwork(), 'desk');
  await window.log('Harbour Review');
  await window.host.backups.make();
  await window.sync.setWay('lan', true);
  const id = await device(window);
  await window.restoreNewest();
  await window.unlock('desk');
  expect(statements(window)).toEqual([]);
  await window.sync.begin();
  expect(statements(window)).toEqual([`device/${id ?? ''}/${id ?? ''}`]);
  expect((await window.host.sync.state()).ready).toBe(true);
});

test('a secret that was damaged is none: new keys, and the journal opens as ever', async () => {
  const window = await syncing();
  const id = await device(window);
  const sealed = (await window.host.sync.readDevice()) ?? new Uint8Array();
  sealed[40] = (sealed[40] ?? 0) ^ 1;
  await window.host.sync.keepDevice({ sealed });
  await window.unlock('desk');
  await window.sync.begin();
  expect(await device(window)).not.toBe(id);
  expect(window.sync.trouble).toBe(null);
});

test('a secret of a newer version is left as it is, and that is told', async () => {
  const window = await syncing();
  await window.host.sync.keepDevice({ sealed: Uint8Array.of(2, 1, 2, 3) });
  await window.unlock('desk');
  await window.sync.begin();
  expect(window.sync.trouble).toMatchObject({ code: 'vault/newer-version' });
  expect(await window.host.sync.readDevice()).toEqual(Uint8Array.of(2, 1, 2, 3));
});

test('whoever is removed elsewhere is told so, and opens as ever', async () => {
  const window = await syncing();
  const own = window.sync.devices[0]?.id ?? '';
  const other = createIdentity();
  const { members } = new DeviceReader().read(window.vault.getMap('header').entries(), [own]);
  await window.vouch(other);
  await expect.poll(() => window.sync.devices.length, within).toBe(2);
  const known = members.get(own);
  if (!known) throw new Error('The device is one of its own vault.');
  expect(deviceIdOf(known)).toBe(own);
  removeDevice(window.vault, known, other);
  await expect.poll(() => window.sync.wasRemoved, within).toBe(true);
  await window.unlock('desk');
  await window.sync.begin();
  expect(window.sync.wasRemoved).toBe(true);
});

test('a name is kept with the journal, and cut where it is too long', async () => {
  const window = await syncing();
  const id = window.sync.devices[0]?.id ?? '';
  await window.sync.rename(id, '  Desk PC  ');
  expect(window.sync.ownName).toBe('Desk PC');
  await window.unlock('desk');
  await window.sync.begin();
  expect(window.sync.devices).toMatchObject([{ id, name: 'Desk PC', isThis: true }]);
  await window.sync.rename(id, 'x'.repeat(200));
  expect(window.sync.ownName).toBe('x'.repeat(80));
  await window.sync.rename(id, '   ');
  expect(window.sync.ownName).toBe('x'.repeat(80));
});
