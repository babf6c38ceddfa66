import type { Locator, Page } from '@playwright/test';
import { expect, test } from './fixtures/journey.ts';
import { type Asked, log, openAttempts, opened, saved, setUp } from './person-acts.ts';

const asked: readonly Asked[] = [
  { toWhom: 'Café Müller', what: 'A shift', answer: 'no' },
  { toWhom: 'Harbour Review', what: 'A story', answer: 'no' },
  { toWhom: 'Alder House', what: 'A novel', answer: 'waiting' },
  { toWhom: 'Royal College', what: 'A place', answer: 'yes' },
];

async function begin(page: Page): Promise<void> {
  await setUp(page, null);
  for (const each of asked) await log(page, each);
  await openAttempts(page);
}

const toWhom = (page: Page): Locator => page.getByRole('main').locator('[data-rows] a');

/** What the list shows, in its order. */
async function shows(page: Page, ...names: readonly string[]): Promise<void> {
  await expect(toWhom(page)).toHaveText(names.map((name) => new RegExp(name)));
}

async function openBin(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Settings' }).click();
  await page.getByRole('link', { name: 'Bin', exact: true }).click();
}

test('what is looked for is found as it is typed, filtered, and kept as a search', async ({ device }) => {
  const page = await device.start();
  await begin(page);
  const find = page.getByRole('searchbox', { name: 'Find' });
  await find.pressSequentially('cafe muler');
  await shows(page, 'Café Müller');
  await expect(page.getByText('Words that are spelled much the same count too.')).toBeVisible();
  await find.fill('nobody of that name');
  await expect(page.getByText('No slip fits this.')).toBeVisible();
  await find.fill('');
  await page.getByRole('button', { name: 'Filter', exact: true }).click();
  await page.getByRole('group', { name: 'Filter' }).getByLabel('Answer', { exact: true }).selectOption('no');
  await expect(toWhom(page)).toHaveCount(2);
  await page.getByRole('button', { name: 'Keep this search' }).click();
  await page.getByLabel('Name of the search').fill('The no’s');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Remove the filter no' }).click();
  await expect(toWhom(page)).toHaveCount(4);
  await saved(page);

  const again = await device.restart();
  await opened(again);
  await openAttempts(again);
  await again.getByRole('button', { name: 'The no’s', exact: true }).click();
  await expect(toWhom(again)).toHaveCount(2);
  await again.getByRole('button', { name: 'Remove “The no’s”' }).click();
  await again.getByRole('region', { name: 'Saved searches' }).getByRole('button', { name: 'Undo' }).click();
  await expect(again.getByRole('button', { name: 'The no’s', exact: true })).toBeVisible();
});

test('the table sorts by its columns, and the board takes an answer @window', async ({ device }) => {
  const page = await device.start();
  await begin(page);
  await page.getByRole('button', { name: 'Table' }).click();
  const head = page.getByRole('columnheader', { name: 'To whom' });
  await head.getByRole('button').click();
  await expect(head).toHaveAttribute('aria-sort', 'ascending');
  const names = page.getByRole('rowheader');
  await expect(names).toHaveText(['Alder House', 'Café Müller', 'Harbour Review', 'Royal College']);
  await head.getByRole('button').click();
  await expect(head).toHaveAttribute('aria-sort', 'descending');
  await expect(names.first()).toHaveText('Royal College');

  await page.getByRole('button', { name: 'Board by answer' }).click();
  const noes = page.getByRole('region', { name: 'no', exact: true });
  await expect(noes.getByRole('link')).toHaveCount(2);
  await page.getByRole('button', { name: 'Another answer for Alder House' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText('no', { exact: true }).click();
  await dialog.getByRole('button', { name: 'Write it down' }).click();
  await expect(noes.getByRole('link')).toHaveCount(3);
  await expect(page.getByRole('status').filter({ hasText: 'Alder House: no' })).toBeVisible();
  await page.getByRole('main').getByRole('button', { name: 'Undo', exact: true }).click();
  await expect(noes.getByRole('link')).toHaveCount(2);
});

test('several are changed together; what is binned comes back, or goes for good when asked @window', async ({
  device,
}) => {
  const page = await device.start();
  await begin(page);
  await page.getByRole('button', { name: 'Choose several' }).click();
  for (const name of ['Harbour Review', 'Café Müller']) {
    await page.getByRole('checkbox', { name: `Choose ${name}` }).check();
  }
  const bar = page.getByRole('region', { name: 'Change the chosen ones together' });
  await expect(bar.getByText('2 chosen')).toBeVisible();
  await bar.getByRole('combobox', { name: 'Add a tag' }).fill('spring');
  await page.keyboard.press('Enter');
  await expect(bar.getByText('2 attempts now have the tag “spring”.')).toBeVisible();
  await bar.getByRole('button', { name: 'Put 2 in the bin' }).click();
  await expect(bar.getByText('2 attempts are in the bin.')).toBeVisible();
  await expect(toWhom(page)).toHaveCount(2);
  await bar.getByRole('button', { name: 'Undo' }).click();
  await expect(toWhom(page)).toHaveCount(4);
  await bar.getByRole('button', { name: 'Put 2 in the bin' }).click();
  await bar.getByRole('button', { name: 'Stop choosing' }).click();

  await openBin(page);
  await page.getByRole('button', { name: 'Take out Café Müller' }).click();
  await expect(page.getByText('1 entry is back.')).toBeVisible();
  await page.getByRole('button', { name: 'Empty the bin…' }).click();
  await page.getByRole('button', { name: 'Keep them' }).click();
  await page.getByRole('button', { name: 'Empty the bin…' }).click();
  await page.getByRole('button', { name: 'Remove for good' }).click();
  await expect(page.getByText('The bin is empty.')).toBeVisible();
  await openAttempts(page);
  await expect(toWhom(page)).toHaveCount(3);
  await expect(page.getByText('Harbour Review')).toHaveCount(0);
});
