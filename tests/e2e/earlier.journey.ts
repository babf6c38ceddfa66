import type { Page } from '@playwright/test';
import { expect, test } from './fixtures/journey.ts';
import { log, openAttempts, opened, saved, setUp } from './person-acts.ts';

async function openAttempt(page: Page): Promise<void> {
  await openAttempts(page);
  await page.getByText('Harbour Review', { exact: true }).first().click();
}

test('words that were taken out are found among the earlier versions, put back, and taken back again', async ({
  device,
}) => {
  const page = await device.start();
  await setUp(page, null);
  await log(page, { toWhom: 'Harbour Review', what: 'A story' });
  await openAttempt(page);
  await page.getByRole('button', { name: 'Write without one' }).click();
  const editor = page.getByRole('textbox', { name: 'What I make of it' });
  await editor.pressSequentially('I wanted this more than I said.');
  await page.getByLabel('What I heard').fill('That I am too late for it');
  await saved(page);
  await editor.press('ControlOrMeta+a');
  await editor.pressSequentially('It was a story.');
  await page.getByLabel('What I heard').fill('Nothing');
  await saved(page);

  const again = await device.restart();
  await opened(again);
  await openAttempt(again);
  await again.getByRole('button', { name: 'Earlier versions' }).click();
  const sheet = again.getByRole('dialog', { name: 'Earlier versions' });
  await expect(sheet.getByRole('listitem')).toHaveText([/I wanted this more than I said\./, /too late for it/]);
  await sheet.getByRole('listitem').first().getByRole('button', { name: 'Put this back' }).click();
  await expect(sheet.getByText('Put back: What I make of it.')).toBeVisible();
  await expect(sheet.getByRole('listitem').first()).toContainText('It was a story.');
  await sheet.getByRole('button', { name: 'Undo' }).click();
  await expect(sheet.getByRole('listitem').first()).toContainText('I wanted this more than I said.');
  await sheet.getByRole('listitem').nth(1).getByRole('button', { name: 'Put this back' }).click();
  await expect(sheet.getByText('Put back: What I heard.')).toBeVisible();
  await again.keyboard.press('Escape');
  await expect(again.getByLabel('What I heard')).toHaveValue('That I am too late for it');
  await expect(again.getByRole('textbox', { name: 'What I make of it' })).toHaveText('It was a story.');
});
