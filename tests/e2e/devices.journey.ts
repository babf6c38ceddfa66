/** Two of a person's computers, on one machine, over each way: paired by words, kept the same, parted again. */
import type { Page } from '@playwright/test';
import createTestnet from 'hyperdht/testnet.js';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { Device } from './fixtures/device.ts';
import { expect, test } from './fixtures/journey.ts';
import { listed, log, openAttempts, opened, saved, setUp, unlock } from './person-acts.ts';

// Everything stays on this machine.
process.env['NAILWALL_ADDRESS'] = '127.0.0.1';

const [deskPhrase, laptopPhrase] = ['lantern harbour seven', 'paper boats at noon'];
const patient = { timeout: 60_000 };
/** What a change may take from one window to the other on the local network, ms. */
const liveMs = 2_000;

async function openDevices(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Settings' }).click();
  await page.getByRole('link', { name: 'Devices and sync' }).click();
  await expect(page.getByRole('heading', { name: 'Devices', exact: true })).toBeVisible();
}

/** Shows words on a computer that stands at its devices; returns them, and where it answers. */
async function showWords(page: Page, name: string): Promise<{ words: string; address: string | null }> {
  await page.getByLabel('What this device is called').fill(name);
  await page.getByRole('button', { name: 'Show words here' }).click();
  const words = page.getByRole('list', { name: 'The 12 words, in their order' }).locator('.word');
  await expect(words).toHaveCount(12);
  const said = page.getByText(/this device answers at .*:\d+/);
  const address = (await said.count()) > 0 ? /[\d.]+:\d+/.exec((await said.textContent()) ?? '') : null;
  return { words: (await words.allTextContents()).join(' '), address: address?.[0] ?? null };
}

async function typeWords(page: Page, name: string, shown: { words: string; address: string | null }): Promise<void> {
  await page.getByLabel('What this device is called').fill(name);
  await page.getByRole('button', { name: 'Type words here' }).click();
  await page.getByLabel('The 12 words, in their order').fill(shown.words);
  if (shown.address !== null) await page.getByLabel(/^Address of the other device/).fill(shown.address);
  await page.getByRole('button', { name: 'Find the other device' }).click();
}

const meetOnlyByInternet = async (page: Page): Promise<void> => {
  await page.getByLabel('Meet over the internet as well').check();
};

interface Meeting {
  readonly prepare?: (page: Page) => Promise<void>;
  /** How the laptop is to open: by itself unless said otherwise. */
  readonly wayIn?: 'own' | 'same' | 'none';
}

/** The desk has a journal; the laptop has none and gets that one. Both stand at their devices afterwards. */
async function pairFresh(
  desk: Page,
  laptop: Page,
  { prepare = async () => undefined, wayIn = 'none' }: Meeting = {},
): Promise<void> {
  await openDevices(desk);
  await prepare(desk);
  const shown = await showWords(desk, 'Desk PC');
  await laptop.getByRole('button', { name: 'I have a journal on another computer' }).click();
  if (wayIn === 'own') {
    await laptop.getByRole('radio', { name: /With a passphrase of its own/ }).check();
    await laptop.getByLabel('Passphrase', { exact: true }).fill(laptopPhrase);
    await laptop.getByLabel('The same once more').fill(laptopPhrase);
  } else if (wayIn === 'none') await laptop.getByRole('radio', { name: /No passphrase/ }).check();
  await prepare(laptop);
  await typeWords(laptop, 'Laptop', shown);
  await expect(desk.getByRole('heading', { name: 'Add “Laptop”?' })).toBeVisible(patient);
  await expect(laptop.getByText('Answer the question on Desk PC now.')).toBeVisible();
  await desk.getByRole('button', { name: 'Yes', exact: true }).click();
  await expect(desk.getByText('Laptop has been added')).toBeVisible(patient);
  await expect(laptop.getByRole('heading', { name: 'Devices', exact: true })).toBeVisible(patient);
  await even(desk, laptop);
}

async function even(...pages: Page[]): Promise<void> {
  for (const page of pages) await expect(page.getByText('Yes. Everything is on both devices.')).toBeVisible(patient);
}

const goToday = (page: Page) =>
  page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Today' }).click();
const way = (page: Page, name: string) => page.getByRole('checkbox', { name, exact: true });

/** From the click that writes it down on one computer to the words in the other one's window, ms. */
async function crossing(from: Page, to: Page, toWhom: string): Promise<number> {
  await openAttempts(to);
  await goToday(from);
  const seen = to.evaluate(
    (name) =>
      new Promise<number>((resolve) => {
        const look = () => {
          if (!document.body.textContent.includes(name)) return;
          watching.disconnect();
          resolve(Date.now());
        };
        const watching = new MutationObserver(look);
        watching.observe(document.body, { subtree: true, childList: true, characterData: true });
        look();
      }),
    toWhom,
  );
  await from.evaluate(() => {
    addEventListener('submit', () => Object.assign(window, { writtenAt: Date.now() }), { capture: true });
  });
  await log(from, { toWhom, what: 'A story' });
  const writtenAt = await from.evaluate(() => (window as unknown as { writtenAt: number }).writtenAt);
  return (await seen) - writtenAt;
}

