/** A backup that was opened with the app is offered where backups are looked into, and restored by nobody but the person. */
import { expect, test, vi } from 'vitest';
import type { Page } from '@playwright/test';
import { workbenchForTests } from '../workbench/for-tests.ts';

// A browser on two busy cores.
vi.setConfig({ testTimeout: 120_000 });

const bench = workbenchForTests();

const hand = (page: Page) =>
  page.evaluate(() => {
    window.workbench.backups.handed.file = new File(['sealed'], 'nailwall-2025.nailwall-backup');
  });

test.each([
  ['rich', 'an open journal'],
  ['locked', 'a locked door'],
  ['first-run', 'a first start'],
] as const)('%s: %s shows it, asks for what opens it, and can be left', async (scene, _where) => {
  const page = await bench.page(scene);
  await hand(page);
  await page.getByRole('heading', { name: 'Restore a backup' }).waitFor();
  await page.getByText('nailwall-2025.nailwall-backup').waitFor();
  await page.getByLabel('Passphrase', { exact: true }).waitFor();
  await page.getByRole('button', { name: 'Back', exact: true }).click();
  await page.getByText('nailwall-2025.nailwall-backup').waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'Back', exact: true }).click();
  await page.getByRole('heading', { name: 'Restore a backup' }).waitFor({ state: 'detached' });
  expect(bench.faults).toEqual([]);
  await page.context().close();
});

test('one that could not be read is told there', async () => {
  const page = await bench.page('rich');
  await page.evaluate(() => {
    window.workbench.backups.handed.problem = { code: 'storage/failed', data: {} } as never;
  });
  await page.getByRole('heading', { name: 'Restore a backup' }).waitFor();
  await page.getByRole('alert').waitFor();
  await page.context().close();
});
