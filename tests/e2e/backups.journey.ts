import { decodeBackup, encodeBackup } from '#core/vault';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from './fixtures/journey.ts';
import { listed, log, saved, setUp, unlock } from './person-acts.ts';

const passphrase = 'lantern harbour seven';

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
  await page.getByRole('link', { name: 'Open or restore a backup' }).click();
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
  await fresh.getByRole('button', { name: 'Use the 24 words' }).click();
  await fresh.getByLabel('The 24 words, in their order').fill(words.join(' '));
  await fresh.getByRole('button', { name: 'Open it' }).click();
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
  await setUp(await device.start(), passphrase);
  await log(device.page, { toWhom: 'Harbour Review', what: 'A story' });
  await saved(device.page);
  // Quitting leaves a backup behind.
  await device.quit();
  const folder = path.join(device.folders.data, 'backups');
  age(folder, 3);
  const page = await device.start();
  await unlock(page, passphrase);
  await page.getByRole('link', { name: 'Settings' }).click();
  const lastGood = page.locator('dt', { hasText: 'Last good backup' }).locator('+ dd');
  const older = await lastGood.textContent();
  await page.getByRole('button', { name: 'Back up now' }).click();
  await expect(page.getByText('Done. It was read back and is whole.')).toBeVisible();
  await expect(lastGood).not.toHaveText(older ?? '');
  rotNewest(folder);
  await page.getByRole('link', { name: 'Open or restore a backup' }).click();
  const items = page.getByRole('main').getByRole('listitem');
  await expect(items.nth(0)).toContainText('damaged');
  await expect(items.nth(0).getByRole('button')).toBeDisabled();
  await expect(items.nth(1)).toContainText('whole');
  await page.getByRole('button', { name: 'Back', exact: true }).click();
  await expect(lastGood).toHaveText(older ?? '');
  await expect(page.getByText('1 backup there is damaged.')).toBeVisible();
  await page.getByRole('link', { name: 'Open or restore a backup' }).click();
  await items.nth(1).getByRole('button').click();
  await page.getByLabel('Passphrase', { exact: true }).fill(passphrase);
  await page.getByRole('button', { name: 'Open it' }).click();
  await expect(page.getByText('1 attempt and 0 pursuits.')).toBeVisible();
});
