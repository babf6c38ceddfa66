/** A poster of five thousand slips, as SVG. */
import { readFile } from 'node:fs/promises';
import { median, type Result } from '../../scripts/bench-report.mjs';
import { buildWorkbench } from '../../scripts/workbench.mjs';
import { Workbench } from '../renderer/workbench/opened-page.ts';

const rounds = 5;

export async function measure(): Promise<readonly Result[]> {
  await buildWorkbench();
  const bench = await Workbench.open();
  try {
    const page = await bench.page('many', { hash: '#/poster' });
    page.setDefaultTimeout(600_000);
    await page.locator('canvas').waitFor();
    const seconds: number[] = [];
    let bytes = 0;
    for (let round = 0; round < rounds; round++) {
      const start = performance.now();
      const waiting = page.waitForEvent('download');
      await page.getByRole('button', { name: 'Save as SVG' }).click();
      bytes = (await readFile(await (await waiting).path())).byteLength;
      seconds.push((performance.now() - start) / 1000);
    }
    const shared = { baseline: null, note: 'SVG of 5,000 slips, button to file' };
    return [
      { ...shared, name: 'poster.5k', unit: 's', value: median(seconds), n: rounds },
      { ...shared, name: 'poster.5k.bytes', unit: 'bytes', value: bytes, n: 1 },
    ];
  } finally {
    await bench.end();
  }
}
