import { svelte } from '@sveltejs/vite-plugin-svelte';
import path from 'node:path';
import { defineConfig } from 'vite';
import { compileMessages } from '../../../scripts/messages.mjs';
import { pureCore, pureStdlib, withoutEval } from '../../../scripts/without-eval.mjs';

const root = import.meta.dirname;
const project = path.resolve(root, '../../..');

/** The real screens on a journal in memory, in scenes that can be looked at: `npx vite --config` this file. */
export default defineConfig(async () => {
  await compileMessages();
  return {
    root,
    plugins: [svelte({ configFile: path.join(project, 'svelte.config.js') }), withoutEval()],
    worker: { format: 'es' as const, plugins: () => [withoutEval()], rolldownOptions: { treeshake: pureCore } },
    build: {
      emptyOutDir: true,
      assetsInlineLimit: 0,
      minify: false,
      rolldownOptions: { treeshake: pureStdlib },
    },
  };
});
