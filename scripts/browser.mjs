// @ts-check
import { accessSync, constants, existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { run, runNode } from './command.mjs';
import { inProject } from './project.mjs';
import { Stop } from './stop.mjs';

const names = [
  'chromium',
  'chromium-browser',
  'google-chrome-stable',
  'google-chrome',
  'microsoft-edge-stable',
  'microsoft-edge',
];

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
  const folders = new Set([...(env['PATH'] ?? '').split(path.delimiter), '/usr/bin', '/usr/local/bin', '/snap/bin']);
  return names.flatMap((name) => [...folders].filter((dir) => dir !== '').map((dir) => path.join(dir, name)));
}

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
 * The program file of a Chromium, Chrome or Edge on this machine; `NAILWALL_BROWSER` names another.
 * @returns {string | undefined}
 */
export function findBrowser() {
  const chosen = process.env['NAILWALL_BROWSER'];
  if (chosen) return chosen;
  return usualPlaces().find(isExecutable) ?? playwrightBrowser();
}

const isDebianRoot = () => process.getuid?.() === 0 && existsSync('/usr/bin/apt-get');

async function installFromDebian() {
  console.log("Installing Debian's chromium (apt-get install) ...");
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  const install = ['install', '--yes', '--no-install-recommends', 'chromium'];
  if ((await run('apt-get', install, { env, quiet: true })) === 0) return;
  await run('apt-get', ['update'], { env, quiet: true });
  await run('apt-get', install, { env });
}

/**
 * Finds a browser for the tests, or gets one.
 * @returns {Promise<string>} its program file
 */
export async function ensureBrowser() {
  const found = findBrowser();
  if (found) return found;
  if (isDebianRoot()) await installFromDebian();
  if (!findBrowser()) {
    console.log("Downloading Playwright's Chromium ...");
    const cli = inProject('node_modules', '@playwright', 'test', 'cli.js');
    await runNode(cli, ['install', 'chromium'], { timeoutMs: 300_000 });
  }
  const installed = findBrowser();
  if (installed) return installed;
  throw new Stop(
    'The tests need Chromium, Chrome or Edge and none was found.',
    'Install one, or set NAILWALL_BROWSER to its program file, then run the command again.',
  );
}
