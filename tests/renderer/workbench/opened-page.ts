import { AxeBuilder } from '@axe-core/playwright';
import { type Browser, chromium, type Page } from '@playwright/test';
import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { ensureBrowser } from '../../../scripts/browser.mjs';
import type { Scene } from './scenes.ts';
import { serve } from './serve.mjs';

const project = path.resolve(import.meta.dirname, '../../..');

export interface PageOptions {
  readonly hash?: string;
  readonly theme?: 'light' | 'dark';
  readonly language?: 'en' | 'de';
  readonly width?: number;
  readonly height?: number;
}

/** The built workbench in a real browser, under the page's own policy. */
export class Workbench {
  readonly #browser: Browser;
  readonly #site: { readonly url: string; readonly close: () => Promise<void> };
  readonly #folder: string;
  /** Faults that pages reported: errors of any kind, and what the policy refused. */
  readonly faults: string[] = [];

  private constructor(browser: Browser, site: Awaited<ReturnType<typeof serve>>, folder: string) {
    this.#browser = browser;
    this.#site = site;
    this.#folder = folder;
  }

  static async open(): Promise<Workbench> {
    const config = path.join(import.meta.dirname, 'vite.config.ts');
    const vite = path.join(project, 'node_modules/vite/bin/vite.js');
    // A folder of its own: several files of tests build at once.
    const folder = await mkdtemp(path.join(tmpdir(), 'nailwall-workbench-'));
    const build = [vite, 'build', '--logLevel', 'error', '--config', config, '--outDir', folder, '--emptyOutDir'];
    await promisify(execFile)(process.execPath, build, { cwd: project, maxBuffer: 64 * 1024 * 1024 });
    const site = await serve(folder);
    const browser = await chromium.launch({
      executablePath: await ensureBrowser(),
      args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--disable-background-networking', '--disable-sync'],
    });
    return new Workbench(browser, site, folder);
  }

  async page(scene: Scene, options: PageOptions = {}): Promise<Page> {
    const { hash = '', theme = 'light', language = 'en', width = 1280, height = 800 } = options;
    const context = await this.#browser.newContext({
      viewport: { width, height },
      colorScheme: theme,
      locale: language === 'de' ? 'de-DE' : 'en-GB',
      reducedMotion: 'reduce',
    });
    const page = await context.newPage();
    page.on('console', (message) => {
      if (message.type() === 'error') this.faults.push(message.text());
    });
    page.on('pageerror', (error) => this.faults.push(String(error)));
    await page.goto(`${this.#site.url}?scene=${scene}${hash}`);
    await page.evaluate(() => document.fonts.ready);
    return page;
  }

  async close(): Promise<void> {
    await this.#browser.close();
    await this.#site.close();
    await rm(this.#folder, { recursive: true });
  }
}

/** What axe finds wrong by WCAG 2.2 A and AA, short enough to read in a report. */
export async function axeFindings(page: Page): Promise<string[]> {
  const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
  const { violations } = await new AxeBuilder({ page }).withTags(tags).analyze();
  return violations.flatMap(({ id, nodes }) =>
    nodes.map((node) => `${id}: ${node.target.join(' ')} ${node.html.slice(0, 160)}`),
  );
}
