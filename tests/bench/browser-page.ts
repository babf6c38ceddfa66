/** The benchmarks' own page in a real browser. */
import { chromium, type Page } from '@playwright/test';
import { ensureBrowser } from '../../scripts/browser.mjs';
import { runNode } from '../../scripts/command.mjs';
import { inProject } from '../../scripts/project.mjs';
import { serve } from '../renderer/workbench/serve.mjs';

export async function withBenchPage<T>(act: (page: Page) => Promise<T>): Promise<T> {
  const config = inProject('tests', 'bench', 'page', 'vite.config.ts');
  const vite = inProject('node_modules', 'vite', 'bin', 'vite.js');
  const code = await runNode(vite, ['build', '--logLevel', 'error', '--config', config]);
  if (code !== 0) throw new Error('The page of the benchmarks could not be built.');
  const site = await serve(inProject('.cache', 'bench-page'));
  const browser = await chromium.launch({
    executablePath: await ensureBrowser('whole'),
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-sync'],
  });
  try {
    const page = await browser.newPage();
    page.setDefaultTimeout(600_000);
    await page.goto(site.url);
    await page.waitForFunction(() => document.title === 'ready');
    return await act(page);
  } finally {
    await browser.close();
    await site.close();
  }
}
