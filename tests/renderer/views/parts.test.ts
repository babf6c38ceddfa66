/** Parts of the app that are fetched when they are wanted, and do not come because the host is away. */
import type { Page } from '@playwright/test';
import { expect, test } from 'vitest';
import { workbenchForTests } from '../workbench/for-tests.ts';

const bench = workbenchForTests();

/** Lets nothing through whose name begins so; the function returned ends that, and takes out what the browser said of it. */
async function keepBack(page: Page, name: string): Promise<() => Promise<void>> {
  const files = new RegExp(`/assets/${name}`);
  await page.route(files, (route) => route.abort());
  return async () => {
    await page.unroute(files);
    const said = bench.faults.splice(0);
    expect(said.length).toBeGreaterThan(0);
    for (const fault of said) expect(fault).toContain('Failed to load resource');
  };
}

test('a part that does not come is said, and comes when it is tried again', async () => {
  const page = await bench.page('rich', { hash: '#/attempts' });
  const letThrough = await keepBack(page, 'Table');
  await page.evaluate(() => (location.hash = '#/attempts?view=table'));
  await page.getByRole('alert').getByText('This part of Nailwall could not be opened.').waitFor();
  await letThrough();
  await page.getByRole('button', { name: 'Try again' }).click();
  await page.getByRole('columnheader', { name: 'To whom' }).waitFor();
  await page.context().close();
});

test('an editor that does not come is said, and comes when it is asked for again', async () => {
  const page = await bench.page('thin', { hash: '#/attempts' });
  const letThrough = await keepBack(page, '(reflection-editor|editor)');
  await page.locator('[data-rows] a').first().click();
  await page.getByRole('button', { name: /^Write (a reflection|without one)$/ }).click();
  await page.getByRole('alert').getByText('The connection to the part of Nailwall').waitFor();
  await letThrough();
  await page.getByRole('button', { name: /^Write (a reflection|without one)$/ }).click();
  await page.locator('[contenteditable]').waitFor();
  expect(await page.getByRole('alert').count()).toBe(0);
  await page.context().close();
});

test('as long as the search has not come the names answer; it is asked for again by what is typed', async () => {
  const page = await bench.page('rich');
  const letThrough = await keepBack(page, 'search-index');
  await page.getByRole('link', { name: 'Attempts' }).click();
  const field = page.getByRole('searchbox');
  await field.fill('ploughshare');
  await expect.poll(() => page.locator('[data-rows] a').count()).toBe(1);
  await page.getByText('Names for now').waitFor();
  await letThrough();
  await field.fill('ploughshares');
  await page.getByText('Names for now').waitFor({ state: 'hidden' });
  await page.context().close();
});
