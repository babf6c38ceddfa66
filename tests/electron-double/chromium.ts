import { type BrowserContext, chromium } from '@playwright/test';
import { fromStage, stageOrigin } from './addresses.ts';
import type { DoubleApp } from './app.ts';
import { ChromiumPage } from './chromium-page.ts';
import type { DoubleIpc } from './desktop.ts';
import type { DoubleSession } from './session.ts';
import type { DoubleWindow } from './window.ts';

/** Permissions that can be tried in Chromium, by Electron's names for them. */
const triable: Readonly<Record<string, string>> = {
  'clipboard-sanitized-write': 'clipboard-write',
  'clipboard-read': 'clipboard-read',
  notifications: 'notifications',
  geolocation: 'geolocation',
  'storage-access': 'storage-access',
  'local-fonts': 'local-fonts',
};

export interface Stage {
  readonly app: DoubleApp;
  readonly session: DoubleSession;
  readonly ipc: DoubleIpc;
  /** Addresses that a page asked for and that nobody cancelled: there must be none. */
  readonly leaked: string[];
  readonly cancelled: string[];
}

/** The browser behind the double: one persistent context on the profile folder of the app. */
export class Chromium {
  readonly #context: BrowserContext;
  readonly #stage: Stage;
  readonly #pages = new Set<ChromiumPage>();
  #granted = false;

  private constructor(context: BrowserContext, stage: Stage) {
    this.#context = context;
    this.#stage = stage;
  }

  static async open(stage: Stage): Promise<Chromium> {
    const { app } = stage;
    const executablePath = process.env['DOUBLE_BROWSER'];
    const context = await chromium.launchPersistentContext(app.getPath('userData'), {
      ...(executablePath ? { executablePath } : {}),
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        // For the test's own connection to the same page, on 127.0.0.1 only.
        '--remote-debugging-port=0',
        ...app.switches.map(([name, value]) => (value === undefined ? `--${name}` : `--${name}=${value}`)),
      ],
      locale: app.getLocale(),
      serviceWorkers: 'block',
      acceptDownloads: true,
      viewport: null,
    });
    const browser = new Chromium(context, stage);
    await context.route('**/*', async (route) => {
      const request = route.request();
      const page = [...browser.#pages].find((candidate) => candidate.owns(request));
      const address = fromStage(request.url());
      // In Electron's order: a navigation that is held back never becomes a request.
      if (request.isNavigationRequest() && !page?.mayNavigate(address, request)) return route.abort('aborted');
      if (stage.session.isCancelled(address)) {
        stage.cancelled.push(address);
        return route.abort('blockedbyclient');
      }
      const body = request.postDataBuffer();
      const asked = { method: request.method(), headers: request.headers() };
      const answer = await stage.session.fetch(
        new Request(address, body === null ? asked : { ...asked, body: new Uint8Array(body) }),
      );
      if (!answer) {
        stage.leaked.push(address);
        return route.abort('blockedbyclient');
      }
      const bytes = Buffer.from(await answer.arrayBuffer());
      return route.fulfill({ status: answer.status, headers: Object.fromEntries(answer.headers), body: bytes });
    });
    return browser;
  }

  /** Gives a new window its page. */
  async attach(window: DoubleWindow): Promise<void> {
    await this.#grant();
    const [unused] = this.#pages.size === 0 ? this.#context.pages() : [];
    const page = await ChromiumPage.open(unused ?? (await this.#context.newPage()), window, this.#stage, {
      newPage: () => this.#context.newPage(),
    });
    this.#pages.add(page);
  }

  async close(): Promise<void> {
    await this.#context.close();
  }

  /** What the host's own handlers allow, and nothing else, is allowed in Chromium too. */
  async #grant(): Promise<void> {
    if (this.#granted) return;
    this.#granted = true;
    const { session } = this.#stage;
    const allowed = Object.entries(triable).filter(([name]) => session.isGrantedOnCheck(name, 'app://nailwall'));
    await this.#context.grantPermissions(
      allowed.map(([, name]) => name),
      { origin: stageOrigin },
    );
  }
}
