import type { Page } from '@playwright/test';
import { strFromU8, unzipSync } from 'fflate';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from './fixtures/journey.ts';
import { rarePhrase } from './fixtures/phrase-scan.ts';
import { dropFile, log, openAttempts, opened, openTransfer, saved, setUp, takeOut, unlock } from './person-acts.ts';

const passphrase = 'lantern harbour seven';

const mail = (words: string): string =>
  [
    'From: Alder House <letters@alder.example>',
    'Subject: Otter and the Moon',
    'Date: Mon, 1 Jan 2024 10:00:00 +0000',
    'Content-Type: text/html; charset=utf-8',
    '',
    `<p>${words}</p><img src="https://alder.example/opened.png"><script src="https://alder.example/a.js"></script>`,
  ].join('\r\n');

async function openSheet(page: Page, toWhom: string): Promise<void> {
  await openAttempts(page);
  await page.getByRole('link', { name: toWhom }).first().click();
  await expect(page.getByRole('heading', { name: 'Letters' })).toBeVisible();
}

/** Opens a letter on its attempt's sheet, and closes it again. */
async function expectWords(page: Page, name: string, words: string): Promise<void> {
  await page.getByRole('button', { name: `Open ${name}` }).click();
  await expect(page.getByRole('dialog').getByText(words)).toBeVisible();
  await page.keyboard.press('Escape');
}

test('a mail that is dropped fills in an attempt and is kept sealed; it outlives a lock and the window’s copy', async ({
  device,
}) => {
  const words = `We read it twice, ${rarePhrase()}, and have to say no.`;
  const page = await device.start();
  await setUp(page, passphrase);
  await dropFile(page, 'No.eml', mail(words));
  const slip = page.locator('[data-capture]');
  await expect(slip.getByText('Filled in from the mail; look it over.')).toBeVisible();
  await expect(slip.getByRole('combobox', { name: 'To whom' })).toHaveValue('Alder House');
  await expect(slip.getByRole('combobox', { name: 'What', exact: true })).toHaveValue('Otter and the Moon');
  await slip.getByText('no', { exact: true }).click();
  await slip.getByRole('button', { name: 'Write it down' }).click();
  await page.getByRole('button', { name: 'Skip' }).click();
  await saved(page);

  await page.getByRole('button', { name: 'Lock' }).click();
  await unlock(page, passphrase);
  await openSheet(page, 'Alder House');
  await expectWords(page, 'No.eml', words);
  await page.getByRole('button', { name: 'Folded. Open it when you like.' }).click();
  await expect(page.getByLabel('Their words')).toHaveValue(words);
  await saved(page);
  await device.quit();
  expect(device.filesWith(words)).toEqual([]);
  expect(device.filesWith('alder.example')).toEqual([]);

  device.forgetWindowCopy();
  const again = await device.start();
  await unlock(again, passphrase);
  await openSheet(again, 'Alder House');
  await expectWords(again, 'No.eml', words);
  await again.getByRole('button', { name: 'Remove No.eml' }).click();
  await expect(again.getByText('“No.eml” lies in the bin.')).toBeVisible();
  await expect(again.getByRole('button', { name: 'Open No.eml' })).toHaveCount(0);
  await again.getByRole('button', { name: 'Undo', exact: true }).last().click();
  await expectWords(again, 'No.eml', words);
  await saved(again);
  await device.quit();
  expect(device.filesWith(words)).toEqual([]);
});

test('a file that no letter names any more is noted for removal by the host once the journal lies quiet', async ({
  device,
}) => {
  const page = await device.start();
  await page.clock.install();
  await setUp(page, null);
  await dropFile(page, 'dropped.txt', 'No.');
  const slip = page.locator('[data-capture]');
  await slip.getByRole('button', { name: 'Remove dropped.txt' }).click();
  await log(page, { toWhom: 'Alder House', what: 'Otter and the Moon' });
  await openSheet(page, 'Alder House');
  await page.getByLabel('Choose a file').setInputFiles({ name: 'a.txt', mimeType: '', buffer: Buffer.from('kept') });
  await expect(page.getByRole('button', { name: 'Open a.txt' })).toBeVisible();
  const letters = path.join(device.folders.data, 'letters');
  const sealed = () =>
    readdirSync(letters, { recursive: true, encoding: 'utf8' }).flatMap((name) => /[0-9a-f]{64}$/.exec(name) ?? []);
  expect(sealed()).toHaveLength(2);
  await saved(page);
  await page.clock.runFor('00:20');
  const noted = () =>
    existsSync(path.join(letters, 'unnamed')) ? readFileSync(path.join(letters, 'unnamed'), 'utf8') : '';
  await expect.poll(noted, { timeout: 60_000 }).toMatch(/^\d{4}-\d\d-\d\d [0-9a-f]{64}\n$/);
  // Nothing goes before its 30 days are over.
  expect(sealed()).toHaveLength(2);
  await expectWords(page, 'a.txt', 'kept');
});

