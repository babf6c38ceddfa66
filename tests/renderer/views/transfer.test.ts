import type { Page } from '@playwright/test';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test, vi } from 'vitest';
import { workbenchForTests } from '../workbench/for-tests.ts';
import { axeFindings, type PageOptions } from '../workbench/opened-page.ts';
import type { Scene } from '../workbench/scenes.ts';

// A browser on two busy cores.
vi.setConfig({ testTimeout: 60_000 });

const bench = workbenchForTests();

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
    expect(await page.evaluate(() => document.activeElement?.getAttribute('type'))).toBe('file');
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

/** Drops a file that the page itself makes, as large ones cannot be handed to it. */
const dropMade = (page: Page, kind: 'huge' | 'slow' | 'bomb') =>
  page.evaluate(async (what) => {
    const bomb = async (): Promise<BlobPart[]> => {
      const zeros = new Blob([new Uint8Array(110_000_000)]).stream().pipeThrough(new CompressionStream('deflate-raw'));
      const packed = new Uint8Array(await new Response(zeros).arrayBuffer());
      const name = new TextEncoder().encode('journal.json');
      const head = (length: number, fields: [at: number, value: number][]) => {
        const view = new DataView(new ArrayBuffer(length));
        for (const [at, value] of fields) view.setUint32(at, value, true);
        return view;
      };
      const local = head(30, [
        [0, 0x04034b50],
        [8, 8],
        [26, name.length],
      ]);
      const entry = head(46, [
        [0, 0x02014b50],
        [10, 8],
        [20, packed.length],
        [24, 1000],
        [28, name.length],
      ]);
      const at = 30 + name.length + packed.length;
      const end = head(22, [
        [0, 0x06054b50],
        [8, 0x10001],
        [12, 46 + name.length],
        [16, at],
      ]);
      return [local, name, packed, entry, name, end];
    };
    const made: Record<typeof what, () => BlobPart[] | Promise<BlobPart[]>> = {
      huge: () => [new Uint8Array(100 * 1024 * 1024 + 1)],
      slow: () => ['company,role,', 'x,'.repeat(76), 'y\n', `${'a,'.repeat(78)}b\n`.repeat(49_000)],
      bomb,
    };
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(new File(await made[what](), 'made.csv'));
    const options = { bubbles: true, cancelable: true, dataTransfer };
    document.querySelector('.place')?.dispatchEvent(new DragEvent('drop', options));
  }, kind);

test('what is too large, or would become so, is refused in a sentence, and the page goes on', () =>
  withPage('empty', {}, async (page) => {
    await dropMade(page, 'huge');
    await page.getByRole('alert').getByText('That file is larger than 100 MB. It was not opened.').waitFor();
    await dropMade(page, 'bomb');
    await page.getByRole('alert').getByText('That file holds more than Nailwall can take in.').waitFor();
    await choose(page, csv('company,role\nFaber,a book\n'));
    await page.getByText('1 new entry').waitFor();
  }));

test('reading is done apart from the page, and can be given up', () =>
  withPage('empty', {}, async (page) => {
    await dropMade(page, 'slow');
    const cancel = page.getByRole('button', { name: 'Cancel' });
    await cancel.waitFor();
    // While the worker reads, the page draws on.
    const frames = await page.evaluate(async () => {
      let drawn = 0;
      while (drawn < 5 && document.querySelector('progress')) {
        await new Promise(requestAnimationFrame);
        drawn++;
      }
      document.querySelector<HTMLElement>('.under-way button')?.click();
      return drawn;
    });
    expect(frames).toBe(5);
    await page.getByText('Choose a file').waitFor();
    expect(await page.getByRole('alert').count()).toBe(0);
    await choose(page, csv('company,role\nFaber,a book\n'));
    await page.getByText('1 new entry').waitFor();
  }));

test('a journal comes out with its letters and in again with them, and is taken back in one step', () =>
  withPage('rich', { hash: '#/attempts' }, async (page) => {
    const id = await page.evaluate(() => window.workbench.journal?.attempts[0]?.id ?? '');
    await page.evaluate((to) => (location.hash = `#/attempts/${to}`), id);
    await page.locator('[data-takes-files] input').setInputFiles([
      { name: 'No.txt', mimeType: '', buffer: Buffer.from('We have to say no.') },
      { name: 'large.bin', mimeType: '', buffer: Buffer.alloc(3_000_000, 'no; ') },
    ]);
    await page.getByRole('button', { name: 'Open large.bin' }).waitFor();
    await page.evaluate(() => (location.hash = '#/transfer'));
    const coming = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Save: The whole journal with its letters' }).click();
    const download = await coming;
    expect(await axeFindings(page)).toEqual([]);
    const buffer = readFileSync(await download.path());
    const before = await attempts(page);
    await withPage('empty', {}, async (other) => {
      await choose(other, { name: 'journal.zip', mimeType: 'application/zip', buffer });
      await other.getByText('2 files of its letters come with it (3 MB).').waitFor();
      expect(await axeFindings(other)).toEqual([]);
      await other.getByRole('button', { name: /^Bring in the journal/ }).click();
      await other.getByText('are in the journal.').waitFor();
      expect(await attempts(other)).toBe(before);
      await other.evaluate((to) => (location.hash = `#/attempts/${to}`), id);
      await other.getByRole('button', { name: 'Open No.txt' }).click();
      await other.getByRole('dialog').getByText('We have to say no.').waitFor();
      await other.keyboard.press('Escape');
      await other.evaluate(() => window.workbench.journal?.undo());
      expect(await attempts(other)).toBe(0);
    });
  }));

test('a mail that is brought in is kept as the letter of its attempt', () =>
  withPage('empty', {}, async (page) => {
    const mail =
      'From: Faber <a@example.org>\r\nSubject: a book\r\nDate: Mon, 1 Jan 2024 10:00:00 +0000\r\n\r\nNo.\r\n';
    await choose(page, { name: 'no.eml', mimeType: '', buffer: Buffer.from(mail) });
    await page.getByText('The mail itself is kept as a letter of the attempt.').waitFor();
    await page.getByRole('radio', { name: 'no', exact: true }).check();
    await page.getByRole('button', { name: 'Write it down' }).click();
    await page.getByText('1 entry is in the journal.').waitFor();
    const letters = () => page.evaluate(() => window.workbench.journal?.journal.letters().map(({ name }) => name));
    expect(await letters()).toEqual(['no.eml']);
    await page.getByRole('button', { name: 'Undo this import' }).click();
    await page.getByText('The import is taken back').waitFor();
    expect([await attempts(page), await letters()]).toEqual([0, []]);
  }));

test('it is reached from the settings', () =>
  withPage('rich', { hash: '' }, async (page) => {
    await page.getByRole('link', { name: 'Settings' }).click();
    await page.getByRole('link', { name: 'Bring in and take out' }).click();
    await page.getByRole('heading', { level: 1, name: 'Bring in and take out' }).waitFor();
    expect(await axeFindings(page)).toEqual([]);
  }));