async function twoPaired(device: Device, openDevice: () => Device, meeting: Meeting = {}) {
  const other = openDevice();
  const [desk, laptop] = [await device.start(), await other.start()];
  await setUp(desk, meeting.wayIn === 'same' ? deskPhrase : null);
  await log(desk, { toWhom: 'Harbour Review', what: 'A story' });
  await saved(desk);
  await pairFresh(desk, laptop, meeting);
  await listed(laptop, ['Harbour Review']);
  return { desk, laptop, other };
}

test('at home: twelve words, and what is written on one is on the other in two seconds', async ({
  device,
  openDevice,
}) => {
  const { desk, laptop, other } = await twoPaired(device, openDevice, { wayIn: 'own' });
  const there: number[] = [];
  for (const name of ['Alder House', 'Gannet Press', 'Small Hours Press'])
    there.push(await crossing(desk, laptop, name));
  const back = await crossing(laptop, desk, 'Tidewrack');
  const said = [...there, back].map((ms) => `${String(ms)} ms`).join(', ');
  test.info().annotations.push({ type: 'from one window to the other', description: said });
  expect(Math.max(...there, back)).toBeLessThan(liveMs);
  // Its own passphrase opens it after a restart, and everything is there.
  await saved(laptop);
  const again = await other.restart();
  await unlock(again, laptopPhrase);
  await listed(again, ['Harbour Review', 'Alder House', 'Gannet Press', 'Small Hours Press', 'Tidewrack']);
});

async function reflect(page: Page, toWhom: string, text: string): Promise<void> {
  await openAttempts(page);
  await page.getByText(toWhom, { exact: true }).first().click();
  const begin = page.getByRole('button', { name: /^Write (a reflection|without one)$/ });
  const field = page.getByRole('textbox', { name: 'What I make of it' });
  await expect(begin.or(field)).toBeVisible();
  if (await begin.isVisible()) await begin.click();
  await field.click();
  await page.keyboard.press('ControlOrMeta+Home');
  await page.keyboard.type(text);
  await expect(field).toContainText(text);
  await saved(page);
}

test('both write in the same reflection while apart: when they meet, both texts are there', async ({
  device,
  openDevice,
}) => {
  const { desk, laptop } = await twoPaired(device, openDevice);
  await openDevices(laptop);
  await way(laptop, 'Local network').uncheck();
  await openDevices(desk);
  await expect(desk.getByText(/^Last met on/)).toBeVisible(patient);
  await reflect(desk, 'Harbour Review', 'From the desk. ');
  await reflect(laptop, 'Harbour Review', 'From the train. ');
  await openDevices(laptop);
  await way(laptop, 'Local network').check();
  await openDevices(desk);
  await even(desk, laptop);
  for (const page of [desk, laptop]) {
    await openAttempts(page);
    await page.getByText('Harbour Review', { exact: true }).first().click();
    const field = page.getByRole('textbox', { name: 'What I make of it' });
    await expect(field).toContainText('From the desk.');
    await expect(field).toContainText('From the train.');
  }
});

test('a removed computer is refused and told so; it keeps what it had and gets nothing new', async ({
  device,
  openDevice,
}) => {
  const { desk, laptop, other } = await twoPaired(device, openDevice);
  await openDevices(desk);
  await openDevices(laptop);
  await desk.getByRole('button', { name: 'Remove: Laptop' }).click();
  await desk.getByRole('button', { name: 'Remove Laptop' }).click();
  await expect(desk.getByText('This journal is on this device only.')).toBeVisible();
  // It does not only hear so: the signed statement is in its own copy, and is there after a restart.
  const answer = (page: Page) => page.getByRole('region', { name: 'Is everything on all your devices?' });
  const removed = 'This device was removed from the journal on another one.';
  await expect(answer(laptop).getByText(removed)).toBeVisible(patient);
  await goToday(desk);
  await log(desk, { toWhom: 'Alder House', what: 'A story' });
  await saved(desk);
  const again = await other.restart();
  await opened(again);
  await openDevices(again);
  await expect(answer(again).getByText(removed)).toBeVisible(patient);
  await expect(again.getByRole('button', { name: 'Look for the others now' })).toHaveCount(0);
  await listed(again, ['Harbour Review']);
  await expect(again.getByText('Alder House', { exact: true })).toHaveCount(0);
});

