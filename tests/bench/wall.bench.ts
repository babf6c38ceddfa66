/** Frames of the whole wall while it is wheeled over, at ten thousand slips, against a canvas with as many plain slips. */
import type { Page } from '@playwright/test';
import { median, type Result } from '../../scripts/bench-report.mjs';
import { buildWorkbench } from '../../scripts/workbench.mjs';
import { Workbench } from '../renderer/workbench/opened-page.ts';

const rounds = 5;
const frames = 60;

/** What the window's own work for each frame took, ms: from its beginning to when its drawing was handed over. */
async function wheelOver(page: Page): Promise<number> {
  return page.evaluate(async (count) => {
    const canvas = document.querySelector('[role="application"] canvas, [role="application"]');
    const box = canvas?.getBoundingClientRect();
    const times: number[] = [];
    const next = () => new Promise<number>((resolve) => requestAnimationFrame(resolve));
    for (let frame = 0; frame < count; frame++) {
      const deltaY = frame % 20 < 10 ? -60 : 60;
      const at = { clientX: (box?.left ?? 0) + 300, clientY: (box?.top ?? 0) + 200 };
      const before = await next();
      canvas?.dispatchEvent(new WheelEvent('wheel', { ...at, deltaY, bubbles: true, cancelable: true }));
      await next();
      times.push((await next()) - before);
    }
    times.sort((a, b) => a - b);
    // Three frames of the screen lie between the two moments.
    return (times[count >> 1] ?? 0) / 2;
  }, frames);
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
  await buildWorkbench();
  const bench = await Workbench.open();
  try {
    const page = await bench.page('most', { hash: '#/wall?view=whole' });
    page.setDefaultTimeout(600_000);
    await page.getByRole('application').waitFor();
    await wheelOver(page);
    const [wall, bare]: [number[], number[]] = [[], []];
    for (let round = 0; round < rounds; round++) {
      wall.push(await wheelOver(page));
      bare.push(await bareCanvas(page));
    }
    const note = `median of ${frames} frames while wheeling, 10,000 slips; a screen shows one each 16.7 ms`;
    return [{ name: 'wall.10k', unit: 'ms', value: median(wall), baseline: median(bare), n: rounds, note }];
  } finally {
    await bench.end();
  }
}
