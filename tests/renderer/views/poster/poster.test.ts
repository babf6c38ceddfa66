import { sheetNames, sheets, turned } from '#core/wall';
import type { Page } from '@playwright/test';
import { readFile, rm } from 'node:fs/promises';
import { describe, expect, test, vi } from 'vitest';
import type { PosterChoices } from '../../../../src/renderer/state/poster.svelte.ts';
import { workbenchForTests } from '../../workbench/for-tests.ts';
import { axeFindings, axeFindingsInBothLights, type PageOptions } from '../../workbench/opened-page.ts';
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

async function choose(page: Page, choices: Partial<PosterChoices>): Promise<void> {
  await page.evaluate((chosen) => {
    // Away and back: the screen reads what was kept when it opens.
    location.hash = '#/today';
    window.workbench.journal?.shelf.write('poster', JSON.stringify(chosen));
  }, choices);
  await page.locator('canvas').waitFor({ state: 'detached' });
  await page.evaluate(() => (location.hash = '#/poster'));
  await page.locator('canvas').waitFor();
}

async function saved(page: Page, name: string): Promise<Buffer> {
  const waiting = page.waitForEvent('download');
  await page.getByRole('button', { name }).click();
  return readFile(await (await waiting).path());
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

  test('tiles come out as sheets of the printer, and the map after them', () =>
    withPoster({ tiled: true, tileSheet: 'Letter', columns: 2, rows: 3, title: 'Still sending.' }, {}, async (page) => {
      const pdf = await printed(page);
      const boxes = pageBoxes(pdf);
      expect(boxes).toHaveLength(7);
      for (const { width, height } of boxes) {
        expect(width).toBeCloseTo(215.9, 2);
        expect(height).toBeCloseTo(279.4, 2);
      }
      const read = await readByPoppler(pdf);
      if (read) expect(read.text).toContain('B3 of B3');
    }));

  test('text can be selected in every script, and fonts are embedded in part', () =>
    withPoster({ sheet: 'A2', title: 'Still sending.', counts: true }, {}, async (page) => {
      const read = await readByPoppler(await printed(page));
      if (!read) return;
      expect(read.text).toContain('Still sending.');
      expect(read.text).toContain('Museum of the City');
      expect(read.text).toContain('朝霧文芸');
      expect(read.text).toContain('Łódź Review');
      expect(read.fonts.length).toBeGreaterThan(4);
      for (const font of read.fonts) expect(font).toMatchObject({ embedded: true, subset: true, type3: false });
      expect(read.fonts.some(({ name }) => name.includes('NotoNaskhArabic'))).toBe(true);
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

describe('printing that fails', () => {
  const told = (page: Page) => page.locator('.save [role="status"]');

  test('where no dialog opens is told, and what was laid out is taken away; the next try prints', () =>
    withPoster({ sheet: 'A4', title: 'Mine' }, {}, async (page) => {
      await page.evaluate(() => (window.print = () => undefined));
      await page.getByRole('button', { name: 'Print or save as PDF' }).click();
      await told(page).filter({ hasText: 'No print dialog opened here.' }).waitFor();
      expect(await page.locator('.print-sheet').count()).toBe(0);
      expect(await page.evaluate(() => document.adoptedStyleSheets.length)).toBe(0);
      expect(pageBoxes(await printed(page))).toHaveLength(1);
    }));

  test('after the dialog nobody claims that paper came out', () =>
    withPoster({ sheet: 'A4' }, {}, async (page) => {
      await printed(page);
      await told(page).filter({ hasText: 'only the printer knows' }).waitFor();
    }));

  test('a host that makes no PDF once makes one at the next try, without a dialog', () =>
    withPoster({ sheet: 'A4', title: 'Mine' }, {}, async (page) => {
      await page.evaluate(() => {
        let tries = 0;
        window.workbench.makePdf = async ({ widthMm, heightMm }) => {
          if (tries++ === 0) throw Object.assign(new Error('x'), { code: 'host/print-failed' });
          const laidOut = document.querySelectorAll('[data-page]').length;
          return new TextEncoder().encode(`%PDF ${String(widthMm)} ${String(heightMm)} ${String(laidOut)}`);
        };
      });
      await page.getByRole('button', { name: 'Save as PDF' }).click();
      await told(page).filter({ hasText: 'That did not work' }).waitFor();
      expect(await page.locator('.print-sheet').count()).toBe(0);
      expect((await saved(page, 'Save as PDF')).toString()).toBe('%PDF 210 297 1');
      expect(await page.locator('.print-sheet').count()).toBe(0);
    }));
});

describe('what is kept back', () => {
  const names = ['Harbour', 'Museum', 'Tidewrack', '朝霧文芸', 'Ostra', 'Kestrel', 'دار'];
  const hold = (bytes: Buffer | string) => names.filter((name) => bytes.includes(name));

  test('is in no file: neither PDF nor SVG nor PNG', () =>
    withPoster({}, {}, async (page) => {
      for (const privacy of ['initials', 'kinds', 'years', 'counts'] as const) {
        await choose(page, { privacy, sheet: 'A4', counts: true, quotes: true });
        const pdf = await printed(page);
        expect(hold(pdf), privacy).toEqual([]);
        const read = await readByPoppler(pdf);
        if (read) expect(hold(read.text), privacy).toEqual([]);
        const svg = await saved(page, 'Save as SVG');
        expect(hold(svg), privacy).toEqual([]);
        const texts = [...svg.toString().matchAll(/<text[^>]*>([^<]*)</g)].map(([, text]) => text);
        if (privacy === 'counts') expect(texts.filter((text) => /20\d\d/.test(text ?? ''))).toEqual([]);
      }
      expect(hold(await saved(page, 'Save as PNG, 300 dpi'))).toEqual([]);
      await choose(page, { privacy: 'names', sheet: 'A4' });
      expect(hold(await saved(page, 'Save as SVG'))).toEqual(expect.arrayContaining(['Harbour', '朝霧文芸']));
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
