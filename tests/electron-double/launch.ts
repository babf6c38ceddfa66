import { type Browser, chromium, type Page } from '@playwright/test';
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as later } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { findBrowser } from '../../scripts/browser.mjs';
import { buildDouble, doubleFolder } from './build.ts';
import type { Commands, Order, Outcome, Recorded } from './control.ts';
import { isAlive } from './processes.ts';

export interface LaunchOptions {
  readonly dataDir: string;
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** The folder with main, preload and renderer; the project's own `out` when absent. */
  readonly out?: string;
  /** `whole` where it matters what a browser writes and keeps beside the page (scripts/browser.mjs). */
  readonly browser?: 'whole' | 'bare';
}

/** Makes things happen in the process that plays Electron; see `commands` in control.ts. */
export type Control = {
  readonly [N in keyof Commands]: (...args: Parameters<Commands[N]>) => Promise<Awaited<ReturnType<Commands[N]>>>;
};

export interface Double {
  readonly page: Page;
  /** The page that the window shows now: another one after a crash. */
  currentPage(): Page;
  readonly electron: Control;
  recorded(): Promise<Recorded>;
  /** What main wrote to its error output so far. */
  log(): string;
  /** The exit code, once the process has ended by itself. */
  exited(): Promise<number | null>;
  /** Quits as a person would and waits for the end; ends the process when it does not end. */
  close(): Promise<void>;
  /** Ends main and browser at once, as a power cut would. */
  kill(): Promise<void>;
}

const root = fileURLToPath(new URL('../..', import.meta.url));
const patienceMs = 30_000;

/** Starts the built entry on the double and waits for its window. */
export async function launchDouble(options: LaunchOptions): Promise<Double> {
  const run = await DoubleRun.start(options);
  try {
    const { browser, page } = await run.reachPage();
    return run.toDouble(browser, page);
  } catch (error) {
    await run.kill();
    throw new Error(`The double did not open its window.\n${run.log}`, { cause: error });
  }
}

/** Starts the built entry where no window is expected (a second instance, a data folder in use). */
export async function runDouble(options: LaunchOptions): Promise<{ code: number | null; log: string }> {
  const run = await DoubleRun.start(options);
  const code = await run.exited();
  return { code, log: run.log };
}

class DoubleRun {
  readonly #child: ChildProcess;
  readonly #waiting = new Map<number, (outcome: Outcome) => void>();
  readonly #end: Promise<number | null>;
  /** The process of the Chromium that it drives, once that was reached. */
  #browser: number | null = null;
  #next = 1;
  log = '';

  private constructor(child: ChildProcess) {
    this.#child = child;
    this.#end = once(child, 'exit').then(([code]) => code as number | null);
    for (const output of [child.stdout, child.stderr]) {
      output?.on('data', (text: Buffer) => (this.log += text.toString('utf8')));
    }
    child.on('message', (message) => {
      const outcome = message as Outcome;
      this.#waiting.get(outcome.id)?.(outcome);
      this.#waiting.delete(outcome.id);
    });
  }

  static async start({ dataDir, args = [], env, out = join(root, 'out'), browser }: LaunchOptions): Promise<DoubleRun> {
    await buildDouble();
    const program = findBrowser(browser) ?? '';
    const child = fork(
      join(doubleFolder, 'bootstrap.js'),
      [join(out, 'main', 'index.js'), '--data-dir', dataDir, ...args],
      {
        cwd: root,
        stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
        env: { ...process.env, DOUBLE_MODULE: join(doubleFolder, 'electron.js'), DOUBLE_BROWSER: program, ...env },
      },
    );
    return new DoubleRun(child);
  }

  exited(): Promise<number | null> {
    return this.#end;
  }

  async order(name: keyof Commands, args: readonly unknown[]): Promise<unknown> {
    const id = this.#next++;
    const order: Order = { id, name, args };
    const answered = new Promise<Outcome>((resolve) => this.#waiting.set(id, resolve));
    this.#child.send(order, () => undefined);
    // An order may end the process; then there is nobody left to answer it.
    const outcome = await Promise.race([answered, this.#end.then((): Outcome => ({ id }))]);
    if (outcome.error !== undefined) throw new Error(outcome.error);
    return outcome.value;
  }

  /** Connects to the Chromium that the process drives, and finds the window's page there. */
  async reachPage(): Promise<{ browser: Browser; page: Page }> {
    const stop = AbortSignal.timeout(patienceMs);
    for (;;) {
      if (stop.aborted || this.#child.exitCode !== null) throw new Error('No window.');
      const recorded = (await this.order('recorded', [])) as Recorded | undefined;
      if (recorded?.windows[0]?.visible === true) break;
      await later(20);
    }
    const port = (await this.order('port', [])) as number;
    const browser = await chromium.connectOverCDP(`http://127.0.0.1:${port}`);
    this.#browser = await processOf(browser);
    const page = browser.contexts()[0]?.pages()[0];
    if (!page) throw new Error('No page.');
    return { browser, page };
  }

  toDouble(browser: Browser, page: Page): Double {
    const electron = new Proxy({} as Control, {
      get:
        (_target, name) =>
        (...args: readonly unknown[]) =>
          this.order(name as keyof Commands, args),
    });
    return {
      ...{ page, electron },
      currentPage: () => browser.contexts()[0]?.pages().at(-1) ?? page,
      recorded: () => electron.recorded(),
      log: () => this.log,
      exited: () => this.#end,
      close: () => this.#close(electron),
      kill: () => this.kill(),
    };
  }

  async #close(electron: Control): Promise<void> {
    await electron.quit();
    const ended = await Promise.race([this.#end.then(() => true), later(patienceMs, false, { ref: false })]);
    if (!ended) {
      await this.kill();
      throw new Error(`The app did not end by itself.\n${this.log}`);
    }
  }

  async kill(): Promise<void> {
    const browser = this.#browser;
    this.#child.kill('SIGKILL');
    if (browser !== null && isAlive(browser)) process.kill(browser, 'SIGKILL');
    await this.#end;
    // The profile may be opened again only when its last user has gone.
    while (browser !== null && isAlive(browser)) await later(10);
  }
}

/** The id of a browser's own process: the one that holds its profile. */
async function processOf(browser: Browser): Promise<number | null> {
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  await session.detach();
  return processInfo.find(({ type }) => type === 'browser')?.id ?? null;
}
