/** A poster of five thousand slips on A2: as PDF by the print path of an installed browser, and as SVG. */
import type { Page } from '@playwright/test';
import { readFile } from 'node:fs/promises';
import { median, type Result } from '../../scripts/bench-report.mjs';
import { buildShippedWorkbench, shippedWorkbenchFolder } from '../../scripts/workbench.mjs';
import { choose } from '../renderer/views/poster/acts.ts';
import { printed } from '../renderer/views/poster/pdf.ts';
import { Workbench } from '../renderer/workbench/opened-page.ts';

const rounds = 5;

async function svg(page: Page): Promise<Buffer> {
  const waiting = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save as SVG' }).click();
  return readFile(await (await waiting).path());
}

async function repeated(name: string, note: string, make: () => Promise<Buffer>): Promise<Result[]> {
  const seconds: number[] = [];
  let bytes = 0;
  for (let round = 0; round < rounds; round++) {
    const start = performance.now();
    bytes = (await make()).byteLength;
    seconds.push((performance.now() - start) / 1000);
  }
  const shared = { baseline: null, note };
  return [
    { ...shared, name, unit: 's', value: median(seconds), n: rounds },
    { ...shared, name: `${name}.bytes`, unit: 'bytes', value: bytes, n: 1 },
  ];
}

export async function measure(): Promise<readonly Result[]> {
  await buildShippedWorkbench();
  const bench = await Workbench.open(shippedWorkbenchFolder, 'whole');
  try {
    const page = await bench.page('many', { hash: '#/poster' });
    page.setDefaultTimeout(600_000);
    await choose(page, { sheet: 'A2', title: 'Still sending.', counts: true });
    return [
      ...(await repeated('poster.5k.pdf', 'PDF of 5,000 slips on A2, button to file', () => printed(page))),
      ...(await repeated('poster.5k.svg', 'SVG of 5,000 slips on A2, button to file', () => svg(page))),
    ];
  } finally {
    await bench.end();
  }
}
