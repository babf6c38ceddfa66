import type { Page } from '@playwright/test';
import { expect, test } from './fixtures/journey.ts';
import { log, opened, saved, setUp } from './person-acts.ts';

const dayMs = 86_400_000;

/** Comes back to the window some days on, by the calendar on the wall. */
async function comeBack(page: Page, days: number): Promise<void> {
  await page.clock.setSystemTime(Date.now() + days * dayMs);
  await page.evaluate(() => window.dispatchEvent(new Event('focus')));
}

const card = (page: Page) => page.getByRole('region', { name: 'How are things today?' });

test('the day after, four things are asked at most, and of no refusal more than whose it was; what is put away stays away', async ({
  device,
}) => {
  const page = await device.start();
  await setUp(page, null);
  await log(page, { toWhom: 'Harbour Review', what: 'A story', ratings: [6, 5, 4] });
  await log(page, { toWhom: 'Alder House', what: 'A novel', ratings: [5, 5, 5] });
  // The week's own question is there from the first day; no refusal is asked about on the day it came.
  await expect(card(page)).toBeVisible();
  await expect(card(page).getByText(/Harbour Review|Alder House/)).toHaveCount(0);
  await saved(page);

  await comeBack(page, 1);
  const scales = card(page).getByRole('radiogroup');
  // Hope, purpose, self-worth and one no: four at most, and nothing of what was asked for.
  await expect(scales).toHaveCount(4);
  await expect(card(page).getByText(/A story|A novel/)).toHaveCount(0);
  await scales.first().getByRole('radio', { name: '6', exact: true }).click();
  await card(page)
    .getByRole('radiogroup', { name: /^(Alder House|Harbour Review)/ })
    .getByRole('radio', { name: '3', exact: true })
    .click();
  await card(page).getByRole('button', { name: 'Done' }).click();
  await expect(card(page).getByText('Written down for today.')).toBeVisible();
  await saved(page);

  const again = await device.restart();
  await opened(again);
  await comeBack(again, 1);
  await expect(again.getByText('Written down for today.')).toBeVisible();
  await expect(card(again).getByRole('radiogroup')).toHaveCount(0);

  await comeBack(again, 2);
  await card(again).getByRole('button', { name: 'skip' }).click();
  await expect(card(again).getByRole('radiogroup', { name: /hurt/ })).toHaveCount(0);
  await saved(again);

  await comeBack(again, 9);
  await expect(card(again).getByRole('radiogroup').first()).toBeVisible();
  expect(await card(again).getByRole('radiogroup').count()).toBeLessThanOrEqual(4);
  await card(again).getByRole('button', { name: 'Not today' }).click();
  await expect(again.getByText('Put away for today.')).toBeVisible();
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
