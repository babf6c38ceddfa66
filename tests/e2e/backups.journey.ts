import { decodeBackup, encodeBackup } from '#core/vault';
import type { Page } from '@playwright/test';
import { readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from './fixtures/journey.ts';
import { listed, log, openAttempts, opened, saved, setUp, unlock } from './person-acts.ts';

const passphrase = 'lantern harbour seven';

/** Opens the backup that was chosen, without the work that a passphrase takes. */
async function openWithWords(page: Page, words: readonly string[]): Promise<void> {
  await page.getByRole('button', { name: 'Use the 24 words' }).click();
  await page.getByLabel('The 24 words, in their order').fill(words.join(' '));
  await page.getByRole('button', { name: 'Open it' }).click();
}

test('a backup is made, looked at and put back; what came after it is in another backup', async ({ device }) => {
  const page = await device.start();
  await setUp(page, passphrase);
  await log(page, { toWhom: 'Harbour Review', what: 'A story' });
  await saved(page);
  await page.getByRole('link', { name: 'Settings' }).click();
  await page.getByRole('button', { name: 'Back up now' }).click();
  await expect(page.getByText('Done. It was read back and is whole.')).toBeVisible();
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Today' }).click();
  await log(page, { toWhom: 'Alder House', what: 'A story' });
  await saved(page);
  await page.getByRole('link', { name: 'Settings' }).click();
  await page.getByRole('link', { name: 'Check, open or restore a backup' }).click();
  await page.getByRole('list').getByRole('button').first().click();
  await page.getByLabel('Passphrase', { exact: true }).fill('not this one');
  await page.getByRole('button', { name: 'Open it' }).click();
  await expect(page.getByText('That passphrase does not open this journal.')).toBeVisible({ timeout: 30_000 });
  await page.getByLabel('Passphrase', { exact: true }).fill(passphrase);
  await page.getByRole('button', { name: 'Open it' }).click();
  await expect(page.getByText('1 attempt and 0 pursuits.')).toBeVisible({ timeout: 30_000 });
  await page.getByRole('button', { name: 'Put it in place' }).click();
  await unlock(page, passphrase);
  await listed(page, ['Harbour Review']);
  await expect(page.getByText('Alder House')).toHaveCount(0);
  // The one from before the restore holds both, and is there after starting again, from the door.
  const again = await device.restart();
  await again.getByRole('button', { name: 'Restore a backup' }).click();
  await again.getByRole('list').getByRole('button').first().click();
  await again.getByLabel('Passphrase', { exact: true }).fill(passphrase);
  await again.getByRole('button', { name: 'Open it' }).click();
  await expect(again.getByText('2 attempts and 0 pursuits.')).toBeVisible({ timeout: 30_000 });
});

test('a file brought to a fresh computer opens with the words', async ({ device, openDevice }) => {
  const page = await device.start();
  const words = await setUp(page, passphrase);
  await log(page, { toWhom: 'Harbour Review', what: 'A story' });
  await saved(page);
  // Quitting leaves a backup behind.
  await device.quit();
  const folder = path.join(device.folders.data, 'backups');
  const [name = ''] = readdirSync(folder);
  const other = openDevice();
  const fresh = await other.start();
  await fresh.getByRole('button', { name: 'Restore a backup' }).click();
  await fresh.getByLabel('Bring a file').setInputFiles(path.join(folder, name));
  await openWithWords(fresh, words);
  await fresh.getByRole('button', { name: 'Put it in place' }).click({ timeout: 30_000 });
  await unlock(fresh, passphrase);
  await listed(fresh, ['Harbour Review']);
});

const msPerDay = 86_400_000;

/** The one backup in a folder, as if it had been made some days before. */
function age(folder: string, days: number): void {
  const [name = ''] = readdirSync(folder).filter((file) => file.endsWith('.nailwall-backup'));
  const { createdAt, ...backup } = decodeBackup(new Uint8Array(readFileSync(path.join(folder, name))));
  writeFileSync(path.join(folder, name), encodeBackup({ ...backup, createdAt: createdAt - days * msPerDay }));
}

/** One bit in the middle of the newest file, as a disk loses it: the head and the length say nothing of it. */
function rotNewest(folder: string): void {
  const found = readdirSync(folder).filter((file) => file.endsWith('.nailwall-backup'));
  const files = found.map((name) => ({ name, bytes: readFileSync(path.join(folder, name)) }));
  const sequenceOf = (bytes: Buffer) => Number(/"sequence":(\d+)/.exec(bytes.toString('latin1'))?.[1]);
  const newest = files.sort((a, b) => sequenceOf(b.bytes) - sequenceOf(a.bytes))[0];
  if (!newest) throw new Error('There is no backup to damage.');
  const at = Math.floor(newest.bytes.length / 2);
  newest.bytes[at] = (newest.bytes[at] ?? 0) ^ 1;
  writeFileSync(path.join(folder, newest.name), newest.bytes);
}

test('a backup that has rotted is named as damaged, and the last good one is the one before it', async ({ device }) => {
  const words = await setUp(await device.start(), null);
  await log(device.page, { toWhom: 'Harbour Review', what: 'A story' });
  await saved(device.page);
  // Quitting leaves a backup behind.
  await device.quit();
  const folder = path.join(device.folders.data, 'backups');
  age(folder, 3);
  const page = await device.start();
  await opened(page);
  await page.getByRole('link', { name: 'Settings' }).click();
  const lastGood = page.locator('dt', { hasText: 'Last good backup' }).locator('+ dd');
  const older = await lastGood.textContent();
  await page.getByRole('button', { name: 'Back up now' }).click();
  await expect(page.getByText('Done. It was read back and is whole.')).toBeVisible();
  await expect(lastGood).not.toHaveText(older ?? '');
  rotNewest(folder);
  await page.getByRole('link', { name: 'Check, open or restore a backup' }).click();
  const items = page.getByRole('main').getByRole('listitem');
  await expect(items.nth(0)).toContainText('damaged');
  await expect(items.nth(0).getByRole('button')).toHaveCount(0);
  await expect(items.nth(1)).toContainText('whole');
  await page.getByRole('button', { name: 'Back', exact: true }).click();
  await expect(lastGood).toHaveText(older ?? '');
  await expect(page.getByText('1 backup there is damaged.')).toBeVisible();
  await page.getByRole('link', { name: 'Check, open or restore a backup' }).click();
  await items.nth(1).getByRole('button').first().click();
  await openWithWords(page, words);
  await expect(page.getByText('1 attempt and 0 pursuits.')).toBeVisible();
});

/** The sheet of an attempt, with its letters. */
async function openSheet(page: Page, toWhom: string): Promise<void> {
  await openAttempts(page);
  await page.getByRole('link', { name: toWhom }).first().click();
  await expect(page.getByRole('heading', { name: 'Letters' })).toBeVisible();
}

test('backups on a stick bring journal and letters to an empty computer; a letter that is not there says so', async ({
  device,
  openDevice,
}) => {
  const page = await device.start();
  const words = await setUp(page, null);
  await log(page, { toWhom: 'Harbour Review', what: 'A story' });
  await openSheet(page, 'Harbour Review');
  const letter = (name: string, text: string) => ({ name, mimeType: 'text/plain', buffer: Buffer.from(text) });
  await page
    .getByLabel('Choose a file')
    .setInputFiles([letter('kept.txt', 'We read it twice.'), letter('lost.txt', 'We read it once. '.repeat(400))]);
  await expect(page.getByRole('button', { name: 'Open lost.txt' })).toBeVisible();
  await saved(page);
  const stick = path.join(device.folders.all, 'stick');
  await page.getByRole('link', { name: 'Settings' }).click();
  await page.getByLabel('Another folder').fill(stick);
  await page.getByRole('button', { name: 'Keep them there' }).click();
  await expect(page.getByText(stick)).toBeVisible();
  await device.quit();
  const files = readdirSync(path.join(stick, 'letters'), { recursive: true, encoding: 'utf8' }).filter((name) =>
    /[0-9a-f]{64}$/.test(name),
  );
  expect(files).toHaveLength(2);
  for (const file of files.map((name) => path.join(stick, 'letters', name)))
    if (statSync(file).size > 4000) rmSync(file);

  const other = openDevice();
  const fresh = await other.start();
  await fresh.getByRole('button', { name: 'Restore a backup' }).click();
  await fresh.getByLabel('Another folder').fill(stick);
  await fresh.getByRole('button', { name: 'Look there' }).click();
  await fresh.getByRole('listitem').getByRole('button').first().click();
  await openWithWords(fresh, words);
  await expect(fresh.getByText('1 letter lies beside it and comes with it.')).toBeVisible();
  await expect(fresh.getByText('The file of 1 letter is not there')).toBeVisible();
  await fresh.getByRole('button', { name: 'Put it in place' }).click();
  await fresh.getByLabel('The 24 words, in their order').fill(words.join(' '));
  await fresh.getByRole('button', { name: 'Open', exact: true }).click();
  await opened(fresh);
  await openSheet(fresh, 'Harbour Review');
  await fresh.getByRole('button', { name: 'Open kept.txt' }).click();
  await expect(fresh.getByRole('dialog').getByText('We read it twice.')).toBeVisible();
  await fresh.keyboard.press('Escape');
  await expect(fresh.getByText('Its file is not on this device.')).toBeVisible();
});

/** Presses Cancel in the very step that shows it: a fast machine is done before a click from out here arrives. */
async function cancelAtOnce(page: Page): Promise<void> {
  await page.evaluate(() => {
    const watch = new MutationObserver(() => {
      const cancel = document.querySelector<HTMLButtonElement>('.under-way button');
      if (!cancel) return;
      watch.disconnect();
      cancel.click();
    });
    watch.observe(document.body, { childList: true, subtree: true });
  });
}

test('a backup is checked to its last letter, and checking can be broken off', async ({ device }) => {
  const page = await device.start();
  await setUp(page, null);
  await log(page, { toWhom: 'Harbour Review', what: 'A story' });
  await openSheet(page, 'Harbour Review');
  const letter = (name: string, buffer: Buffer) => ({ name, mimeType: 'text/plain', buffer });
  const words = Buffer.from('We read it twice.');
  await page
    .getByLabel('Choose a file')
    .setInputFiles([letter('short.txt', words), letter('long.txt', Buffer.alloc(2_500_000, 'no '))]);
  await expect(page.getByRole('button', { name: 'Open long.txt' })).toBeVisible({ timeout: 90_000 });
  await saved(page);
  await page.getByRole('link', { name: 'Settings' }).click();
  await page.getByRole('button', { name: 'Back up now' }).click();
  await expect(page.getByText('Done. It was read back and is whole.')).toBeVisible();
  await page.getByRole('link', { name: 'Check, open or restore a backup' }).click();
  const check = page.getByRole('button', { name: /^Check the backup of/ }).first();
  await cancelAtOnce(page);
  await check.click();
  await expect(page.getByText('Stopped. Nothing was changed.')).toBeVisible();
  await check.click();
  await expect(page.getByText(/^Everything in it opens: \d+ records? and 2 letters\.$/)).toBeVisible();
  // A byte in the long one, beside the backup: the letter in use is another file, and goes on opening.
  const folder = path.join(device.folders.data, 'backups', 'letters');
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    const file = path.join(folder, name);
    if (!statSync(file).isFile() || statSync(file).size < 1_000_000) continue;
    const bytes = readFileSync(file);
    bytes[bytes.length >> 1] = (bytes[bytes.length >> 1] ?? 0) ^ 1;
    writeFileSync(file, bytes);
  }
  await check.click();
  await expect(page.getByText('The file of 1 letter is there and does not open.')).toBeVisible();
  await expect(page.getByText(/All the rest opens: \d+ records? and 1 letter\./)).toBeVisible();
});
