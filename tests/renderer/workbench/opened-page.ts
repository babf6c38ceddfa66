import { AxeBuilder } from '@axe-core/playwright';
import { type Browser, type BrowserContext, chromium, type Page } from '@playwright/test';
import { ensureBrowser } from '../../../scripts/browser.mjs';
import { workbenchFolder } from '../../../scripts/workbench.mjs';
import type { BrowserKind } from '../../e2e/fixtures/browser-flags.ts';
import type { Scene } from './scenes.ts';
import { serve } from './serve.mjs';

export interface PageOptions {
  readonly hash?: string;
  readonly theme?: 'light' | 'dark';
  readonly language?: 'en' | 'de';
  readonly width?: number;
  readonly height?: number;
}

/** One for all files of tests in a worker; it ends with the worker. */
let browser: Promise<Browser> | null = null;

async function launch(kind: BrowserKind): Promise<Browser> {
  return chromium.launch({
    executablePath: await ensureBrowser(kind),
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--disable-background-networking', '--disable-sync'],
  });
}

/** The built workbench in a real browser, under the page's own policy. */
export class Workbench {
  readonly #browser: Browser;
  readonly #site: { readonly url: string; readonly close: () => Promise<void> };
  readonly #contexts = new Set<BrowserContext>();
  /** Faults that pages reported: errors of any kind, and what the policy refused. */
  readonly faults: string[] = [];

  private constructor(browser: Browser, site: Awaited<ReturnType<typeof serve>>) {
    this.#browser = browser;
    this.#site = site;
  }

  /** `whole` where times are measured; see scripts/browser.mjs. */
  static async open(folder = workbenchFolder, kind: BrowserKind = 'bare'): Promise<Workbench> {
    browser ??= launch(kind);
    return new Workbench(await browser, await serve(folder));
  }

  async page(scene: Scene, options: PageOptions = {}): Promise<Page> {
    const { hash = '', theme = 'light', language = 'en', width = 1280, height = 800 } = options;
    const context = await this.#browser.newContext({
      viewport: { width, height },
      colorScheme: theme,
      locale: language === 'de' ? 'de-DE' : 'en-GB',
      reducedMotion: 'reduce',
    });
    this.#contexts.add(context);
    context.once('close', () => this.#contexts.delete(context));
    const page = await context.newPage();
    page.on('console', (message) => {
      if (message.type() === 'error') this.faults.push(message.text());
    });
    page.on('pageerror', (error) => this.faults.push(String(error)));
    await page.goto(`${this.#site.url}?scene=${scene}${hash}`);
    await page.evaluate(() => document.fonts.ready);
    return page;
  }

  /** Closes its pages; the browser stays for the next file. */
  async close(): Promise<void> {
    await Promise.all([...this.#contexts].map((context) => context.close()));
    await this.#site.close();
  }

  /** Closes the browser as well, where no file of tests comes after. */
  async end(): Promise<void> {
    await this.close();
    await this.#browser.close();
    browser = null;
  }
}

const briefly = (violations: Awaited<ReturnType<AxeBuilder['analyze']>>['violations']): string[] =>
  violations.flatMap(({ id, nodes }) =>
    nodes.map((node) => `${id}: ${node.target.join(' ')} ${node.html.slice(0, 160)}`),
  );

/** Axe in the page itself, which has no frames from elsewhere, told to gather what is wrong and no more: twice as quick. */
const axe = (page: Page) => new AxeBuilder({ page }).options({ resultTypes: ['violations'] }).setLegacyMode();

/** What axe finds wrong by WCAG 2.2 A and AA, short enough to read in a report. */
export async function axeFindings(page: Page): Promise<string[]> {
  const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
  const { violations } = await axe(page).withTags(tags).analyze();
  return briefly(violations);
}

/** The same by daylight, and then by lamplight those of its rules that see colours: to the others a page is the same. */
export async function axeFindingsInBothLights(page: Page): Promise<string[]> {
  const byDay = await axeFindings(page);
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.locator(':root[data-theme="dark"]').waitFor({ state: 'attached' });
  const { violations } = await axe(page).withRules(['color-contrast', 'link-in-text-block']).analyze();
  return [...byDay, ...briefly(violations).map((finding) => `by lamplight, ${finding}`)];
}

/** Turns an open page into what a narrow window shows in German, as a person would: by the settings and its edge. */
export async function narrowInGerman(page: Page): Promise<void> {
  await page.setViewportSize({ width: 360, height: 740 });
  await page.evaluate(() => window.workbench.settle({ language: 'de' }));
  await page.locator('html[lang="de"]').waitFor({ state: 'attached' });
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
}
