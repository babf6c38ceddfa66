/** The page that says what could not be read, and the ways that lead there. */
import type { Page } from '@playwright/test';
import { readFileSync } from 'node:fs';
import { describe, expect, test, vi } from 'vitest';
import { axeFindingsInBothLights, narrowInGerman } from '../workbench/opened-page.ts';
import { workbenchForTests } from '../workbench/for-tests.ts';
import type { Scene } from '../workbench/scenes.ts';

// A browser on two busy cores.
vi.setConfig({ testTimeout: 120_000 });

const bench = workbenchForTests();
const link = 'What could not be read, and where it lies';
const home = '/home/robin/.local/share/nailwall';

async function withPage(scene: Scene, hash: string, use: (page: Page) => Promise<void>): Promise<void> {
  const page = await bench.page(scene, { hash });
  await use(page);
  expect(bench.faults).toEqual([]);
  await page.context().close();
}

const titles = (page: Page) => page.locator('article section h2').allTextContents();

test('with nothing damaged it says so, and when somebody last looked; looking again asks the host', () =>
  withPage('thin', '#/damage', async (page) => {
    await page.getByText('Everything could be read.').waitFor();
    await page.getByText('Last looked: 23 November 2026').waitFor();
    expect(await titles(page)).toEqual([]);
    const before = await page.evaluate(() => window.workbench.damage.looked);
    await page.getByRole('button', { name: 'Look again' }).click();
    expect(await page.evaluate(() => window.workbench.damage.looked)).toBe(before + 1);
  }));

test('it names what was found, how much and since when, and where each of it lies untouched', () =>
  withPage('all-damage', '#/damage', async (page) => {
    await page.getByText('1 damaged backup', { exact: true }).waitFor();
    expect(await titles(page)).toEqual([
      'Files of the database',
      '3 records of the journal',
      '2 records without their key',
      '1 record of a newer version',
      '2 damaged files of letters',
      '1 damaged backup',
      'What you can do',
      'For somebody who helps',
    ]);
    const part = (title: string) => page.locator('section', { has: page.getByRole('heading', { name: title }) });
    const database = await part('Files of the database').textContent();
    expect(database).toContain(`${home}/damaged/04be77c1a9f2d538`);
    expect(database).toContain(`${home}/damaged/9f3c2a71d05be846`);
    expect(database).toContain('First seen: 12 November 2026');
    expect(await part('3 records of the journal').textContent()).toContain('First seen: 21 November 2026');
    expect(await part('2 damaged files of letters').textContent()).toContain(`${home}/letters/damaged`);
    expect(await part('1 damaged backup').textContent()).toContain(
      'nailwall-2026-11-18T08-05-00Z-000005.nailwall-backup',
    );
    await page.getByRole('link', { name: 'Decision.pdf' }).click();
    expect(await page.evaluate(() => location.hash)).toBe('#/attempts/attempt-1');
  }));

test('a path can be copied; a clipboard that refuses is told', () =>
  withPage('mended-storage', '#/damage', async (page) => {
    const place = `${home}/damaged/9f3c2a71d05be846`;
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await page.getByRole('button', { name: `Copy the path: ${place}` }).click();
    await page.getByText('Copied.').waitFor();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(place);
    await page.evaluate(() => {
      navigator.clipboard.writeText = () => Promise.reject(new Error('no'));
    });
    await page.getByRole('button', { name: `Copy the path: ${place}` }).click();
    await page.getByText('Mark the path and copy it yourself.').waitFor();
  }));

test('only what fits what was found is offered to be done', () =>
  withPage('damaged-records', '#/damage', async (page) => {
    const todo = page.locator('section', { has: page.getByRole('heading', { name: 'What you can do' }) });
    expect(await todo.getByRole('link', { name: 'To the devices' }).count()).toBe(0);
    expect(await todo.getByText('Update Nailwall').count()).toBe(0);
    await todo.getByRole('button', { name: 'Look into backups' }).click();
    await page.getByRole('heading', { name: 'Restore a backup' }).waitFor();
  }));

