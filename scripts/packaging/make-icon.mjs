// @ts-check
/** Draws icon.png, 1024 by 1024, from icon.svg: node scripts/packaging/make-icon.mjs. */
import { chromium } from '@playwright/test';
import { readFileSync } from 'node:fs';
import { ensureBrowser } from '../browser.mjs';
import { inProject } from '../project.mjs';

const side = 1024;
const browser = await chromium.launch({
  executablePath: await ensureBrowser(),
  args: ['--no-sandbox', '--disable-gpu'],
});
try {
  const page = await browser.newPage({ viewport: { width: side, height: side } });
  await page.setContent(
    `<style>body{margin:0}svg{display:block}</style>${readFileSync(inProject('scripts', 'packaging', 'icon.svg'), 'utf8')}`,
  );
  await page.screenshot({ path: inProject('scripts', 'packaging', 'icon.png'), omitBackground: true });
} finally {
  await browser.close();
}
