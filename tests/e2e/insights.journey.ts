/** What the figures say of nothing, of little, of a real job search, and of ten thousand attempts. */
import type { Page } from '@playwright/test';
import { axeFindings } from '../renderer/workbench/opened-page.ts';
import { expect, test } from './fixtures/journey.ts';
import { bringInJobSearch, log, opened, openTransfer, saved, setUp } from './person-acts.ts';

const parts = ['lines', 'waiting', 'after', 'asks', 'year', 'odds'] as const;
type Part = (typeof parts)[number];

/** Opens one part, as its link does, and waits until it has been worked out; returns what it says. */
async function read(page: Page, part: Part): Promise<string> {
  await page.evaluate((hash) => (location.hash = hash), `#/insights/${part}`);
  const insights = page.locator('.insights');
  await expect(insights.locator(`a[href="#/insights/${part}"]`)).toHaveAttribute('aria-current', 'page');
  await expect(insights.locator('h1')).toBeVisible();
  return insights.innerText();
}

async function readAll(page: Page): Promise<Readonly<Record<Part, string>>> {
  const said: Partial<Record<Part, string>> = {};
  for (const part of parts) {
    said[part] = await read(page, part);
    expect(said[part], part).not.toMatch(/NaN|undefined|Infinity|null/);
  }
  return said as Record<Part, string>;
}

/** Ten thousand asks over twenty-seven years, a no on every second of them. */
function tenThousand(): string {
  const day = (number: number) => new Date(number * 86_400_000).toISOString().slice(0, 10);
  const rows = Array.from({ length: 10_000 }, (_, i) => {
    const sent = 10_500 + i;
    const answer = i % 97 === 0 ? 'yes' : i % 2 === 0 ? 'no' : 'waiting';
    return [`House ${i % 700}`, `Ask ${i}`, day(sent), answer, answer === 'waiting' ? '' : day(sent + 3 + (i % 40))];
  });
  return ['To whom,What,Sent on,Answer,Answered on', ...rows.map((row) => row.join(','))].join('\r\n');
}

test('the figures say why they are silent, and speak when there is something to go by', async ({ device }) => {
  const page = await device.start();
  await setUp(page, null);
  const nothing = await readAll(page);
  expect(await page.locator('.insights canvas, .insights svg.plot').count()).toBe(0);
  for (const part of parts) expect(nothing[part].length, part).toBeGreaterThan(80);

  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Today' }).click();
  for (const [toWhom, sting] of [
    ['Alder House', 3],
    ['Gannet', 5],
    ['Walker', 4],
    ['Ostra', 6],
  ] as const) {
    await log(page, { toWhom, what: 'The picture book', ratings: [sting, 5, 6] });
  }
  const little = await readAll(page);
  expect(little.after).toContain('From twelve on, this question has an answer.');
  expect(little.waiting).toContain('From five answers on, a curve shows how long they take.');
  expect(little.odds).not.toContain('%');
  await read(page, 'waiting');
  expect(await axeFindings(page)).toEqual([]);

  await openTransfer(page);
  await bringInJobSearch(page);
  const search = await readAll(page);
  // Those that were sent; of the four from before nobody said when.
  expect(search.waiting).toContain('Rests on 437');
  expect(search.odds).not.toContain('%');
  await read(page, 'waiting');
  expect(await axeFindings(page)).toEqual([]);
  await page.locator('details', { hasText: 'Rests on 437' }).locator('summary').first().click();
  await page.locator('details li a').first().click();
  await expect(page).toHaveURL(/#\/attempts\//);
  await saved(page);
});

test('ten thousand attempts come in, are there after starting again, and one no more is in the figures @window', async ({
  device,
}) => {
  const page = await device.start();
  await setUp(page, null);
  await openTransfer(page);
  await page
    .locator('input[type="file"]')
    .setInputFiles({ name: 'all.csv', mimeType: 'text/csv', buffer: Buffer.from(tenThousand()) });
  await page.getByRole('button', { name: /^Look at [\d,]+ rows$/ }).click();
  await page.getByRole('button', { name: /^Bring in [\d,]+ entries$/ }).click({ timeout: 60_000 });
  await expect(page.getByText(/^[\d,]+ entries are in the journal\.$/)).toBeVisible({ timeout: 60_000 });
  await saved(page);
  const again = await device.restart();
  await opened(again);
  const before = await readAll(again);
  expect(before.waiting).toMatch(/Rests on 10,?000/);
  await again.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Today' }).click();
  await log(again, { toWhom: 'Ostra', what: 'One more' });
  expect(before.asks).toMatch(/\b10,?000\b/);
  expect(await read(again, 'asks')).toMatch(/\b10,?001\b/);
});