test('two journals are brought together, and each computer opens with its own passphrase', async ({
  device,
  openDevice,
}) => {
  const other = openDevice();
  const [desk, laptop] = [await device.start(), await other.start()];
  await setUp(desk, deskPhrase);
  await setUp(laptop, laptopPhrase);
  await log(desk, { toWhom: 'Harbour Review', what: 'A story' });
  await log(laptop, { toWhom: 'Alder House', what: 'A story' });
  for (const page of [desk, laptop]) await openDevices(page);
  const shown = await showWords(desk, 'Desk PC');
  await typeWords(laptop, 'Laptop', shown);
  await expect(desk.getByRole('radio', { name: /Bring both together/ })).toBeChecked(patient);
  await desk.getByRole('button', { name: 'Do it' }).click();
  await even(desk, laptop);
  for (const page of [desk, laptop]) await listed(page, ['Alder House', 'Harbour Review']);
  await saved(laptop);
  const again = await other.restart();
  await unlock(again, laptopPhrase);
  await listed(again, ['Alder House', 'Harbour Review']);
});

test('one journal takes the other one’s place, and the other one is in a backup', async ({ device, openDevice }) => {
  const other = openDevice();
  const [desk, laptop] = [await device.start(), await other.start()];
  await setUp(desk, deskPhrase);
  await setUp(laptop, laptopPhrase);
  await log(desk, { toWhom: 'Harbour Review', what: 'A story' });
  await log(laptop, { toWhom: 'Alder House', what: 'A story' });
  for (const page of [desk, laptop]) await openDevices(page);
  const shown = await showWords(desk, 'Desk PC');
  await typeWords(laptop, 'Laptop', shown);
  await desk.getByRole('radio', { name: /This one’s journal on both/ }).check(patient);
  await desk.getByRole('button', { name: 'Do it' }).click();
  await laptop.getByLabel('Passphrase', { exact: true }).fill(deskPhrase, patient);
  await laptop.getByRole('button', { name: 'Open', exact: true }).click();
  // Where the person was, and sees that it has worked.
  await even(desk, laptop);
  await listed(laptop, ['Harbour Review']);
  await expect(laptop.getByText('Alder House', { exact: true })).toHaveCount(0);
  await laptop.getByRole('link', { name: 'Settings' }).click();
  await laptop.getByRole('link', { name: 'Open or restore a backup' }).click();
  await laptop.getByRole('list').getByRole('button').first().click();
  await laptop.getByLabel('Passphrase', { exact: true }).fill(laptopPhrase);
  await laptop.getByRole('button', { name: 'Open it' }).click();
  await expect(laptop.getByText('1 attempt and 0 pursuits.')).toBeVisible(patient);
});

test('over the internet: found by their keys alone', async ({ device, openDevice }) => {
  const testnet = await createTestnet(3, { host: '127.0.0.1' });
  process.env['NAILWALL_BOOTSTRAP'] = testnet.bootstrap.map(({ host, port }) => `${host}:${String(port)}`).join(',');
  try {
    const { desk, laptop, other } = await twoPaired(device, openDevice, { prepare: meetOnlyByInternet });
    await openDevices(desk);
    await expect(way(desk, 'Local network')).not.toBeChecked();
    await expect(desk.getByText('Connected: Internet.')).toBeVisible(patient);
    await goToday(desk);
    await log(desk, { toWhom: 'Alder House', what: 'A story' });
    await listed(laptop, ['Alder House']);
    // No passphrase on the laptop: it opens by itself.
    await saved(laptop);
    await listed(await other.restart(), ['Alder House', 'Harbour Review']);
  } finally {
    delete process.env['NAILWALL_BOOTSTRAP'];
    await testnet.destroy();
  }
});

test('through a folder: both write into it, and both have everything', async ({ device, openDevice }) => {
  const { desk, laptop, other } = await twoPaired(device, openDevice, { wayIn: 'same' });
  const folder = path.join(device.folders.all, 'shared');
  mkdirSync(folder);
  for (const page of [desk, laptop]) {
    await openDevices(page);
    await way(page, 'Local network').uncheck();
    await page.getByLabel('Folder', { exact: true }).fill(folder);
    await page.getByRole('button', { name: 'Use this folder' }).click();
    await expect(way(page, 'Shared folder')).toBeChecked();
  }
  await goToday(desk);
  await log(desk, { toWhom: 'Alder House', what: 'A story' });
  await openAttempts(laptop);
  await expect(laptop.getByText('Alder House', { exact: true }).first()).toBeVisible({ timeout: 120_000 });
  expect(device.filesWith('Alder House')).toEqual([]);
  await saved(laptop);
  const again = await other.restart();
  await unlock(again, deskPhrase);
  await listed(again, ['Alder House', 'Harbour Review']);
});
