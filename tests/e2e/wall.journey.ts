/** The wall is walked by keys; the poster of it is one and the same file whichever host makes it. */
import type { Page } from '@playwright/test';
import { pageBoxes, printed, readByPoppler } from '../renderer/views/poster/pdf.ts';
import { axeFindings } from '../renderer/workbench/opened-page.ts';
import { expect, test } from './fixtures/journey.ts';
import { bringInJobSearch, kept, log, openTransfer, setUp } from './person-acts.ts';

const toPlace = (page: Page, name: string) =>
  page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name }).click();

const sorted = (text: string): readonly string[] => text.split(/\s+/).filter(Boolean).sort();

test('a real job search hangs on the wall, is walked by keys, and printed with names or without', async ({
  device,
  hostKind,
}) => {
  const page = await device.start();
  await setUp(page, null);
  await log(page, { toWhom: 'Quillfeather House', what: 'The picture book' });
  await log(page, { toWhom: 'Ostra', what: 'The picture book', answer: 'yes' });
  await openTransfer(page);
  await bringInJobSearch(page);

  await toPlace(page, 'Wall');
  const slip = page.locator('g[tabindex="0"]');
  await expect(slip).toBeVisible();
  expect(await axeFindings(page)).toEqual([]);
  await slip.focus();
  await page.keyboard.type('quill');
  await expect(page.locator('g:focus')).toHaveAccessibleName(/^No from Quillfeather House/);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('link', { name: 'Open the entry' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('link', { name: 'Open the entry' })).toHaveCount(0);

  await toPlace(page, 'Poster');
  await page.locator('canvas').waitFor();
  const native = hostKind !== 'loopback';
  const pdf = native ? (await kept(page, 'Save as PDF')).bytes : await printed(page);
  expect(pageBoxes(pdf)).toHaveLength(1);
  const read = await readByPoppler(pdf);
  expect(read?.text).toContain('Quillfeather House');
  if (native) {
    const byDialog = await printed(page, 'Print');
    expect(pageBoxes(pdf)).toEqual(pageBoxes(byDialog));
    expect(read).toEqual(await readByPoppler(byDialog));
  }
  const svg = (await kept(page, 'Save as SVG')).bytes.toString();
  expect(svg).toContain('Quillfeather');

  await page.getByLabel('On the slips').selectOption({ label: 'Kinds' });
  const without = native ? (await kept(page, 'Save as PDF')).bytes : await printed(page);
  const silent = await readByPoppler(without);
  expect(silent?.text).toContain('other');
  expect(sorted(silent?.text ?? '')).not.toContain('Quillfeather');
  expect((await kept(page, 'Save as SVG')).bytes.toString()).not.toMatch(/Quillfeather|Company \d/);
});
