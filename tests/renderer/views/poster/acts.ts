import type { Page } from '@playwright/test';
import { readFile } from 'node:fs/promises';
import type { PosterChoices } from '../../../../src/renderer/state/poster.svelte.ts';

/** Opens the poster's screen with these choices as the kept ones. */
export async function choose(page: Page, choices: Partial<PosterChoices>): Promise<void> {
  await page.evaluate((chosen) => {
    // Away and back: the screen reads what was kept when it opens.
    location.hash = '#/today';
    window.workbench.journal?.shelf.write('poster', JSON.stringify(chosen));
  }, choices);
  await page.locator('canvas').waitFor({ state: 'detached' });
  await page.evaluate(() => (location.hash = '#/poster'));
  await page.locator('canvas').waitFor();
}

/** Presses a button that saves a file, and reads the file. */
export async function saved(page: Page, name: string): Promise<Buffer> {
  const waiting = page.waitForEvent('download');
  await page.getByRole('button', { name }).click();
  return readFile(await (await waiting).path());
}

/** What the screen says of the last saving or printing. */
export const told = (page: Page) => page.locator('.save [role="status"]');
