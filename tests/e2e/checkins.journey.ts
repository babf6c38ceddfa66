import type { Page } from '@playwright/test';
import type { Device } from './fixtures/device.ts';
import { expect, test } from './fixtures/journey.ts';
import { log, opened, saved, setUp, unlock } from './person-acts.ts';

const dayMs = 86_400_000;

/** The calendar is changed at the locked door, so there has to be one. */
const passphrase = 'lantern harbour seven';

/** Starts again and opens the journal, with the calendar on the wall some days on. */
async function openLater(device: Device, days: number): Promise<Page> {
  const page = await device.restart();
  await page.clock.setSystemTime(Date.now() + days * dayMs);
  await unlock(page, passphrase);
  return page;
}

const card = (page: Page) => page.getByRole('region', { name: 'How are things today?' });

test('the day after, four things are asked at most, and of no refusal more than whose it was; what is put away stays away', async ({
  device,
}) => {
  const page = await device.start();
  await setUp(page, passphrase);
  await log(page, { toWhom: 'Harbour Review', what: 'A story', ratings: [6, 5, 4] });
  await log(page, { toWhom: 'Alder House', what: 'A novel', ratings: [5, 5, 5] });
  // The week's own question is there from the first day; no refusal is asked about on the day it came.
  await expect(card(page)).toBeVisible();
  await expect(card(page).getByText(/Harbour Review|Alder House/)).toHaveCount(0);
  await saved(page);

  const next = await openLater(device, 1);
  const scales = card(next).getByRole('radiogroup');
  // Hope, purpose, self-worth and one no: four at most, and nothing of what was asked for.
  await expect(scales).toHaveCount(4);
  await expect(card(next).getByText(/A story|A novel/)).toHaveCount(0);
  await scales.first().getByRole('radio', { name: '6', exact: true }).click();
  await card(next)
    .getByRole('radiogroup', { name: /^(Alder House|Harbour Review)/ })
    .getByRole('radio', { name: '3', exact: true })
    .click();
  await card(next).getByRole('button', { name: 'Done' }).click();
  await expect(card(next).getByText('Written down for today.')).toBeVisible();
  await saved(next);

  const again = await openLater(device, 1);
  await expect(again.getByText('Written down for today.')).toBeVisible();
  await expect(card(again).getByRole('radiogroup')).toHaveCount(0);

  const second = await openLater(device, 2);
  await card(second).getByRole('button', { name: 'skip' }).click();
  await expect(card(second).getByRole('radiogroup', { name: /hurt/ })).toHaveCount(0);
  await saved(second);

  const muchLater = await openLater(device, 9);
  await expect(card(muchLater).getByRole('radiogroup').first()).toBeVisible();
  expect(await card(muchLater).getByRole('radiogroup').count()).toBeLessThanOrEqual(4);
  await card(muchLater).getByRole('button', { name: 'Not today' }).click();
  await expect(muchLater.getByText('Put away for today.')).toBeVisible();
});

test('reminders are off until they are chosen, and stay as they were chosen', async ({ device }) => {
  const page = await device.start();
  await setUp(page, null);
  await page.getByRole('link', { name: 'Settings' }).click();
  const choice = page.getByRole('checkbox', { name: 'Remind me to look in' });
  await expect(choice).not.toBeChecked();
  await choice.check();
  await page.getByLabel('At', { exact: true }).fill('19:30');
  await saved(page);
  const again = await device.restart();
  await opened(again);
  await again.getByRole('link', { name: 'Settings' }).click();
  await expect(again.getByRole('checkbox', { name: 'Remind me to look in' })).toBeChecked();
  await expect(again.getByLabel('At', { exact: true })).toHaveValue('19:30');
});
