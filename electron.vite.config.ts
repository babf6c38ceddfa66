import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'electron-vite';
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { pureCore, pureStdlib, withoutEval } from './scripts/without-eval.mjs';

const at = (...parts: string[]): string => resolve(import.meta.dirname, ...parts);

/** Entries whose source is there: each host can be built while another is not. */
function present(entries: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(entries).filter(([, file]) => existsSync(file)));
}

/** Packages that are large or change apart from the app get files of their own. */
const chunkGroups = [
  { name: 'editor', test: /node_modules[\\/](@tiptap|prosemirror-)/ },
  { name: 'charts', test: /node_modules[\\/](chart\.js|chartjs-adapter-date-fns|date-fns|@kurkle)/ },
  { name: 'crypto', test: /node_modules[\\/](@noble|@scure)/ },
  { name: 'yjs', test: /node_modules[\\/](yjs|lib0|y-indexeddb|y-protocols)/ },
];

export default defineConfig({
  main: {
    build: {
      // The loopback host runs on the person's own Node.
      target: 'node20.19',
      externalizeDeps: true,
      sourcemap: true,
      rolldownOptions: {
        input: present({ index: at('src/main/index.ts'), loopback: at('src/main/loopback.ts') }),
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
      },
    },
  },
  preload: {
    build: {
      // A sandboxed preload can load nothing but Electron: all it needs is in the one file.
      externalizeDeps: false,
      rolldownOptions: {
        input: present({ index: at('src/preload/index.ts') }),
        treeshake: pureCore,
        output: { format: 'cjs', entryFileNames: '[name].cjs', codeSplitting: false },
      },
    },
  },
  renderer: {
    root: at('src/renderer'),
    plugins: [svelte({ configFile: at('svelte.config.js') }), withoutEval()],
    worker: { format: 'es', plugins: () => [withoutEval()], rolldownOptions: { treeshake: pureCore } },
    build: {
      outDir: at('out/renderer'),
      // The page's policy allows no data: scripts, styles or fonts.
      assetsInlineLimit: 0,
      minify: true,
      rolldownOptions: {
        input: at('src/renderer/index.html'),
        treeshake: pureStdlib,
        output: { codeSplitting: { groups: chunkGroups } },
      },
    },
  },
});
