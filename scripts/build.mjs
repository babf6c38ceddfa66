// @ts-check
import path from 'node:path';
import { runNode } from './command.mjs';
import { fingerprintOf, makeIfStale } from './made-from.mjs';
import { compileMessages } from './messages.mjs';
import { inProject, root } from './project.mjs';
import { Stop } from './stop.mjs';

/** What a build depends on. */
const inputs = [
  'src',
  'package.json',
  'package-lock.json',
  'electron.vite.config.ts',
  'scripts/without-eval.mjs',
  'svelte.config.js',
  'tsconfig.base.json',
];

/** A hash over names and contents of everything that a build depends on. */
export const fingerprint = (folder = root) => fingerprintOf(inputs, folder);

/** Builds into `out` when the sources are not those of the last build. */
export async function buildIfStale() {
  await compileMessages();
  await makeIfStale({
    inputs,
    stamp: path.join('out', 'built-from'),
    outputs: ['main/index.js', 'main/loopback.js', 'renderer/index.html'].map((file) => path.join('out', file)),
    make: async () => {
      console.log('Building (electron-vite build) ...');
      const code = await runNode(inProject('node_modules', 'electron-vite', 'bin', 'electron-vite.js'), ['build']);
      if (code !== 0) throw new Stop('The build did not succeed.', 'The lines above say where.');
    },
  });
}
