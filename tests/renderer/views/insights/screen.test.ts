import type { Page } from '@playwright/test';
import { expect, test, vi } from 'vitest';
import { workbenchForTests } from '../../workbench/for-tests.ts';
import { axeFindingsInBothLights, narrowInGerman, type PageOptions } from '../../workbench/opened-page.ts';
import type { Scene } from '../../workbench/scenes.ts';

// A browser on two busy cores.
vi.setConfig({ testTimeout: 60_000 });

const bench = workbenchForTests();

const parts = ['lines', 'waiting', 'after', 'asks', 'year', 'odds'] as const;

/** What of drawings is no good on paper: a ground of their own, ink for lamplight, words smaller than 6 pt (8 px). */
function onPaper(drawings: (HTMLElement | SVGElement)[]): string[] {
  const bright = (colour: string) => (colour.match(/\d+/g) ?? []).slice(0, 3).every((part) => Number(part) > 200);
  return drawings.flatMap((svg) => {
    const scale = svg.getBoundingClientRect().width / (svg as SVGSVGElement).viewBox.baseVal.width;
    const texts = [...svg.querySelectorAll('text')].flatMap((text) => {
      const { fontSize, fill } = getComputedStyle(text);
      const small = Number.parseFloat(fontSize) * scale < 8;
      return small || bright(fill) ? [`${text.textContent}: ${fontSize} × ${scale}, ${fill}`] : [];
    });
    const grounds = [...svg.querySelectorAll('rect')].filter(
      (box) =>
        box.width.baseVal.value * scale > 500 &&
        box.height.baseVal.value > 100 &&
        getComputedStyle(box).fill !== 'none',
    );
    return [...texts, ...grounds.map((box) => box.outerHTML)];
  });
}

async function withPart(scene: Scene, part: string, options: PageOptions, act: (page: Page) => Promise<void>) {
  const page = await bench.page(scene, { ...options, hash: `#/insights/${part}` });
  await page.locator('.insights h1').waitFor();
  await act(page);
  await page.context().close();
}

test.each(parts)('%s: axe finds nothing by day or by lamplight, nor is it too wide in German', (part) =>
  withPart('search', part, {}, async (page) => {
    if (part === 'odds') await page.getByRole('button', { name: 'Show the odds' }).click();
    expect(await axeFindingsInBothLights(page)).toEqual([]);
    await narrowInGerman(page);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
  }),
);

test.each(parts)('%s: an empty journal is told in words', (part) =>
  withPart('empty', part, {}, async (page) => {
    expect(await page.locator('.insights canvas').count()).toBe(0);
    expect((await page.locator('.insights').innerText()).length).toBeGreaterThan(80);
    expect(await page.locator('.insights').innerText()).not.toMatch(/NaN|undefined|Infinity/);
  }),
);

test.each(parts)('%s: on paper it has its own head alone, and nothing is cut', (part) =>
  withPart('search', part, { theme: 'dark' }, async (page) => {
    await page.emulateMedia({ media: 'print' });
    // What A4 leaves between margins of 20 mm.
    await page.setViewportSize({ width: 643, height: 971 });
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
    await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
    expect(await page.locator('header, nav').filter({ visible: true }).count()).toBe(0);
    expect(await page.locator('h1').filter({ visible: true }).count()).toBe(1);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(643);
    for (const box of await page
      .locator('.insights canvas, .insights table, .insights svg')
      .filter({ visible: true })
      .all()) {
      const { x, width } = (await box.boundingBox())!;
      expect(x + width).toBeLessThanOrEqual(644);
    }
    expect(await page.locator('.insights svg').filter({ visible: true }).evaluateAll(onPaper)).toEqual([]);
  }),
);

test('the odds are not shown until somebody asks, and neither are shares of yes’s', () =>
  withPart('search', 'odds', {}, async (page) => {
    expect(await page.locator('.insights').innerText()).not.toContain('%');
    await page.getByRole('link', { name: 'What you ask for' }).click();
    await page.getByRole('heading', { name: 'How far you reached' }).waitFor();
    const reach = page.locator('section', { has: page.getByRole('heading', { name: 'How far you reached' }) });
    expect(await reach.innerText()).not.toContain('%');
    await page.getByRole('link', { name: 'Shares belong to the odds' }).click();
    await page.getByRole('button', { name: 'Show the odds' }).click();
    await page.getByText('An even chance of a yes').first().waitFor();
  }));

test('a figure opens into the list it rests on, and from there to an attempt', () =>
  withPart('search', 'after', {}, async (page) => {
    const rests = page.locator('details', { hasText: 'Rests on 12 no’s' }).first();
    await rests.locator('summary').click();
    await rests.locator('li').nth(11).waitFor();
    expect(await rests.locator('li').count()).toBe(12);
    await rests.locator('li a').first().click();
    await page.waitForFunction(() => location.hash.startsWith('#/attempts/'));
  }));

test('the arrow keys read the lines moment by moment', () =>
  withPart('search', 'lines', {}, async (page) => {
    await page.getByRole('group', { name: /point by point/ }).focus();
    await page.keyboard.press('ArrowRight');
    const spoken = page.locator('.spoken [aria-live]');
    expect(await spoken.innerText()).toMatch(/^11 Jul 2026, weekly: Hope 8/);
    await page.keyboard.press('End');
    expect(await spoken.innerText()).toMatch(/^21 Nov 2026/);
  }));

test('a stretch of time is kept in the address', () =>
  withPart('rich', 'lines', {}, async (page) => {
    const before = await page.getByText(/^From /).innerText();
    await page.getByRole('radio', { name: '3 months' }).click();
    await page.waitForFunction((text) => !document.body.innerText.includes(text), before);
    expect(await page.evaluate(() => location.hash)).toBe('#/insights/lines?range=quarter');
  }));

test('a no logged elsewhere is in the figures soon after, among ten thousand', () =>
  withPart('most', 'waiting', {}, async (page) => {
    const rests = page.getByText(/^Rests on \d/).first();
    const before = await rests.innerText();
    await page.evaluate(() => {
      window.workbench.journal?.journal.addAttempt({
        toWhom: 'X',
        what: 'y',
        sentOn: '2026-11-01' as never,
        answer: 'no',
        answeredOn: '2026-11-09' as never,
      });
    });
    await page.waitForFunction((text) => !document.body.innerText.includes(text), before, { timeout: 5000 });
  }));
