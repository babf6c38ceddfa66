import { strFromU8, unzipSync } from 'fflate';
import { expect, test } from './fixtures/journey.ts';
import { bringInJobSearch, listed, opened, openTransfer, saved, setUp, takeOut } from './person-acts.ts';

interface Lossless {
  readonly journal: { readonly entries: { readonly attempts: Readonly<Record<string, unknown>> } };
}

test('a job search comes in at one go and goes again in one step; taken out, it is the same journal elsewhere', async ({
  device,
  openDevice,
}) => {
  const page = await device.start();
  await setUp(page, null);
  await openTransfer(page);
  await bringInJobSearch(page);
  await page.getByRole('button', { name: 'Undo this import' }).click();
  await expect(page.getByText('The import is taken back.')).toBeVisible();
  await page.getByRole('button', { name: 'Choose another file' }).click();
  await bringInJobSearch(page);
  await saved(page);

  const again = await device.restart();
  await opened(again);
  await openTransfer(again);
  const taken = await takeOut(again, 'The whole journal');
  const journal = JSON.parse(taken.bytes.toString()) as Lossless;
  // Those of the import that was taken back lie in the bin.
  expect(Object.keys(journal.journal.entries.attempts)).toHaveLength(2 * 447);
  await device.quit();

  const there = await openDevice().start();
  await setUp(there, null);
  await openTransfer(there);
  await there
    .locator('input[type="file"]')
    .setInputFiles({ name: taken.name, mimeType: 'application/json', buffer: taken.bytes });
  await there.getByRole('button', { name: /^Bring in the journal/ }).click();
  await expect(there.getByText('are in the journal.')).toBeVisible();
  await saved(there);
  const back = await takeOut(there, 'The whole journal');
  expect(back.bytes.equals(taken.bytes)).toBe(true);
});

test('the attempts as a table, the pursuits as text and the CV of failures come out as files @window', async ({
  device,
}) => {
  const page = await device.start();
  await setUp(page, null);
  await openTransfer(page);
  await bringInJobSearch(page);

  const csv = await takeOut(page, 'The attempts as a table');
  expect(csv.name).toMatch(/^nailwall-attempts-.*\.csv$/);
  expect(csv.bytes.subarray(0, 3)).toEqual(Buffer.from([0xef, 0xbb, 0xbf]));
  expect(csv.bytes.toString().split('\r\n')[0]).toContain('To whom,What,Kind,Pursuit');
  const markdown = unzipSync((await takeOut(page, 'The pursuits as text')).bytes);
  const [text = new Uint8Array()] = Object.values(markdown);
  expect(Object.keys(markdown)[0]).toMatch(/\.md$/);
  expect(strFromU8(text).length).toBeGreaterThan(10_000);
  const failures = await takeOut(page, 'A CV of failures');
  expect(failures.name).toMatch(/^nailwall-failures-.*\.html$/);
  expect(failures.bytes.toString()).not.toMatch(/<script|https?:/i);
  await page.getByLabel('Leave out to whom').check();
  expect(failures.bytes.toString()).toMatch(/Company \d\d\d/);
  expect((await takeOut(page, 'A CV of failures')).bytes.toString()).not.toMatch(/Company \d\d\d/);

  // The table that Nailwall wrote says nothing new to the journal that it came from.
  await page.getByRole('button', { name: 'Choose another file' }).click();
  await page.locator('input[type="file"]').setInputFiles({ name: csv.name, mimeType: 'text/csv', buffer: csv.bytes });
  await expect(page.getByText('There is nothing new in this file.')).toBeVisible();
  await listed(page, []);
});
