/** Starts and ends the loopback host from a command line. */
import { coded } from '#core/base';
import type { ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLog, defaultDataFolder, nodeClock, nodeRandom, nodeScheduler } from '../../services/index.ts';
import { browserArguments, findBrowser, Redirects, startBrowser } from './browser.ts';
import { prepareProfile } from './browser-profile.ts';
import { type CommandLine, parseCommandLine, usage } from './command-line.ts';
import { LoopbackHost } from './loopback-host.ts';
import { sentenceFor } from './sentences.ts';

export interface RunOptions {
  /** The command line after the script's own name. */
  readonly argv: readonly string[];
  /** Folder with the built pages. */
  readonly pages: string;
  readonly version: string;
}

/** How long the browser has to close its own files, in ms. */
const browserGraceMs = 3_000;

const say = (line: string): void => void process.stdout.write(`${line}\n`);
const complain = (line: string): void => void process.stderr.write(`${line}\n`);

/** Resolves with what asked for the end: a signal, or a defect that leaves nothing to rely on. */
function untilAskedToEnd(onDefect: (error: unknown) => void): Promise<number> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => resolve(0));
    for (const defect of ['uncaughtException', 'unhandledRejection'] as const) {
      process.on(defect, (error: unknown) => {
        onDefect(error);
        resolve(1);
      });
    }
  });
}

function untilClosed(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => void child.once('exit', () => resolve()));
}

/** The profile may be removed next, so its owner has to be gone. */
async function endBrowser(browser: ChildProcess): Promise<void> {
  if (browser.exitCode !== null || browser.signalCode !== null) return;
  const gone = untilClosed(browser);
  browser.kill();
  const cancel = nodeScheduler.after(browserGraceMs, () => void browser.kill('SIGKILL'));
  await gone;
  cancel();
}

/** Opens the app's window in a browser of its own; resolves to its process. */
async function openWindow(host: LoopbackHost, dataFolder: string): Promise<ChildProcess> {
  const program = findBrowser();
  if (program === null) throw coded('host/unsupported', { what: 'browser' });
  const folder = join(dataFolder, 'browser');
  const redirects = await Redirects.create(folder, nodeRandom);
  const removeRedirects = (): void => void redirects.removeAll().catch((error: unknown) => host.fault(error));
  const redirect = await redirects.write(host.issueAddress(removeRedirects));
  const profile = join(folder, 'profile');
  await prepareProfile(profile, nodeRandom);
  return startBrowser(program, browserArguments(profile, redirect));
}

/** Resolves when the window that the host opened itself has been closed; never when there is none. */
async function showOpen(host: LoopbackHost, dataFolder: string): Promise<ChildProcess | null> {
  try {
    const browser = await openWindow(host, dataFolder);
    say('Nailwall is ready in a window of its own.');
    return browser;
  } catch (error) {
    host.fault(error);
    complain('No Chromium, Chrome or Edge could be started; open this address in a browser instead.');
    say(`Nailwall is ready: ${host.issueAddress()}`);
    return null;
  }
}

async function serve(options: RunOptions, { port, open, demo }: CommandLine, dataFolder: string): Promise<number> {
  const { pages, version } = options;
  if (!existsSync(join(pages, 'index.html'))) {
    complain('Nailwall has not been built yet: run `npm run build` first.');
    return 1;
  }
  const host = await LoopbackHost.start({
    dataFolder,
    version,
    demo,
    pages,
    port,
    log: complain,
    showFreshAddress: (address) => say(`Nailwall has a fresh address: ${address}`),
  });
  const asked = untilAskedToEnd((error) => host.fault(error));
  let browser: ChildProcess | null = null;
  if (open) browser = await showOpen(host, dataFolder);
  else say(`Nailwall is ready: ${host.issueAddress()}`);
  // Its last window closed: as with any app, that ends it.
  const closed = browser === null ? new Promise<never>(() => undefined) : untilClosed(browser).then(() => 0);
  const code = await Promise.race([asked, closed]);
  await host.stop();
  if (browser !== null) await endBrowser(browser);
  return code;
}

/** Runs Nailwall until it is asked to end; returns the process's exit code. Never throws. */
export async function runLoopbackHost(options: RunOptions): Promise<number> {
  let dataFolder = '';
  let throwAway: string | null = null;
  try {
    const commandLine = parseCommandLine(options.argv);
    if (commandLine.demo) throwAway = await mkdtemp(join(tmpdir(), 'nailwall-demo-'));
    dataFolder = throwAway ?? commandLine.dataDir ?? defaultDataFolder();
    return await serve(options, commandLine, dataFolder);
  } catch (error) {
    createLog(complain, nodeClock, dataFolder).fault(error, 'host');
    complain(sentenceFor(error, dataFolder, usage));
    return 1;
  } finally {
    if (throwAway !== null) await rm(throwAway, { recursive: true, force: true, maxRetries: 5 });
  }
}
