import type { Page } from '@playwright/test';
import { describe, expect, test, vi } from 'vitest';
import { workbenchForTests } from '../../workbench/for-tests.ts';
import { axeFindings, axeFindingsInBothLights, type PageOptions } from '../../workbench/opened-page.ts';
import type { Scene } from '../../workbench/scenes.ts';

// A browser on two busy cores.
vi.setConfig({ testTimeout: 60_000 });

const bench = workbenchForTests();

async function withWall(scene: Scene, options: PageOptions, act: (page: Page) => Promise<void>): Promise<void> {
  const page = await bench.page(scene, { hash: '#/wall', ...options });
  await page.locator('#wall-title').waitFor({ state: 'attached' });
  await act(page);
  await page.context().close();
}

const slips = (page: Page) => page.locator('g[role="button"][aria-label^="No"]');
const focusedLabel = (page: Page) => page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? '');
const cardTitle = (page: Page) => page.locator('article h2');

async function enterWall(page: Page): Promise<void> {
  await slips(page).first().waitFor();
  await page.locator('g[tabindex="0"]').focus();
}

describe('reading', () => {
  test('one slip takes the focus; arrow keys, Home and letters move it, and the strip slides out', () =>
    withWall('rich', {}, async (page) => {
      await enterWall(page);
      const newest = await focusedLabel(page);
      await page.keyboard.press('ArrowDown');
      const below = await focusedLabel(page);
      expect(below).not.toBe(newest);
      await page.keyboard.press('Home');
      expect(await focusedLabel(page)).toBe(newest);
      await page.keyboard.press('ArrowLeft');
      const left = await focusedLabel(page);
      expect([newest, below]).not.toContain(left);
      await page.keyboard.press('k');
      expect(await focusedLabel(page)).toContain('Kestrel Studio');
      expect(await page.locator('g[tabindex="0"]').count()).toBe(1);
    }));

  test('Enter opens the letter beside its slip, arrow keys turn to the next, Escape goes back to it', () =>
    withWall('rich', {}, async (page) => {
      await enterWall(page);
      await page.keyboard.press('Enter');
      await cardTitle(page).waitFor();
      expect(await focusedLabel(page)).toContain((await cardTitle(page).textContent()) ?? '-');
      const first = await page.evaluate(() => location.hash);
      await page.keyboard.press('ArrowDown');
      await page.waitForFunction((hash) => location.hash !== hash, first);
      const label = await focusedLabel(page);
      // The card follows the address in its own time.
      await expect.poll(async () => label.includes((await cardTitle(page).textContent()) ?? '-')).toBe(true);
      await page.keyboard.press('Escape');
      await cardTitle(page).waitFor({ state: 'detached' });
      expect(await focusedLabel(page)).toBe(label);
    }));

  test('a click on a strip opens its letter; its words stay folded until asked for', () =>
    withWall('rich', {}, async (page) => {
      const personal = slips(page)
        .filter({ has: page.locator('text[font-weight="600"]') })
        .last();
      // A slip is clicked where it is read: its middle lies under others.
      await personal.locator('text').last().click();
      await cardTitle(page).waitFor();
      expect(await page.locator('blockquote').count()).toBe(0);
      await page.getByRole('button', { name: 'Show their words' }).click();
      expect(await page.locator('blockquote').textContent()).toMatch(/^“.+”$/);
    }));

  test('the first words of a refusal stand on no slip while words are folded', () =>
    withWall('rich', {}, async (page) => {
      const quotes = () => page.locator('svg text').filter({ hasText: '“' }).count();
      await slips(page).first().waitFor();
      expect(await quotes()).toBe(0);
    }));

  test('a letter says which of all slips it is, and how hope moved', () =>
    withWall('rich', {}, async (page) => {
      await page.locator('g[aria-label^="No from Ploughshare Books"]').locator('text').last().click();
      await cardTitle(page).waitFor();
      const facts = await page.locator('article footer').textContent();
      expect(facts).toMatch(/^No\. \d+/);
      expect(facts).toMatch(/hope \d+ → 6/);
    }));

  test('the nail gives once to see, and not at all for whoever wants no motion; its day stays', () =>
    withWall('rich', {}, async (page) => {
      const bending = () =>
        page.locator('.bent').evaluate((bent) => bent.getAnimations().map((one) => one.effect?.getTiming().duration));
      const again = async () => {
        await page.evaluate(() => {
          location.hash = '#/today';
          window.workbench.journal!.shelf.write('wall-nail-gave', null);
        });
        await page.locator('.scroller').waitFor({ state: 'detached' });
        await page.evaluate(() => (location.hash = '#/wall'));
        await page.locator('.scroller').waitFor();
        await page.locator('.scroller').evaluate((scroller) => (scroller.scrollLeft = 0));
        await page.locator('.bent').waitFor({ state: 'attached' });
      };
      await again();
      for (const duration of await bending()) expect(Number(duration)).toBeLessThan(1);
      expect(await page.locator('.bent').textContent()).toMatch(/the nail gave\d+ \w+ 20\d\d/);
      await page.emulateMedia({ reducedMotion: 'no-preference' });
      await again();
      expect(await bending()).toEqual([1400]);
      await page.evaluate(() => (location.hash = '#/today'));
      await page.locator('.scroller').waitFor({ state: 'detached' });
      await page.evaluate(() => (location.hash = '#/wall'));
      await page.locator('.scroller').waitFor();
      await page.locator('.scroller').evaluate((scroller) => (scroller.scrollLeft = 0));
      await page.locator('.bent').waitFor({ state: 'attached' });
      expect(await bending()).toEqual([]);
      expect(await page.locator('.bent').textContent()).toMatch(/the nail gave\d+ \w+ 20\d\d/);
    }));

  test('a scrolling that is told when the wall has been left harms nothing', () =>
    withWall('rich', {}, async (page) => {
      await page.locator('.scroller').evaluate((scroller) => Object.assign(window, { left: scroller }));
      await page.evaluate(() => (location.hash = '#/today'));
      await page.locator('.scroller').waitFor({ state: 'detached' });
      await page.evaluate(() => (window as unknown as { left: Element }).left.dispatchEvent(new Event('scroll')));
    }));

  test('the nail gives before one’s eyes when it becomes too much while the wall is open', () =>
    withWall('thin', {}, async (page) => {
      const holds = (nailHolds: number, bent: 'attached' | 'detached') =>
        Promise.all([
          page.evaluate((nails) => window.workbench.journal?.journal.changeSettings({ nailHolds: nails }), nailHolds),
          page.locator('.bent').waitFor({ state: bent }),
        ]);
      const giving = () =>
        page.locator('.bent').evaluate((bent) => bent.getAnimations().map((one) => one.effect?.getTiming().duration));
      expect(await page.locator('.bent').count()).toBe(0);
      await holds(1, 'attached');
      // Whoever wants no motion is shown where it hangs now.
      for (const duration of await giving()) expect(Number(duration)).toBeLessThan(1);
      await holds(30, 'detached');
      await page.emulateMedia({ reducedMotion: 'no-preference' });
      await holds(1, 'attached');
      expect(await giving()).toEqual([1400]);
    }));

  test('a yes opens with the no’s that led to it', () =>
    withWall('rich', {}, async (page) => {
      await page.locator('g[aria-label^="Yes from Ostra"]').click();
      expect(await page.locator('article footer').textContent()).toContain('after 1 no');
    }));

  test('filters and the year are one choice away', () =>
    withWall('rich', {}, async (page) => {
      await page.getByLabel('Kind').selectOption('date');
      await page.waitForFunction(() => location.hash.includes('kind=date'));
      expect(await slips(page).count()).toBeGreaterThan(0);
      for (const label of await slips(page).evaluateAll((all) => all.map((one) => one.getAttribute('aria-label')))) {
        expect(label).toContain('J.');
      }
      await page.getByLabel('Pursuit').selectOption({ label: 'A home for the children’s book' });
      await page.getByRole('button', { name: 'Show everything' }).click();
      expect(await page.evaluate(() => location.hash)).toBe('#/wall');
    }));

  test('an empty wall teaches', () =>
    withWall('empty', {}, async (page) => {
      await page.getByText('Nothing hangs here yet.').waitFor();
    }));

  test('at ten thousand slips only those near the window stand in the page, and all can be reached', () =>
    withWall('most', {}, async (page) => {
      await enterWall(page);
      expect(await page.locator('.scroller *').count()).toBeLessThan(6000);
      await page.keyboard.press('End');
      const oldest = await focusedLabel(page);
      await page.keyboard.press('Home');
      expect(await focusedLabel(page)).not.toBe(oldest);
      await page.getByLabel('Year').selectOption({ index: 3 });
      expect(await page.locator('.scroller *').count()).toBeLessThan(6000);
      expect(await slips(page).count()).toBeGreaterThan(30);
    }));
});

