/** Ten thousand attempts on every screen: a number of four figures and more is grouped as the person groups it. */
import type { Page } from '@playwright/test';
import { expect, test, vi } from 'vitest';
import { workbenchForTests } from '../workbench/for-tests.ts';

// A browser on two busy cores, drawing ten thousand of everything.
vi.setConfig({ testTimeout: 120_000 });

const bench = workbenchForTests();

const screens: readonly (readonly [hash: string, ready: string])[] = [
  ['#/', 'main h2'],
  ['#/attempts', '[data-rows] a'],
  ['#/attempts?view=table', 'table'],
  ['#/attempts?view=board', '.board a'],
  ['#/pursuits', 'main'],
  ...['lines', 'waiting', 'after', 'asks', 'year', 'odds'].map(
    (part) => [`#/insights/${part}`, '.insights h1'] as const,
  ),
  ['#/wall', '#wall-title ~ * :is(svg, canvas)'],
  ['#/poster', 'main canvas'],
  ['#/settings', 'main h1'],
  ['#/transfer', '#transfer-export'],
];

/** What is read or told on the page; a year is a name, and what stands in code, a path or a field is no sentence. */
function bareNumbers(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const said = [...document.querySelectorAll('[aria-label], [title]')].flatMap((element) => [
      element.getAttribute('aria-label') ?? '',
      element.getAttribute('title') ?? '',
    ]);
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      if (!walker.currentNode.parentElement?.closest('code, script, style'))
        said.push(walker.currentNode.nodeValue ?? '');
    }
    return said.flatMap((text) =>
      [...text.matchAll(/(?<![\w./:#-])\d{4,}(?![\w/:])/g)]
        .filter(([number]) => !/^(19|20)\d\d$/.test(number))
        .map(() => text.trim()),
    );
  });
}

test.each(['en', 'de'] as const)('in %s', async (language) => {
  const page = await bench.page('most', { language });
  await page.evaluate(() => window.workbench.settle({ showOdds: true }));
  let grouped = 0;
  for (const [hash, ready] of screens) {
    await page.evaluate((to) => (location.hash = to), hash);
    await page.locator(ready).first().waitFor();
    expect(await bareNumbers(page), hash).toEqual([]);
    grouped +=
      (await page.locator('body').innerText()).match(language === 'de' ? /\d\.\d{3}\b/g : /\d,\d{3}\b/g)?.length ?? 0;
  }
  expect(grouped).toBeGreaterThan(10);
  await page.context().close();
});
