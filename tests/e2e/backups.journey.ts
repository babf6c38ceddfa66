import { readdirSync } from 'node:fs';
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
