import type { Page } from '@playwright/test';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { axeFindings, type PageOptions, Workbench } from '../workbench/opened-page.ts';
import type { Scene } from '../workbench/scenes.ts';

// A browser on two busy cores.
vi.setConfig({ testTimeout: 60_000 });

let bench: Workbench;
beforeAll(async () => {
  bench = await Workbench.open();
}, 180_000);
afterAll(() => bench.close());
afterEach(() => expect(bench.faults.splice(0)).toEqual([]));

const fixture = (name: string) => path.resolve(import.meta.dirname, '../../fixtures', name);
const attempts = (page: Page) => page.evaluate(() => window.workbench.journal?.attempts.length ?? -1);
const choose = (page: Page, file: string | { name: string; mimeType: string; buffer: Buffer }) =>
  page.locator('input[type="file"]').setInputFiles(file);
const csv = (text: string) => ({ name: 'file.csv', mimeType: 'text/csv', buffer: Buffer.from(text) });

async function withPage(scene: Scene, options: PageOptions, act: (page: Page) => Promise<void>): Promise<void> {
  const page = await bench.page(scene, { hash: '#/transfer', ...options });
  await act(page);
  await page.context().close();
}

test('a job search: chosen, looked over, brought in, taken back', () =>
  withPage('empty', {}, async (page) => {
    await choose(page, fixture('job-search-2023.csv'));
    await page.getByText('447 new entries').waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await page.getByRole('button', { name: 'Bring in 447 entries' }).click();
    await page.getByText('447 entries are in the journal.').waitFor();
    expect(await attempts(page)).toBe(447);
    await page.getByRole('button', { name: 'Undo this import' }).click();
    await page.getByText('The import is taken back').waitFor();
    expect(await attempts(page)).toBe(0);
  }));

test('what is undecided is asked by key too, and decided before anything can be written', () =>
  withPage('empty', { language: 'de', theme: 'dark', width: 360, height: 740 }, async (page) => {
    await choose(page, csv('Firma;Stelle;Datum;Ergebnis\nFaber;Lektorat;03/02/2024;vielleicht\n'));
    await page.getByText('„03/02/2024“ lässt sich auf mehr als eine Art lesen').waitFor();
    expect(await page.getByRole('button', { name: /hereinholen$/ }).count()).toBe(0);
    await page.getByRole('radio', { name: 'Tag, Monat, Jahr' }).press('Space');
    await page.getByText('1 Zeile kann nicht übernommen werden').waitFor();
    await page.getByLabel('vielleicht').selectOption({ label: 'still' });
    await page.getByRole('button', { name: '1 Eintrag hereinholen' }).press('Enter');
    await page.getByText('1 Eintrag steht jetzt im Journal.').waitFor();
    expect(await axeFindings(page)).toEqual([]);
    const tooWide = await page.evaluate(() =>
      [...document.querySelectorAll('main *')]
        .filter((element) => element.getBoundingClientRect().right > document.documentElement.clientWidth)
        .map(({ outerHTML }) => outerHTML.slice(0, 80)),
    );
    expect(tooWide).toEqual([]);
  }));

test('a file that cannot be read says where, and another can be chosen', () =>
  withPage('empty', {}, async (page) => {
    await choose(page, csv('a,b\n1,"2\n3,4\n'));
    const alert = page.getByRole('alert');
    await alert.waitFor();
    expect(await alert.textContent()).toContain('Row 2');
    await choose(page, csv('company,role\nFaber,a book\n'));
    await page.getByText('1 new entry').waitFor();
  }));

test('what is taken out can be brought in again', () =>
  withPage('rich', {}, async (page) => {
    const before = await attempts(page);
    const coming = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Save: The whole journal' }).click();
    const download = await coming;
    expect(download.suggestedFilename()).toBe('nailwall-journal-2026-11-23.json');
    const buffer = readFileSync(await download.path());
    await withPage('empty', {}, async (other) => {
      await choose(other, { name: 'journal.json', mimeType: 'application/json', buffer });
      await other.getByRole('button', { name: /^Bring in the journal/ }).click();
      await other.getByText('are in the journal.').waitFor();
      expect(await attempts(other)).toBe(before);
    });
  }));

test('it is reached from the settings', () =>
  withPage('rich', { hash: '' }, async (page) => {
    await page.getByRole('link', { name: 'Settings' }).click();
    await page.getByRole('link', { name: 'Bring in and take out' }).click();
    await page.getByRole('heading', { level: 1, name: 'Bring in and take out' }).waitFor();
    expect(await axeFindings(page)).toEqual([]);
  }));
