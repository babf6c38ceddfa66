// @ts-check
import { accessSync, constants, existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { run, runNode } from './command.mjs';
import { inProject } from './project.mjs';
import { Stop } from './stop.mjs';

/**
 * Which browser: `whole` is what a person has, with windows, a memory of forms and sessions, and PDF pages; `bare` is
 * the same engine without them, whose pages open in a quarter of the time.
 * @typedef {'whole' | 'bare'} Kind
 */

/** Debian's name for the bare one. */
const bareName = 'chromium-headless-shell';

const wholeNames = [
  'chromium',
  'chromium-browser',
  'google-chrome-stable',
  'google-chrome',
  'microsoft-edge-stable',
  'microsoft-edge',
];

/** @param {readonly string[]} names */
function onPath(names) {
  const own = (process.env['PATH'] ?? '').split(path.delimiter);
  const folders = new Set([...own, '/usr/bin', '/usr/local/bin', '/snap/bin']);
  return names.flatMap((name) => [...folders].filter((dir) => dir !== '').map((dir) => path.join(dir, name)));
}

/** Where the installers of Chrome, Chromium and Edge put them, most usual first. */
function usualPlaces() {
  const env = process.env;
  if (process.platform === 'darwin') {
    return ['Google Chrome', 'Chromium', 'Microsoft Edge'].map(
      (app) => `/Applications/${app}.app/Contents/MacOS/${app}`,
    );
  }
  if (process.platform === 'win32') {
    const roots = [env['PROGRAMFILES'], env['PROGRAMFILES(X86)'], env['LOCALAPPDATA']].filter(
      (dir) => dir !== undefined,
    );
    const programs = ['Google/Chrome/Application/chrome.exe', 'Chromium/Application/chrome.exe'];
    return roots.flatMap((dir) => [...programs, 'Microsoft/Edge/Application/msedge.exe'].map((p) => path.join(dir, p)));
  }
  return onPath(wholeNames);
}

const bareBrowser = () => (process.platform === 'linux' ? onPath([bareName]).find(isExecutable) : undefined);

/** @param {string} file */
function isExecutable(file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** Playwright's own Chromium, when it has been downloaded. */
function playwrightBrowser() {
  if (!existsSync(inProject('node_modules', 'playwright-core'))) return undefined;
  const { chromium } = createRequire(import.meta.url)('playwright-core');
  const file = chromium.executablePath();
  return isExecutable(file) ? file : undefined;
}

/**
 * The program file of a Chromium, Chrome or Edge on this machine; `NAILWALL_BROWSER` names another. Where there is no
 * bare one a whole one serves, and the other way round.
 * @param {Kind} [kind]
 * @returns {string | undefined}
 */
export function findBrowser(kind = 'bare') {
  const chosen = process.env['NAILWALL_BROWSER'];
  if (chosen) return chosen;
  const bare = kind === 'bare' ? bareBrowser() : undefined;
  return bare ?? usualPlaces().find(isExecutable) ?? playwrightBrowser() ?? bareBrowser();
}

const isDebianRoot = () => process.getuid?.() === 0 && existsSync('/usr/bin/apt-get');

/**
 * @param {string} name  of the package
 * @param {number} timeoutMs  for each of its steps
 */
async function installFromDebian(name, timeoutMs) {
  console.log(`Installing Debian's ${name} (apt-get install) ...`);
  const options = { env: { DEBIAN_FRONTEND: 'noninteractive' }, timeoutMs };
  const install = ['install', '--yes', '--no-install-recommends', name];
  if ((await run('apt-get', install, { ...options, quiet: true })) === 0) return;
  await run('apt-get', ['update'], { ...options, quiet: true });
  await run('apt-get', install, options);
}

/**
 * Finds a browser for the tests, or gets one.
 * @param {Kind} [kind]
 * @returns {Promise<string>} its program file
 */
export async function ensureBrowser(kind = 'bare') {
  const found = findBrowser(kind);
  if (found) return found;
  if (isDebianRoot()) await installFromDebian('chromium', 300_000);
  if (!findBrowser()) {
    console.log("Downloading Playwright's Chromium ...");
    const cli = inProject('node_modules', '@playwright', 'test', 'cli.js');
    await runNode(cli, ['install', 'chromium'], { timeoutMs: 300_000 });
  }
  const installed = findBrowser(kind);
  if (installed) return installed;
  throw new Stop(
    'The tests need Chromium, Chrome or Edge and none was found.',
    'Install one, or set NAILWALL_BROWSER to its program file, then run the command again.',
  );
}

/**
 * Sees to both kinds for `npm test`. The bare one only makes it shorter: where it cannot be had, a whole one does all.
 * @returns {Promise<void>}
 */
export async function ensureBrowsers() {
  const whole = await ensureBrowser('whole');
  if (!process.env['NAILWALL_BROWSER'] && isDebianRoot() && !bareBrowser()) await installFromDebian(bareName, 120_000);
  console.log(`Tests use ${findBrowser('bare') ?? whole}, and where it matters what a person has, ${whole}.`);
}
