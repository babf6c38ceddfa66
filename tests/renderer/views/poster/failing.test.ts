import type { Page } from '@playwright/test';
import { describe, expect, test, vi } from 'vitest';
import { workbenchForTests } from '../../workbench/for-tests.ts';
import { choose, saved, told } from './acts.ts';
import { pageBoxes, printed } from './pdf.ts';

// A browser on two busy cores.
vi.setConfig({ testTimeout: 90_000 });

const bench = workbenchForTests();

async function withPoster(act: (page: Page) => Promise<void>): Promise<void> {
  const page = await bench.page('rich');
  await choose(page, { sheet: 'A4', title: 'Mine' });
  await act(page);
  await page.context().close();
}

const nothingIsLeft = async (page: Page) => {
  expect(await page.locator('.print-sheet').count()).toBe(0);
  expect(await page.evaluate(() => document.adoptedStyleSheets.length)).toBe(0);
};

describe('printing that fails', () => {
  test('where no dialog opens is told, and what was laid out is taken away; the next try prints', () =>
    withPoster(async (page) => {
      await page.evaluate(() => (window.print = () => undefined));
      await page.getByRole('button', { name: 'Print or save as PDF' }).click();
      await told(page).filter({ hasText: 'No print dialog opened here.' }).waitFor();
      await nothingIsLeft(page);
      expect(pageBoxes(await printed(page))).toHaveLength(1);
    }));

  test('in the browser itself is told, and the next try prints', () =>
    withPoster(async (page) => {
      await page.evaluate(() => {
        window.print = () => {
          throw new DOMException('', 'InvalidStateError');
        };
      });
      await page.getByRole('button', { name: 'Print or save as PDF' }).click();
      await told(page).filter({ hasText: 'That did not work' }).waitFor();
      await nothingIsLeft(page);
      expect(pageBoxes(await printed(page))).toHaveLength(1);
    }));

  test('after the dialog nobody claims that paper came out', () =>
    withPoster(async (page) => {
      await printed(page);
      await told(page).filter({ hasText: 'only the printer knows' }).waitFor();
    }));

  test('a host that makes no PDF once makes one at the next try, without a dialog', () =>
    withPoster(async (page) => {
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
      await nothingIsLeft(page);
      expect((await saved(page, 'Save as PDF')).toString()).toBe('%PDF 210 297 1');
      await nothingIsLeft(page);
    }));
});

describe('files that fail', () => {
  test('an SVG whose fonts cannot be had is told, and made at the next try', () =>
    withPoster(async (page) => {
      await page.route('**/*.woff2', (route) => route.fulfill({ status: 404 }));
      await page.getByRole('button', { name: 'Save as SVG' }).click();
      await told(page).filter({ hasText: 'That did not work' }).waitFor();
      await page.unroute('**/*.woff2');
      bench.faults.splice(0);
      expect((await saved(page, 'Save as SVG')).toString()).toMatch(/^<svg /);
    }));

  test('a PNG for which there is no canvas is told, and made at the next try', () =>
    withPoster(async (page) => {
      await page.evaluate(() => {
        const { prototype } = HTMLCanvasElement;
        const { getContext } = prototype;
        // Those on the screen have theirs.
        prototype.getContext = function (this: HTMLCanvasElement, ...asked: unknown[]): never {
          if (!this.isConnected) prototype.getContext = getContext;
          return (this.isConnected ? getContext.apply(this, asked as never) : null) as never;
        };
      });
      await page.getByRole('button', { name: 'Save as PNG, 300 dpi' }).click();
      await told(page).filter({ hasText: 'That did not work' }).waitFor();
      expect((await saved(page, 'Save as PNG, 300 dpi')).subarray(1, 4).toString()).toBe('PNG');
    }));
});