declare global {
  interface Window {
    /** Calls that draw slips, and those that show what was drawn. */
    counted?: { drawn: number; put: number };
  }
}

const atRest = (page: Page) => page.locator('.stage canvas[data-sharp]').waitFor();

/** Moves the wall; returns what was counted by the end of the very next frame, however long that takes. */
async function wheel(page: Page, deltaY: number): Promise<Window['counted']> {
  return page.getByRole('application').evaluate(async (stage, by) => {
    const { left, top } = stage.getBoundingClientRect();
    const at = { clientX: left + 500, clientY: top + 250 };
    stage.dispatchEvent(new WheelEvent('wheel', { ...at, deltaY: by, bubbles: true, cancelable: true }));
    // The wall asks for its frame once the page has been brought up to the new place; ours is asked for after it.
    for (let hop = 0; hop < 10; hop++) await Promise.resolve();
    return new Promise((done) => requestAnimationFrame(() => done(window.counted && { ...window.counted })));
  }, deltaY);
}

const digest = (page: Page) =>
  page.locator('.stage canvas').evaluate(async (canvas: HTMLCanvasElement) => {
    const { data } = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height);
    return [...new Uint8Array(await crypto.subtle.digest('SHA-256', data))].join();
  });

async function countDrawing(page: Page): Promise<void> {
  await page.evaluate(() => {
    const counted = (window.counted = { drawn: 0, put: 0 });
    const { prototype } = CanvasRenderingContext2D;
    const { fill, fillRect, fillText, drawImage } = prototype;
    const counting = <T extends unknown[]>(act: (...args: T) => void, of: 'drawn' | 'put') =>
      function (this: CanvasRenderingContext2D, ...args: T) {
        counted[of]++;
        act.apply(this, args);
      };
    prototype.fill = counting(fill as (...args: unknown[]) => void, 'drawn');
    prototype.fillRect = counting(fillRect, 'drawn');
    prototype.fillText = counting(fillText, 'drawn');
    prototype.drawImage = counting(drawImage as (...args: unknown[]) => void, 'put');
  });
}

