import { expect, test } from './fixtures/journey.ts';
import { dotsDrawn, linesTable, listed, log, saved, setUp, unlock } from './person-acts.ts';

const passphrase = 'lantern harbour seven';
const names = ['Harbour Review', 'Alder House', 'Royal College', 'Tidewrack', 'Borough Council', 'Lantern Quarterly'];

test('five no’s and a yes, written down, are all there after quitting and unlocking', async ({ device }) => {
  const page = await device.start();
  await setUp(page, passphrase, { fitted: true });
  for (const [index, toWhom] of names.entries()) {
    const answer = index === 5 ? 'yes' : 'no';
    await log(page, { toWhom, what: `Ask ${index}`, answer, ratings: [index, 5, 9 - index] });
  }
  await saved(page);
  const again = await device.restart();
  await unlock(again, passphrase);
  await listed(again, names);
  const rows = await linesTable(again);
  expect(await dotsDrawn(again)).toBe(true);
  expect(rows).toHaveLength(6);
  for (const index of names.keys()) {
    expect(
      rows.some((row) => row.includes(String(index)) && row.includes('5') && row.includes(String(9 - index))),
    ).toBe(true);
  }
});

test('the 24 words open what the passphrase closed', async ({ device }) => {
  const page = await device.start();
  const words = await setUp(page, passphrase);
  await log(page, { toWhom: 'Harbour Review', what: 'A story' });
  await saved(page);
  const again = await device.restart();
  await again.getByRole('button', { name: 'Use the 24 words' }).click();
  await again.getByLabel('The 24 words, in their order').fill(words.join(' '));
  await again.getByRole('button', { name: 'Open', exact: true }).click();
  await expect(again.getByRole('button', { name: 'Write it down' })).toBeVisible();
  await listed(again, ['Harbour Review']);
});

test('a wrong passphrase is told plainly, as often as it takes, and loses nothing', async ({ device }) => {
  const page = await device.start();
  await setUp(page, passphrase);
  await log(page, { toWhom: 'Harbour Review', what: 'A story' });
  await saved(page);
  const again = await device.restart();
  for (const wrong of ['not this', 'nor this one', 'still not']) {
    await again.getByLabel('Passphrase', { exact: true }).fill(wrong);
    await again.getByRole('button', { name: 'Open', exact: true }).click();
    await expect(again.getByText('That passphrase does not open this journal.')).toBeVisible({ timeout: 30_000 });
  }
  await unlock(again, passphrase);
  await listed(again, ['Harbour Review']);
});

test('without a passphrase on this computer the journal opens by itself', async ({ device }) => {
  const page = await device.start();
  await setUp(page, null);
  await log(page, { toWhom: 'Harbour Review', what: 'A story' });
  await saved(page);
  const again = await device.restart();
  await expect(again.getByRole('button', { name: 'Write it down' })).toBeVisible();
  await listed(again, ['Harbour Review']);
});

test('locking puts the journal away; what was half typed comes back with it', async ({ device }) => {
  const page = await device.start();
  await setUp(page, passphrase);
  await log(page, { toWhom: 'Harbour Review', what: 'A story' });
  await page.locator('[data-capture]').getByRole('combobox', { name: 'To whom' }).fill('Half a name');
  await page.evaluate(() => (document.documentElement.dataset['before'] = 'locking'));
  await page.getByRole('button', { name: 'Lock' }).click();
  await expect(page.getByLabel('Passphrase', { exact: true })).toBeVisible();
  // The door is the new page's: one that went with the old page would take what was typed into it along.
  await expect(page.locator('html[data-before]')).toHaveCount(0, { timeout: 1 });
  await expect(page.getByText('Harbour Review')).toHaveCount(0);
  await unlock(page, passphrase);
  await expect(page.locator('[data-capture]').getByRole('combobox', { name: 'To whom' })).toHaveValue('Half a name');
  await listed(page, ['Harbour Review']);
});
