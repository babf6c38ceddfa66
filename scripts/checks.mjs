// @ts-check
import { ensureBrowsers } from './browser.mjs';
import { runNode } from './command.mjs';
import { installDependencies } from './dependencies.mjs';
import { requireNode } from './node-version.mjs';
import { compileMessages } from './messages.mjs';
import { inProject } from './project.mjs';

/**
 * @typedef {object} Check
 * @property {string} name
 * @property {(options: import('./command.mjs').CommandOptions) => Promise<number>} run  returns an exit code
 * @property {boolean} [alone]  nothing else runs meanwhile, and what it prints is seen as it comes
 */

/**
 * A program from node_modules, started without npx so that nothing is ever fetched.
 * @param {string} file
 * @param {...string} args
 */
const tool =
  (file, ...args) =>
  (/** @type {import('./command.mjs').CommandOptions} */ options) =>
    runNode(inProject('node_modules', ...file.split('/')), args, options);

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

/** Where the two test runners leave their counts. */
export const vitestReport = inProject('.cache', 'reports', 'vitest.json');
export const playwrightReport = inProject('.cache', 'reports', 'playwright.json');

/**
 * What the others need comes first; then what each takes one core for, longest first; then the two runners, which use
 * all cores by themselves.
 * @type {readonly Check[]}
 */
export const checks = [
  { name: 'Node version', alone: true, run: succeed(() => requireNode()) },
  { name: 'dependencies', alone: true, run: succeed(installDependencies) },
  { name: 'browser', alone: true, run: succeed(ensureBrowsers) },
  { name: 'messages', alone: true, run: succeed(compileMessages) },
  { name: 'lint (eslint)', run: tool('eslint/bin/eslint.js', '--max-warnings=0', '--ignore-pattern=**/*.svelte', '.') },
  { name: 'lint: components (eslint)', run: tool('eslint/bin/eslint.js', '--max-warnings=0', 'src/**/*.svelte') },
  { name: 'build', run: (options) => runNode(inProject('scripts', 'build-for-tests.mjs'), [], options) },
  { name: 'format (prettier)', run: tool('prettier/bin/prettier.cjs', '--check', '--log-level=warn', '.') },
  {
    name: 'types: window (svelte-check)',
    run: tool('svelte-check/bin/svelte-check', '--tsconfig', 'src/renderer/tsconfig.json', '--fail-on-warnings'),
  },
  { name: 'types: tests', run: tsc('tests') },
  { name: 'types: core', run: tsc('src/core') },
  { name: 'types: main', run: tsc('src/main') },
  { name: 'types: preload', run: tsc('src/preload') },
  { name: 'types: scripts', run: tsc('scripts') },
  {
    name: 'imports (dependency-cruiser)',
    run: tool('dependency-cruiser/bin/dependency-cruise.mjs', '--config', '.dependency-cruiser.mjs', 'src'),
  },
  { name: 'dead code (knip)', run: tool('knip/bin/knip.js') },
  {
    name: 'tests (vitest)',
    alone: true,
    run: tool('vitest/vitest.mjs', 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${vitestReport}`),
  },
  { name: 'journeys (playwright)', alone: true, run: tool('@playwright/test/cli.js', 'test') },
];