describe('the whole wall', () => {
  const whole = { hash: '#/wall?view=whole' };

  test('is one canvas that keys walk over: what they are on is said, Enter opens', () =>
    withWall('rich', whole, async (page) => {
      await page.getByRole('application').focus();
      const said = page.locator('.window [role="status"]');
      expect(await said.textContent()).toMatch(/Enter opens it\.$/);
      const before = await said.textContent();
      await page.keyboard.press('ArrowDown');
      expect(await said.textContent()).not.toBe(before);
      await page.keyboard.press('Enter');
      await cardTitle(page).waitFor();
      await page.keyboard.press('Escape');
      await cardTitle(page).waitFor({ state: 'detached' });
    }));

  test('a year can be brought close, hovering names a slip and a click opens it', () =>
    withWall('rich', whole, async (page) => {
      await page.getByLabel('Year').selectOption({ index: 1 });
      const { x, y, width, height } = (await page.locator('canvas').boundingBox())!;
      let found = false;
      for (let part = 0.3; part < 0.8 && !found; part += 0.05) {
        await page.mouse.move(x + width / 2, y + height * part);
        found = (await page.locator('.hover').count()) > 0;
      }
      const name = await page.locator('.hover').textContent();
      await page.mouse.down();
      await page.mouse.up();
      expect(name).toContain((await cardTitle(page).textContent()) ?? '-');
    }));

  test('on the move it shows what was drawn before; at rest it is what is drawn at once, px for px', () =>
    withWall('most', whole, async (page) => {
      await atRest(page);
      await countDrawing(page);
      const counted = await wheel(page, -60);
      expect(counted?.drawn).toBe(0);
      expect(counted?.put).toBeGreaterThan(5);
      for (let step = 0; step < 6; step++) await wheel(page, -60);
      await atRest(page);
      const seen = await digest(page);
      // By other light and back, nothing that was drawn is there any more.
      await page.emulateMedia({ colorScheme: 'dark' });
      await expect.poll(() => digest(page)).not.toBe(seen);
      await page.emulateMedia({ colorScheme: 'light' });
      await expect.poll(() => digest(page)).toBe(seen);
    }));

  test('a frame that is open is marked as one', () =>
    withWall('rich', whole, async (page) => {
      await atRest(page);
      const before = await digest(page);
      await page.getByRole('application').focus();
      for (let step = 0; step < 50; step++) await page.keyboard.press('ArrowUp');
      expect(await page.locator('.window [role="status"]').textContent()).toContain('Yes from');
      await atRest(page);
      expect(await digest(page)).not.toBe(before);
    }));

  test('draws ink on paper at ten thousand slips', () =>
    withWall('most', whole, async (page) => {
      await atRest(page);
      const colours = await page.locator('canvas').evaluate((canvas: HTMLCanvasElement) => {
        const { data } = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height);
        const seen = new Set<number>();
        for (let i = 0; i < data.length; i += 404) seen.add((data[i]! << 16) | (data[i + 1]! << 8) | data[i + 2]!);
        return seen.size;
      });
      expect(colours).toBeGreaterThan(20);
    }));
});

describe('for everybody', () => {
  test.each(['', '?view=whole'])('axe finds nothing by day or by lamplight: %s', (view) =>
    withWall('rich', { hash: `#/wall${view}` }, async (page) => {
      await page.getByLabel('Kind').waitFor();
      expect(await axeFindingsInBothLights(page)).toEqual([]);
    }),
  );

  test('axe finds nothing with a letter open, in a narrow window, in German', () =>
    withWall('rich', { width: 360, height: 740, language: 'de' }, async (page) => {
      await page.locator('g[tabindex="0"]').focus();
      await page.keyboard.press('Enter');
      await cardTitle(page).waitFor();
      expect(await axeFindings(page)).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
    }));

  test('there is a plain list beside it, a year at a time', () =>
    withWall('rich', {}, async (page) => {
      await page.getByText('The wall as a list').click();
      await page.getByRole('button', { name: /^2026: \d+ entries$/ }).click();
      expect(await page.locator('.entries a').first().getAttribute('href')).toMatch(/^#\/attempts\//);
      expect(await page.locator('.entries a').count()).toBeGreaterThan(20);
    }));
});
