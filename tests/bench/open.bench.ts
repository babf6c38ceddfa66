/** From an unlocked key to the journal, against the same journal kept plainly, in one browser, by turns. */
import type { Page } from '@playwright/test';
import { median, type Result } from '../../scripts/bench-report.mjs';
import { withBenchPage } from './browser-page.ts';

const sizes = [1_000, 10_000, 50_000];
const rounds = 5;
const short = (attempts: number) => `${attempts / 1000}k`;

interface Opened {
  readonly plain: number;
  readonly whole: number;
  readonly first: number;
}

async function openByTurns(page: Page, attempts: number): Promise<readonly Opened[]> {
  const opened: Opened[] = [];
  // The first of each warms what both use.
  for (let round = 0; round <= rounds; round++) {
    const plain = await page.evaluate((n) => window.bench.openPlainly(n), attempts);
    const sealed = await page.evaluate((n) => window.bench.openSealed(n), attempts);
    if (round > 0) opened.push({ plain, ...sealed });
  }
  return opened;
}

async function measureSize(page: Page, attempts: number): Promise<readonly Result[]> {
  await page.evaluate((n) => window.bench.prepareJournal(n), attempts);
  const opened = await openByTurns(page, attempts);
  const bytes = await page.evaluate((n) => window.bench.storedBytes(n), attempts);
  const of = (what: keyof Opened) => median(opened.map((each) => each[what]));
  const shared = { baseline: of('plain'), unit: 'ms', n: rounds };
  return [
    { ...shared, name: `open.first.${short(attempts)}`, value: of('first'), note: 'keys to painted rows' },
    { ...shared, name: `open.whole.${short(attempts)}`, value: of('whole'), note: 'keys to every attempt' },
    {
      name: `open.bytes.${short(attempts)}`,
      unit: 'bytes',
      value: bytes.sealed,
      baseline: bytes.plain,
      n: 1,
      note: 'rows in IndexedDB',
    },
  ];
}

export async function measure(): Promise<readonly Result[]> {
  return withBenchPage(async (page) => {
    const results: Result[] = [];
    for (const attempts of sizes) results.push(...(await measureSize(page, attempts)));
    const whole = (attempts: number) =>
      results.find(({ name }) => name === `open.whole.${short(attempts)}`)?.value ?? NaN;
    const note = 'time per attempt at 50k against that at 10k; at most 1 is at most linear';
    const growth = { value: whole(50_000) / 50_000, baseline: whole(10_000) / 10_000 };
    return [...results, { name: 'open.growth', unit: 'ms', ...growth, n: rounds, note }];
  });
}