test('the report has the counts, codes and places, and no word of the journal', () =>
  withPage('all-damage', '#/damage', async (page) => {
    await page.getByText('1 damaged backup', { exact: true }).waitFor();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Save the report' }).click(),
    ]);
    expect(download.suggestedFilename()).toBe('nailwall-report.txt');
    const report = readFileSync(await download.path(), 'utf8');
    for (const said of [
      'Nailwall 0.1.0 (loopback, linux)',
      `: ${home}\n`,
      'Files of the database [database]',
      'rows=1 quarantined=1 missing=0 unreadable=false brokenLogs=0',
      `${home}/damaged/9f3c2a71d05be846`,
      '3 records of the journal [records]',
      '2 damaged files of letters [letters]',
      '1'.repeat(64),
      '1 damaged backup [backups]',
    ]) {
      expect(report).toContain(said);
    }
    const words = await page.evaluate(() => {
      const store = window.workbench.journal;
      const attempts = store?.attempts.flatMap(({ toWhom, what }) => [toWhom, what]) ?? [];
      const letters = window.workbench.damage.findings.flatMap((one) =>
        one.kind === 'letters' ? one.files.flatMap(({ letter }) => letter?.name ?? []) : [],
      );
      return [...attempts, ...letters].filter((word) => word.length > 4);
    });
    expect(words.length).toBeGreaterThan(100);
    expect(words.filter((word) => report.includes(word))).toEqual([]);
    await page.getByRole('button', { name: 'Read it here' }).click();
    expect(await page.locator('pre').textContent()).toContain('[records]');
  }));

describe('the ways there', () => {
  test('the notice, on every screen, of all kinds in one', () =>
    withPage('all-damage', '#/attempts', async (page) => {
      const notice = page.getByRole('status').filter({ hasText: '3 records could not be read.' });
      for (const said of ['Part of the data folder was damaged.', '2 files of letters are damaged.', 'newer version'])
        expect(await notice.textContent()).toContain(said);
      await page.getByRole('link', { name: link }).click();
      await page.getByRole('heading', { name: 'What could not be read' }).waitFor();
    }));

  test('what comes to light while the journal is open is told at once', () =>
    withPage('rich', '', async (page) => {
      expect(await page.getByRole('link', { name: link }).count()).toBe(0);
      await page.evaluate(() => {
        window.workbench.damage.findings = [{ kind: 'records', count: 1, since: null }];
      });
      await page.getByText('1 record could not be read.').waitFor();
    }));

  test('the settings, with the day of the last look', () =>
    withPage('thin', '#/settings', async (page) => {
      const part = page.locator('section', { has: page.getByRole('heading', { name: 'Damage' }) });
      expect(await part.textContent()).toContain('Everything could be read. Last looked: 23 November 2026');
      await part.getByRole('link', { name: link }).click();
      await page.getByRole('heading', { name: 'What could not be read' }).waitFor();
    }));

  test('the door: a damaged way in, and what the host found; from there to the backups and back', () =>
    withPage('damaged-vault', '', async (page) => {
      expect(await page.getByRole('button', { name: link }).count()).toBe(0);
      await page.getByLabel('Passphrase', { exact: true }).fill('lamp');
      await page.keyboard.press('Enter');
      await page.getByRole('button', { name: link }).click();
      await page.getByRole('heading', { name: 'The journal did not open' }).waitFor();
      await page.getByText('Another way in may be whole').waitFor();
      await page.getByRole('button', { name: 'Look into backups' }).click();
      await page.getByRole('heading', { name: 'Restore a backup' }).waitFor();
    }));

  test('the door of a journal whose database was damaged', () =>
    withPage('locked-damaged', '', async (page) => {
      await page.getByRole('button', { name: link }).click();
      await page.getByText(`${home}/damaged/9f3c2a71d05be846`).waitFor();
      await page.getByRole('button', { name: 'Back', exact: true }).click();
      await page.getByLabel('Passphrase', { exact: true }).waitFor();
    }));
});

test.each([
  ['thin', 'Everything'],
  ['all-damage', '1 damaged backup'],
] as const)('%s: axe finds nothing in either light; at 360 px in German nothing is too wide', (scene, text) =>
  withPage(scene, '#/damage', async (page) => {
    await page.getByText(text).first().waitFor();
    expect(await axeFindingsInBothLights(page)).toEqual([]);
    await narrowInGerman(page);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
  }),
);
