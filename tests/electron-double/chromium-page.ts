import type { CDPSession, Page, Request as PageRequest } from '@playwright/test';
import type { PrintToPDFOptions } from 'electron';
import { readFileSync } from 'node:fs';
import { fromStage, toStage } from './addresses.ts';
import type { Stage } from './chromium.ts';
import type { Backing } from './contents.ts';
import { Worlds } from './frames.ts';
import { pack, unpack } from './in-page/codec.js';
import codecSource from './in-page/codec.js?raw';
import mainWorldSource from './in-page/main-world.js?raw';
import preloadWorldSource from './in-page/preload-world.js?raw';
import worldsSource from './in-page/worlds.js?raw';
import type { DoubleWindow } from './window.ts';

const world = 'electron-double-preload';

interface Tools {
  newPage(): Promise<Page>;
}

/** One window's page in Chromium: the preload in an isolated world, calls and news over the debugging protocol. */
export class ChromiumPage implements Backing {
  readonly #window: DoubleWindow;
  readonly #stage: Stage;
  readonly #tools: Tools;
  #page: Page;
  #protocol!: CDPSession;
  #worlds!: Worlds;
  #crashed = false;
  /** The address that the host itself loads; every other navigation is the page's own. */
  #expected: string | null = null;
  #address = '';

  private constructor(page: Page, window: DoubleWindow, stage: Stage, tools: Tools) {
    this.#page = page;
    this.#window = window;
    this.#stage = stage;
    this.#tools = tools;
  }

  static async open(page: Page, window: DoubleWindow, stage: Stage, tools: Tools): Promise<ChromiumPage> {
    const opened = new ChromiumPage(page, window, stage, tools);
    window.webContents.backing = opened;
    await opened.#prepare();
    return opened;
  }

  owns(request: PageRequest): boolean {
    try {
      return request.frame().page() === this.#page;
    } catch {
      // A navigation that has no frame yet belongs to a window that was just opened: to none of ours.
      return false;
    }
  }

  /** Asks the host's listeners about a navigation, unless the host started it itself. */
  mayNavigate(address: string, request: PageRequest): boolean {
    if (this.#expected === address) {
      this.#expected = null;
      return true;
    }
    const isMainFrame = request.frame() === this.#page.mainFrame();
    return this.#window.webContents.askToNavigate(address, isMainFrame);
  }

  async load(url: string): Promise<void> {
    this.#expected = this.#address = url;
    await this.#page.goto(toStage(url));
    this.#window.emit('ready-to-show');
  }

