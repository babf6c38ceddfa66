/** From the key that writes a no down to the screen that answers, at ten thousand attempts. */
import { median, percentile, type Result } from '../../scripts/bench-report.mjs';
import { buildShippedWorkbench, shippedWorkbenchFolder } from '../../scripts/workbench.mjs';
import { Workbench } from '../renderer/workbench/opened-page.ts';
import { timeKey } from './key-times.ts';

const rounds = 9;

export async function measure(): Promise<readonly Result[]> {
  await buildShippedWorkbench();
  const bench = await Workbench.open(shippedWorkbenchFolder, 'whole');
  try {
    const page = await bench.page('most');
    page.setDefaultTimeout(600_000);
    const slip = page.locator('[data-capture]');
    const times: number[] = [];
    for (let round = 0; round < rounds; round++) {
      await slip.getByRole('combobox', { name: 'To whom' }).fill(`House ${round}`);
      await slip.getByRole('combobox', { name: 'What', exact: true }).fill('A story');
      const time = await timeKey(page, 'Control+Enter', '[data-rate]');
      if (time) times.push(time.painted);
      await page
        .locator('[data-rate]')
        .getByRole('button', { name: /^(Done|Skip)$/ })
        .click();
    }
    const shared = {
      unit: 'ms',
      baseline: null,
      n: times.length,
      note: 'key press to painted screen, 10,000 attempts',
    };
    return [
      { ...shared, name: 'log.10k', value: median(times) },
      { ...shared, name: 'log.10k.p95', value: percentile(times, 0.95) },
    ];
  } finally {
    await bench.end();
  }
}
