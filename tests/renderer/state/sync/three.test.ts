/** Three windows on three real hosts, of which several pair at the same time. */
import { expect, test } from 'vitest';
import { loopbackNetwork } from '../../../main/transports/loopback-network.ts';
import { type Meeting, meeting, within } from './meeting.ts';
import { TestWindow } from './window.ts';

const all = ['Alder House', 'Gannet Press', 'Harbour Review'];

async function together(meetings: readonly Meeting[]): Promise<void> {
  await Promise.all(meetings.map(({ bothAsk }) => bothAsk()));
  await Promise.all(meetings.map(({ agree }) => agree()));
  await Promise.all(meetings.map(({ bothDone }) => bothDone()));
}

/** Each has every name and reads everything; each lists the two others, and knows that they have it all. */
async function one(windows: readonly TestWindow[], names: readonly string[]): Promise<void> {
  for (const window of windows) {
    await expect.poll(() => (window.isOpen ? window.asked : null), within).toEqual(names);
    await expect.poll(() => window.sync.devices.length, within).toBe(windows.length);
    await expect.poll(() => window.sync.everywhere, within).toBe('yes');
    expect(window.unreadable).toBe(0);
  }
}

test('two machines without a journal join it at the same time, by two who have it', async () => {
  const network = await loopbackNetwork();
  const [desk, workshop] = [await TestWindow.open(network, 'desk'), await TestWindow.open(network)];
  await desk.log('Harbour Review');
  await together([await meeting(desk, workshop, ['Desk', 'Workshop'])]);
  const [laptop, attic] = [await TestWindow.open(network), await TestWindow.open(network)];
  await together([
    await meeting(desk, laptop, ['Desk', 'Laptop']),
    await meeting(workshop, attic, ['Workshop', 'Attic']),
  ]);
  await laptop.log('Alder House');
  await attic.log('Gannet Press');
  await one([desk, workshop, laptop, attic], all);
});

test('three journals become one, two of them merging with the third at the same time', async () => {
  const network = await loopbackNetwork();
  const windows: TestWindow[] = [];
  for (const [passphrase, name] of [
    ['desk', 'Harbour Review'],
    ['laptop', 'Alder House'],
    ['attic', 'Gannet Press'],
  ] as const) {
    const window = await TestWindow.open(network, passphrase);
    await window.log(name);
    windows.push(window);
  }
  const [desk, laptop, attic] = windows as [TestWindow, TestWindow, TestWindow];
  const workshop = await TestWindow.open(network);
  await together([await meeting(desk, workshop, ['Desk', 'Workshop'])]);
  await together([
    await meeting(desk, laptop, ['Desk', 'Laptop'], 'merge'),
    await meeting(workshop, attic, ['Workshop', 'Attic'], 'merge'),
  ]);
  await one([desk, workshop, laptop, attic], all);
  // Every passphrase opens all of it, everywhere.
  for (const window of [desk, workshop, laptop, attic]) {
    for (const passphrase of ['desk', 'laptop', 'attic']) {
      await window.unlock(passphrase);
      await expect.poll(() => window.asked, within).toEqual(all);
    }
  }
});

test('one machine takes the journal while another one merges its own with it', async () => {
  const network = await loopbackNetwork();
  const [desk, workshop] = [await TestWindow.open(network, 'desk'), await TestWindow.open(network)];
  await desk.log('Harbour Review');
  await together([await meeting(desk, workshop, ['Desk', 'Workshop'])]);
  const [laptop, attic] = [await TestWindow.open(network, 'laptop'), await TestWindow.open(network, 'attic')];
  await laptop.log('Alder House');
  await attic.log('Small Hours Press');
  await together([
    await meeting(desk, laptop, ['Desk', 'Laptop'], 'merge'),
    await meeting(workshop, attic, ['Workshop', 'Attic'], 'give-ours'),
  ]);
  await expect.poll(() => attic.restarts, within).toBe(1);
  await attic.unlock('desk');
  await attic.log('Gannet Press');
  await one([desk, workshop, laptop, attic], all);
});