test('a damaged file and one that is missing are told apart; the same file added again brings each back', async ({
  device,
}) => {
  const page = await device.start();
  await setUp(page, null);
  await log(page, { toWhom: 'Alder House', what: 'Otter and the Moon' });
  await openSheet(page, 'Alder House');
  const files = ['damaged', 'missing'].map((words) => ({
    name: `${words}.txt`,
    mimeType: 'text/plain',
    buffer: Buffer.from(`This one was ${words}.`.repeat(words === 'damaged' ? 400 : 1)),
  }));
  await page.getByLabel('Choose a file').setInputFiles(files);
  await expect(page.getByRole('button', { name: 'Open missing.txt' })).toBeVisible();
  await saved(page);
  await device.quit();

  const folder = path.join(device.folders.data, 'letters');
  const sealed = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /[0-9a-f]{64}$/.test(name))
    .map((name) => path.join(folder, name));
  for (const file of sealed) {
    const bytes = readFileSync(file);
    bytes[bytes.length - 100] = (bytes[bytes.length - 100] ?? 0) ^ 1;
    if (bytes.length > 4000) writeFileSync(file, bytes);
    else rmSync(file);
  }

  const again = await device.start();
  await opened(again);
  await openSheet(again, 'Alder House');
  await expect(again.getByText('Its file is not on this device.')).toBeVisible();
  await again.getByRole('button', { name: 'Open damaged.txt' }).click();
  await expect(again.getByRole('alert').getByText('The file of this letter is damaged here.')).toBeVisible();
  await expect(again.getByRole('alert').getByText('Add the same file to this attempt again')).toBeVisible();
  await again.keyboard.press('Escape');
  await expect(again.getByText('Its file is damaged here.')).toBeVisible();
  await again.getByRole('button', { name: 'Open missing.txt' }).click();
  await expect(again.getByRole('alert').getByText('The file of this letter is not on this device yet.')).toBeVisible();
  await again.keyboard.press('Escape');
  await again.getByLabel('Choose a file').setInputFiles(files);
  await expect(again.getByText(/Its file is not on this device|Its file is damaged/)).toHaveCount(0);
  await expectWords(again, 'damaged.txt', 'This one was damaged.');
  await expectWords(again, 'missing.txt', 'This one was missing.');
  await expect(again.getByRole('button', { name: /^Open (damaged|missing)/ })).toHaveCount(2);
});

interface Archive {
  readonly journal: unknown;
  readonly letters: Readonly<Record<string, string>>;
}

/** What an archive holds, but for where the vault that it came from kept the letters' files. */
function readArchive(bytes: Buffer): Archive {
  const { 'journal.json': journal = new Uint8Array(), ...letters } = unzipSync(bytes);
  return {
    journal: JSON.parse(strFromU8(journal).replace(/"hash": "\w{64}"/g, '"hash": ""')) as unknown,
    letters: Object.fromEntries(
      Object.entries(letters).map(([name, file]) => [name, Buffer.from(file).toString('hex')]),
    ),
  };
}

test('taken out with its letters and brought into an empty journal on another computer, it is the same journal', async ({
  device,
  openDevice,
}) => {
  const words = `No, ${rarePhrase()}.`;
  const page = await device.start();
  await setUp(page, null);
  await log(page, { toWhom: 'Alder House', what: 'Otter and the Moon', ratings: [1, 2, 3] });
  await openSheet(page, 'Alder House');
  await page.getByLabel('Choose a file').setInputFiles([
    { name: 'Grüße.txt', mimeType: 'text/plain', buffer: Buffer.from(words) },
    // Of more than one chunk.
    { name: 'scan.bin', mimeType: '', buffer: Buffer.alloc(1_200_000, words) },
    { name: 'binned.txt', mimeType: '', buffer: Buffer.from('binned') },
  ]);
  await page.getByRole('button', { name: 'Remove binned.txt' }).click();
  await saved(page);
  await openTransfer(page);
  const archive = await takeOut(page, 'The whole journal with its letters');
  expect(archive.name).toMatch(/^nailwall-archive-\d{4}-\d\d-\d\d\.zip$/);
  const letters = unzipSync((await takeOut(page, 'The letters')).bytes);
  expect(Object.keys(letters).map((name) => name.split('/')[1])).toEqual(
    expect.arrayContaining(['Grüße.txt', 'scan.bin']),
  );
  await device.quit();
  expect(device.filesWith(words)).toEqual([]);

  const other = openDevice();
  const there = await other.start();
  await setUp(there, null);
  await openTransfer(there);
  await there
    .locator('input[type="file"]')
    .setInputFiles({ name: archive.name, mimeType: 'application/zip', buffer: archive.bytes });
  await expect(there.getByText('3 files of its letters come with it')).toBeVisible();
  await there.getByRole('button', { name: /^Bring in the journal/ }).click();
  await expect(there.getByText('are in the journal.')).toBeVisible();
  await saved(there);
  const back = await takeOut(there, 'The whole journal with its letters');
  expect(readArchive(back.bytes)).toEqual(readArchive(archive.bytes));
  await openSheet(there, 'Alder House');
  await expectWords(there, 'Grüße.txt', words);
  await there.getByRole('button', { name: 'Undo', exact: true }).click();
  await expect(there.getByRole('heading', { name: 'Letters' })).toHaveCount(0);
  await other.quit();
  expect(other.filesWith(words)).toEqual([]);
});
