import { sheetNames, sheets, tileSheets, turned } from '#core/wall';
import type { Page } from '@playwright/test';
import { rm } from 'node:fs/promises';
import { describe, expect, test, vi } from 'vitest';
import type { PosterChoices } from '../../../../src/renderer/state/poster.svelte.ts';
import { workbenchForTests } from '../../workbench/for-tests.ts';
import { axeFindings, axeFindingsInBothLights, type PageOptions } from '../../workbench/opened-page.ts';
import { choose, saved } from './acts.ts';
import { pageBoxes, printed, readByPoppler } from './pdf.ts';

// A browser on two busy cores.
vi.setConfig({ testTimeout: 90_000 });

const bench = workbenchForTests();

async function withPoster(
  choices: Partial<PosterChoices>,
  options: PageOptions,
  act: (page: Page) => Promise<void>,
): Promise<void> {
  const page = await bench.page('rich', options);
  await choose(page, choices);
  await act(page);
  await page.context().close();
}

describe('printing', () => {
  test('every sheet comes out in its own size, upright and sideways, on one page', () =>
    withPoster({}, {}, async (page) => {
      for (const sheet of sheetNames) {
        for (const orientation of ['portrait', 'landscape'] as const) {
          await choose(page, { sheet, orientation });
          const boxes = pageBoxes(await printed(page));
          expect(boxes, `${sheet} ${orientation}`).toHaveLength(1);
          const wanted = turned(sheets[sheet], orientation);
          const slack = sheet.startsWith('A') ? 0.3 : 0.001;
          expect(Math.abs(boxes[0]!.width - wanted.width), sheet).toBeLessThan(slack);
          expect(Math.abs(boxes[0]!.height - wanted.height), sheet).toBeLessThan(slack);
        }
      }
    }));

  test('tiles come out as sheets of the printer, upright and sideways, and the map after them', () =>
    withPoster({}, {}, async (page) => {
      for (const tileSheet of tileSheets) {
        for (const orientation of ['portrait', 'landscape'] as const) {
          await choose(page, { tiled: true, tileSheet, orientation, columns: 2, rows: 3, title: 'Still sending.' });
          const pdf = await printed(page);
          const boxes = pageBoxes(pdf);
          expect(boxes).toHaveLength(7);
          const wanted = turned(sheets[tileSheet], orientation);
          const slack = tileSheet === 'A4' ? 0.3 : 0.001;
          for (const { width, height } of boxes) {
            expect(Math.abs(width - wanted.width), `${tileSheet} ${orientation}`).toBeLessThan(slack);
            expect(Math.abs(height - wanted.height), `${tileSheet} ${orientation}`).toBeLessThan(slack);
          }
          const read = await readByPoppler(pdf);
          if (read) expect(read.text).toContain('B3 of B3');
        }
      }
    }));

  test('the page is as it was afterwards', () =>
    withPoster({ title: 'Mine' }, {}, async (page) => {
      const before = await page.title();
      await printed(page);
      await page.locator('.print-sheet').waitFor({ state: 'detached' });
      expect(await page.evaluate(() => document.adoptedStyleSheets.length)).toBe(0);
      expect(await page.title()).toBe(before);
    }));
});

describe('files', () => {
  test('the SVG needs nothing but itself', () =>
    withPoster({ sheet: 'A3' }, {}, async (page) => {
      const waiting = page.waitForEvent('download');
      await page.getByRole('button', { name: 'Save as SVG' }).click();
      const alone = await page.context().newPage();
      const asked: string[] = [];
      alone.on('request', (request) => asked.push(request.url().slice(0, 30)));
      const file = `${await (await waiting).path()}.svg`;
      await (await waiting).saveAs(file);
      await alone.goto(`file://${file}`);
      const faces = await alone.evaluate(async () => {
        await document.fonts.ready;
        return [...document.fonts].filter(({ status }) => status === 'loaded').map(({ family }) => family);
      });
      await rm(file);
      expect(asked.filter((url) => !url.startsWith('file:') && !url.startsWith('data:'))).toEqual([]);
      expect(faces.join()).toContain('Newsreader');
      expect(faces.join()).toContain('Courier Prime');
      expect(faces.join()).toContain('Noto Sans JP');
      expect(await alone.locator('text').count()).toBeGreaterThan(200);
    }));

  test('the PNG has 300 dots an inch and can be read', () =>
    withPoster({ sheet: 'Letter' }, {}, async (page) => {
      const png = await saved(page, 'Save as PNG, 300 dpi');
      expect(png.subarray(1, 4).toString()).toBe('PNG');
      expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([2550, 3300]);
      const density = png.indexOf('pHYs');
      expect(png.readUInt32BE(density + 4)).toBe(11811);
      const decoded = await page.evaluate(
        async (bytes) => {
          const picture = await createImageBitmap(new Blob([Uint8Array.from(bytes)], { type: 'image/png' }));
          const canvas = new OffscreenCanvas(64, 64);
          const context = canvas.getContext('2d')!;
          context.drawImage(picture, 0, 0, 64, 64);
          return { width: picture.width, corner: [...context.getImageData(0, 0, 1, 1).data] };
        },
        [...png],
      );
      expect(decoded.width).toBe(2550);
      // Plaster, not black and not transparent.
      expect(decoded.corner[0]).toBeGreaterThan(200);
      expect(decoded.corner[3]).toBe(255);
    }));

  test('a large PNG can be stopped', () =>
    withPoster({ sheet: 'A1' }, {}, async (page) => {
      await page.getByRole('button', { name: 'Save as PNG, 300 dpi' }).click();
      await page.getByRole('button', { name: 'Stop' }).click();
      await page.getByRole('progressbar').waitFor({ state: 'detached' });
      expect(await page.locator('.save [role="status"]').textContent()).toBe('');
    }));
});

describe('the screen', () => {
  test('what was chosen is there again after going away', () =>
    withPoster({}, {}, async (page) => {
      await page.getByLabel('Size').selectOption('24x36');
      await page.getByLabel('Title').fill('Not yet');
      await page.getByLabel('On the slips').selectOption('initials');
      expect(await page.getByLabel('First words of letters').count()).toBe(0);
      await page.evaluate(() => (location.hash = '#/today'));
      await page.locator('canvas').waitFor({ state: 'detached' });
      await page.evaluate(() => (location.hash = '#/poster'));
      expect(await page.getByLabel('Size').inputValue()).toBe('24x36');
      expect(await page.getByLabel('Title').inputValue()).toBe('Not yet');
      expect(
        await page.getByRole('img', { name: /^Preview of the poster, 609\.6|^Preview of the poster, 610/ }).count(),
      ).toBe(1);
    }));

  test('axe finds nothing by day or by lamplight', () =>
    withPoster({ tiled: true }, {}, async (page) => {
      expect(await axeFindingsInBothLights(page)).toEqual([]);
    }));

  test('axe finds nothing in a narrow window in German, and nothing is cut off', () =>
    withPoster({}, { width: 360, height: 740, language: 'de' }, async (page) => {
      expect(await axeFindings(page)).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
    }));

  test('names too small to read are said', () =>
    withPoster({ sheet: 'A4' }, {}, async (page) => {
      expect(await page.getByText('too small to read').count()).toBe(0);
      await page.evaluate(() => {
        const { journal } = window.workbench.journal!;
        journal.together(() => {
          for (let i = 0; i < 2500; i++) {
            journal.addAttempt({
              toWhom: 'One',
              what: 'of many',
              kind: 'job',
              answer: 'no',
              answeredOn: '2025-01-01' as never,
            });
          }
        });
      });
      await page.getByText('too small to read').waitFor();
    }));
});