  async reload(): Promise<void> {
    if (this.#crashed) {
      await this.#replace();
      await this.load(this.#address);
    } else {
      this.#expected = this.#address;
      await this.#page.reload();
    }
  }

  async send(channel: string, news: unknown): Promise<void> {
    const text = JSON.stringify({ channel, value: pack(news) });
    await this.#callPreload('electronDoubleDeliver', text, this.#worlds.current);
  }

  async pdf(options: PrintToPDFOptions): Promise<Uint8Array> {
    const { pageSize, margins, preferCSSPageSize = false, printBackground = false, scale = 1 } = options;
    if (typeof pageSize !== 'object' || !margins) throw new Error('A size and margins are always given.');
    const inches = (value: number | undefined) => `${value ?? 0.4}in`;
    return this.#page.pdf({
      ...{ preferCSSPageSize, printBackground, scale },
      ...{ width: inches(pageSize.width), height: inches(pageSize.height) },
      margin: {
        ...{ top: inches(margins.top), bottom: inches(margins.bottom) },
        ...{ left: inches(margins.left), right: inches(margins.right) },
      },
    });
  }

  async close(): Promise<void> {
    await this.#page.close();
  }

  async crash(): Promise<void> {
    // Never answered: the one who would answer is gone.
    this.#protocol.send('Page.crash').catch(() => undefined);
    await this.#page.waitForEvent('crash');
  }

  async #prepare(): Promise<void> {
    const protocol = await this.#page.context().newCDPSession(this.#page);
    this.#protocol = protocol;
    const { frameTree } = await protocol.send('Page.getFrameTree');
    const worlds = new Worlds(frameTree.frame.id);
    this.#worlds = worlds;
    protocol.on('Runtime.executionContextCreated', ({ context }) => worlds.created(context, world));
    protocol.on('Runtime.executionContextDestroyed', ({ executionContextId }) => worlds.destroyed(executionContextId));
    protocol.on('Runtime.executionContextsCleared', () => worlds.cleared());
    protocol.on('Runtime.bindingCalled', ({ payload, executionContextId }) => {
      void this.#answer(payload, executionContextId);
    });
    const contents = this.#window.webContents;
    protocol.on('Page.frameNavigated', ({ frame }) => {
      if (frame.parentId === undefined) contents.emit('did-navigate', {}, frame.url);
    });
    await protocol.send('Page.enable');
    await protocol.send('Runtime.enable');
    await protocol.send('Runtime.addBinding', { name: 'electronDoubleCall', executionContextName: world });
    await protocol.send('Page.addScriptToEvaluateOnNewDocument', { source: mainWorldScript() });
    const preload = this.#window.options.webPreferences?.preload;
    if (preload !== undefined) {
      const source = preloadScript(readFileSync(preload, 'utf8'));
      await protocol.send('Page.addScriptToEvaluateOnNewDocument', { source, worldName: world });
    }
    protocol.on('Page.windowOpen', ({ url }) => void contents.askToOpen(fromStage(url)));
    // Asked or not, a window of its own can only be one that the host did not make.
    this.#page.on('popup', (popup) => void popup.close());
    this.#page.on('crash', () => {
      this.#crashed = true;
      worlds.cleared();
      contents.emit('render-process-gone', {}, { reason: 'crashed', exitCode: 5 });
    });
    this.#page.on(
      'domcontentloaded',
      (page) =>
        void page.title().then(
          (title) => this.#window.takeTitle(title),
          () => undefined,
        ),
    );
  }

  /** Playwright never revives a page that crashed; the window gets another one. */
  async #replace(): Promise<void> {
    const gone = this.#page;
    this.#page = await this.#tools.newPage();
    this.#crashed = false;
    await this.#prepare();
    await gone.close();
  }

  async #answer(payload: string, contextId: number): Promise<void> {
    const { id, channel, args } = JSON.parse(payload) as { id: number; channel: string; args: unknown[] };
    const event = { sender: this.#window.webContents, senderFrame: this.#worlds.frameOf(contextId) };
    let reply: object;
    try {
      reply = { id, value: pack(await this.#stage.ipc.call(event, channel, args.map(unpack))) };
    } catch (error) {
      reply = { id, error: `Error invoking remote method '${channel}': ${String(error)}` };
    }
    await this.#callPreload('electronDoubleSettle', JSON.stringify(reply), contextId);
  }

  async #callPreload(name: string, text: string, contextId: number | null): Promise<void> {
    if (contextId === null) return;
    try {
      await this.#protocol.send('Runtime.callFunctionOn', {
        functionDeclaration: `function (text) { globalThis.${name}?.(text); }`,
        executionContextId: contextId,
        arguments: [{ value: text }],
      });
    } catch (error) {
      // The page went away meanwhile, and with it whoever waited; a real message would be lost just so.
      if (!/context|Target|closed|crashed/i.test(String(error))) throw error;
    }
  }
}

function inline(source: string): string {
  return source.replaceAll(/^export /gm, '');
}

function mainWorldScript(): string {
  return `(() => { ${inline(worldsSource)}\n${inline(mainWorldSource)}\nrunMainWorld(connectWorlds); })();`;
}

/** The preload's text stands in the script itself: the page's policy allows no evaluation, here as in the app. */
function preloadScript(preload: string): string {
  const parts = [codecSource, worldsSource, preloadWorldSource].map(inline).join('\n');
  const wrapped = `(require, module) => { const exports = module.exports; ${preload}\n}`;
  return `(() => { ${parts}\nrunPreloadWorld(connectWorlds, { pack, unpack }, ${wrapped}); })();`;
}
