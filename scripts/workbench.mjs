// @ts-check
import path from 'node:path';
import { runNode } from './command.mjs';
import { makeIfStale } from './made-from.mjs';
import { compileMessages } from './messages.mjs';
import { inProject, root } from './project.mjs';
import { Stop } from './stop.mjs';

const sources = path.join('tests', 'renderer', 'workbench');
const config = path.join(sources, 'vite.config.ts');

/** Where the built workbench lies: the real screens on a journal in memory (tests/renderer/workbench). */
export const workbenchFolder = inProject('.cache', 'workbench');

/** The same for benchmarks: without the checks that Svelte makes while one develops. */
export const shippedWorkbenchFolder = inProject('.cache', 'workbench-shipped');

/** Builds the workbench when its sources are not those of the last build: once for all tests of screens. */
export const buildWorkbench = () => build(workbenchFolder, 'development');

export const buildShippedWorkbench = () => build(shippedWorkbenchFolder, 'production');

/**
 * @param {string} folder
 * @param {'development' | 'production'} kind  of Svelte's code; else it would follow whoever starts the build
 */
async function build(folder, kind) {
  await compileMessages();
  await makeIfStale({
    inputs: ['src', sources, 'package-lock.json', 'scripts/without-eval.mjs', 'svelte.config.js'],
    stamp: path.relative(root, path.join(folder, 'built-from')),
    outputs: [path.relative(root, path.join(folder, 'index.html'))],
    make: async () => {
      const vite = inProject('node_modules', 'vite', 'bin', 'vite.js');
      const args = ['build', '--logLevel', 'error', '--config', config, '--outDir', folder];
      const code = await runNode(vite, args, { env: { NODE_ENV: kind } });
      if (code !== 0) throw new Stop('The workbench could not be built.', 'The lines above say where.');
    },
  });
}
