/** Typing into the list's search field, at ten thousand attempts and over reflections. */
import type { Page } from '@playwright/test';
import { percentile, type Result } from '../../scripts/bench-report.mjs';
import { buildWorkbench } from '../../scripts/workbench.mjs';
import { Workbench } from '../renderer/workbench/opened-page.ts';
import type { Scene } from '../renderer/workbench/scenes.ts';
import { timeToPaint } from './key-times.ts';

const words = ['harbour', 'otter', 'review', 'council', 'salt'];

async function typed(page: Page): Promise<readonly number[]> {
  const field = page.locator('input[type="search"]');
  const times: number[] = [];
  await field.fill('warm');
  for (const word of words) {
    await field.fill('');
    for (const key of word) {
      const time = await timeToPaint(page, key, '.pile');
      if (time !== null) times.push(time);
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
  const shared = { unit: 'ms', baseline: null, n: times.length, note };
  return [
    { ...shared, name: `${name}.p50`, value: percentile(times, 0.5) },
    { ...shared, name: `${name}.p95`, value: percentile(times, 0.95) },
  ];
}

export async function measure(): Promise<readonly Result[]> {
  await buildWorkbench();
  const bench = await Workbench.open();
  try {
    return [
      ...(await measureScene(bench, 'most', 'search.10k', 'key press to settled list, 10,000 attempts')),
      ...(await measureScene(bench, 'wordy', 'search.reflections.5k', 'key press to settled list, 5,000 reflections')),
    ];
  } finally {
    await bench.end();
  }
}
