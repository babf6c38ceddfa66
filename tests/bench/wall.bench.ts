/**
 * Frames of the wall at ten thousand slips, against a bare canvas that fills as many boxes: the whole wall while it is
 * wheeled over, and the reading view while it is scrolled.
 */
import type { Page } from '@playwright/test';
import { median, type Result } from '../../scripts/bench-report.mjs';
import { buildShippedWorkbench, shippedWorkbenchFolder } from '../../scripts/workbench.mjs';
import { Workbench } from '../renderer/workbench/opened-page.ts';

const rounds = 5;
const frames = 60;

/** Median time from frame to frame while the hand turns the wheel, ms. */
async function wheelOver(page: Page): Promise<number> {
  return page.evaluate(async (count) => {
    const stage = document.querySelector('[role="application"]');
    const box = stage?.getBoundingClientRect();
    const times: number[] = [];
    const next = () => new Promise<number>((resolve) => requestAnimationFrame(resolve));
    for (let frame = 0; frame < count; frame++) {
      const deltaY = frame % 20 < 10 ? -60 : 60;
      const at = { clientX: (box?.left ?? 0) + 300, clientY: (box?.top ?? 0) + 200 };
      const before = await next();
      stage?.dispatchEvent(new WheelEvent('wheel', { ...at, deltaY, bubbles: true, cancelable: true }));
      await next();
      times.push((await next()) - before);
    }
    times.sort((a, b) => a - b);
    // Two frames of the screen lie between the two moments.
    return (times[count >> 1] ?? 0) / 2;
  }, frames);
}

/** Median time from frame to frame while the piles are scrolled sideways and down, ms. */
async function scrollOver(page: Page): Promise<number> {
  return page.evaluate(async (count) => {
    const scroller = document.querySelector('.scroller');
    const times: number[] = [];
    const next = () => new Promise<number>((resolve) => requestAnimationFrame(resolve));
    let before = await next();
    for (let frame = 0; frame < count; frame++) {
      scroller?.scrollBy(frame % 40 < 20 ? -60 : 60, frame % 20 < 10 ? 30 : -30);
      const now = await next();
      times.push(now - before);
      before = now;
    }
    times.sort((a, b) => a - b);
    return times[count >> 1] ?? 0;
  }, 2 * frames);
}

async function bareCanvas(page: Page): Promise<number> {
  return page.evaluate(async (count) => {
    const canvas = document.createElement('canvas');
    [canvas.width, canvas.height] = [innerWidth, innerHeight];
    canvas.style.cssText = 'position:fixed;inset:0';
    document.body.append(canvas);
    const context = canvas.getContext('2d');
    const times: number[] = [];
    const next = () => new Promise<number>((resolve) => requestAnimationFrame(resolve));
    for (let frame = 0; frame < count; frame++) {
      const before = await next();
      context?.clearRect(0, 0, canvas.width, canvas.height);
      if (context) {
        for (let slip = 0; slip < 10_000; slip++) {
          context.fillStyle = slip % 2 === 0 ? '#f7f3ea' : '#efe8d8';
          context.fillRect((slip * 37 + frame) % canvas.width, (slip * 53) % canvas.height, 14, 9);
        }
      }
      await next();
      times.push((await next()) - before);
    }
    canvas.remove();
    times.sort((a, b) => a - b);
    return (times[count >> 1] ?? 0) / 2;
  }, frames);
}

export async function measure(): Promise<readonly Result[]> {
  await buildShippedWorkbench();
  const bench = await Workbench.open(shippedWorkbenchFolder, 'whole');
  try {
    const page = await bench.page('most', { hash: '#/wall?view=whole' });
    page.setDefaultTimeout(600_000);
    const [whole, bare, read, bareBeside]: number[][] = [[], [], [], []];
    await page.locator('canvas[data-sharp]').waitFor();
    await wheelOver(page);
    for (let round = 0; round < rounds; round++) {
      whole?.push(await wheelOver(page));
      bare?.push(await bareCanvas(page));
    }
    await page.evaluate(() => (location.hash = '#/wall'));
    await page.locator('.scroller g[role="button"]').first().waitFor();
    await scrollOver(page);
    for (let round = 0; round < rounds; round++) {
      read?.push(await scrollOver(page));
      bareBeside?.push(await bareCanvas(page));
    }
    const note = `median of ${frames} frames, 10,000 slips; a screen shows one each 16.7 ms`;
    const result = (name: string, mine: number[] = [], plain: number[] = []): Result => ({
      ...{ name, unit: 'ms', value: median(mine), baseline: median(plain), n: rounds, note },
    });
    return [result('wall.10k', whole, bare), result('wall.read.10k', read, bareBeside)];
  } finally {
    await bench.end();
  }
}
