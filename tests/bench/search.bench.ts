/** Typing into the list's search field, at ten thousand attempts and over reflections. */
import type { Page } from '@playwright/test';
import { percentile, type Result } from '../../scripts/bench-report.mjs';
import { buildShippedWorkbench, shippedWorkbenchFolder } from '../../scripts/workbench.mjs';
import { Workbench } from '../renderer/workbench/opened-page.ts';
import type { Scene } from '../renderer/workbench/scenes.ts';
import { type KeyTimes, timeKey } from './key-times.ts';

const words = ['harbour', 'otter', 'review', 'council', 'salt'];

async function typed(page: Page): Promise<readonly KeyTimes[]> {
  const field = page.locator('input[type="search"]');
  const times: KeyTimes[] = [];
  await field.fill('warm');
  // A person who types before all is read gets the names first.
  await page.getByText('Names for now').waitFor({ state: 'hidden' });
  for (const word of words) {
    await field.fill('');
    // A key is measured from a page at rest, the first of a word as well.
    await page.evaluate(() => new Promise((rested) => requestIdleCallback(() => requestAnimationFrame(rested))));
    for (const key of word) {
      const time = await timeKey(page, key, '.pile');
      if (time) times.push(time);
    }
  }
  return times;
}

async function measureScene(bench: Workbench, scene: Scene, name: string, note: string): Promise<readonly Result[]> {
  const page = await bench.page(scene, { hash: '#/attempts' });
  page.setDefaultTimeout(600_000);
  await page.locator('[data-rows] a').first().waitFor();
  const times = await typed(page);
  await page.context().close();
  const shared = { unit: 'ms', baseline: null, n: times.length };
  const shares = (end: keyof KeyTimes, label: string, to: string): Result[] => {
    const ends = times.map((time) => time[end]);
    const told = { ...shared, note: `key press to ${to}, ${note}` };
    return [
      { ...told, name: `${label}.p50`, value: percentile(ends, 0.5) },
      { ...told, name: `${label}.p95`, value: percentile(ends, 0.95) },
    ];
  };
  return [
    ...shares('changed', name, 'the settled list in the page'),
    ...shares('painted', `${name}.painted`, 'the frame after the list has settled'),
  ];
}

export async function measure(): Promise<readonly Result[]> {
  await buildShippedWorkbench();
  const bench = await Workbench.open(shippedWorkbenchFolder, 'whole');
  try {
    return [
      ...(await measureScene(bench, 'most', 'search.10k', '10,000 attempts')),
      ...(await measureScene(bench, 'wordy', 'search.reflections.5k', '5,000 reflections')),
    ];
  } finally {
    await bench.end();
  }
}
