// @ts-check
import path from 'node:path';
import { runNode } from './command.mjs';
import { makeIfStale } from './made-from.mjs';
import { compileMessages } from './messages.mjs';
import { inProject } from './project.mjs';
import { Stop } from './stop.mjs';

const sources = path.join('tests', 'renderer', 'workbench');
const config = path.join(sources, 'vite.config.ts');

/** Where the built workbench lies: the real screens on a journal in memory (tests/renderer/workbench). */
export const workbenchFolder = inProject('.cache', 'workbench');

/** Builds the workbench when its sources are not those of the last build: once for all tests of screens. */
export async function buildWorkbench() {
  await compileMessages();
  await makeIfStale({
    inputs: ['src', sources, 'package-lock.json', 'scripts/without-eval.mjs', 'svelte.config.js'],
    stamp: path.join('.cache', 'workbench', 'built-from'),
    outputs: [path.join('.cache', 'workbench', 'index.html')],
    make: async () => {
      const vite = inProject('node_modules', 'vite', 'bin', 'vite.js');
      const code = await runNode(vite, ['build', '--logLevel', 'error', '--config', config]);
      if (code !== 0) throw new Stop('The workbench could not be built.', 'The lines above say where.');
    },
  });
}
