// @ts-check
import { ensureBrowser } from './browser.mjs';
import { buildIfStale } from './build.mjs';
import { runNode, runNpm } from './command.mjs';
import { installDependencies } from './dependencies.mjs';
import { requireNode } from './node-version.mjs';
import { inProject, readPackage } from './project.mjs';

/**
 * @typedef {object} Check
 * @property {string} name
 * @property {() => Promise<number>} run  returns an exit code
 */

/**
 * A program from node_modules, started without npx so that nothing is ever fetched.
 * @param {string} file
 * @param {...string} args
 */
const tool =
  (file, ...args) =>
  () =>
    runNode(inProject('node_modules', ...file.split('/')), args);

/** @param {string} project */
const tsc = (project) => tool('typescript/bin/tsc', '-p', project);

/**
 * @param {() => void | Promise<unknown>} step
 * @returns {() => Promise<number>}
 */
const succeed = (step) => async () => {
  await step();
  return 0;
};

async function compileMessages() {
  return 'messages' in readPackage().scripts ? runNpm(['run', '--silent', 'messages']) : 0;
}

/** Where the two test runners leave their counts. */
export const vitestReport = inProject('.cache', 'reports', 'vitest.json');
export const playwrightReport = inProject('.cache', 'reports', 'playwright.json');

/** @type {readonly Check[]} */
export const checks = [
  { name: 'Node version', run: succeed(() => requireNode()) },
  { name: 'dependencies', run: succeed(installDependencies) },
  { name: 'browser', run: succeed(async () => console.log(`Journeys use ${await ensureBrowser()}.`)) },
  { name: 'messages', run: compileMessages },
  { name: 'format (prettier)', run: tool('prettier/bin/prettier.cjs', '--check', '--log-level=warn', '.') },
  { name: 'lint (eslint)', run: tool('eslint/bin/eslint.js', '--max-warnings=0', '.') },
  { name: 'types: core', run: tsc('src/core') },
  { name: 'types: main', run: tsc('src/main') },
  { name: 'types: preload', run: tsc('src/preload') },
  {
    name: 'types: window (svelte-check)',
    run: tool('svelte-check/bin/svelte-check', '--tsconfig', 'src/renderer/tsconfig.json', '--fail-on-warnings'),
  },
  { name: 'types: tests', run: tsc('tests') },
  { name: 'types: scripts', run: tsc('scripts') },
  {
    name: 'imports (dependency-cruiser)',
    run: tool('dependency-cruiser/bin/dependency-cruise.mjs', '--config', '.dependency-cruiser.mjs', 'src'),
  },
  { name: 'dead code (knip)', run: tool('knip/bin/knip.js') },
  { name: 'build', run: succeed(buildIfStale) },
  {
    name: 'tests (vitest)',
    run: tool('vitest/vitest.mjs', 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${vitestReport}`),
  },
  { name: 'journeys (playwright)', run: tool('@playwright/test/cli.js', 'test') },
];
