/** Every place of the app, narrow and enlarged, in both languages: nothing is lost sideways. New places join by themselves. */
import { expect, test, vi } from 'vitest';
import { places } from '../../../src/renderer/state/route.svelte.ts';
import { workbenchForTests } from '../workbench/for-tests.ts';

// A browser on two busy cores.
vi.setConfig({ testTimeout: 120_000 });

const bench = workbenchForTests();

/** 200 % of a window of 1280 by 800 leaves half of it in each direction. */
const views = [
  ['360 px', 360, 740],
  ['200 % zoom', 640, 400],
] as const;

test.each(views.flatMap((view) => (['en', 'de'] as const).map((language) => [...view, language] as const)))(
  '%s (%i by %i), %s: no place scrolls sideways',
  async (_name, width, height, language) => {
    const page = await bench.page('rich', { language, width, height });
    const tooWide: string[] = [];
    for (const place of places) {
      await page.evaluate((hash) => (location.hash = hash), `#/${place}`);
      await page.waitForFunction(async () => {
        await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
        return document.querySelector('main h1, main h2') !== null;
      });
      const wide = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      if (wide > 0) tooWide.push(`${place} by ${String(wide)} px`);
    }
    expect(tooWide).toEqual([]);
    await page.context().close();
  },
);
