import { svelte } from '@sveltejs/vite-plugin-svelte';
import path from 'node:path';
import { defineConfig } from 'vite';
import { compileMessages } from '../../../scripts/messages.mjs';

const project = path.resolve(import.meta.dirname, '../../..');

/** The app's own modules, compiled as for the window, for measuring in a browser. */
export default defineConfig(async () => {
  await compileMessages();
  return {
    root: import.meta.dirname,
    plugins: [svelte({ configFile: path.join(project, 'svelte.config.js') })],
    build: { outDir: path.join(project, '.cache/bench-page'), emptyOutDir: true, rolldownOptions: { treeshake: true } },
  };
});
