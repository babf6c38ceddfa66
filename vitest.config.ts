import { svelte } from '@sveltejs/vite-plugin-svelte';
import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

const shared = {
  testTimeout: 60_000,
  hookTimeout: 60_000,
  setupFiles: ['./tests/property-cases.ts'],
  restoreMocks: true,
  unstubGlobals: true,
  // Vitest would leave one core to itself, which on two of them is half of the machine.
  maxWorkers: availableParallelism(),
  isolate: false,
};

/** Files as the window gets them. */
const asInWindow = {
  plugins: [svelte()],
  resolve: { conditions: ['browser'] },
};
const inWindow = {
  ...shared,
  environment: './tests/client-code.ts',
  server: { deps: { inline: [/svelte/] } },
};

// Vitest takes the projects by name, and the longest files belong at the beginning.
export default defineConfig({
  test: {
    projects: [
      {
        ...asInWindow,
        test: {
          ...inWindow,
          name: 'browser',
          include: ['tests/renderer/views/**/*.test.ts'],
          globalSetup: './tests/renderer/workbench/built.ts',
          // One browser for all files of a worker: they meet it by pages of their own.
          isolate: false,
        },
      },
      {
        test: {
          ...shared,
          name: 'node',
          environment: 'node',
          include: ['tests/{core,main,preload,scripts,architecture,e2e}/**/*.test.ts'],
        },
      },
      {
        test: {
          ...shared,
          name: 'reliability',
          environment: 'node',
          include: ['tests/reliability/**/*.test.ts'],
        },
      },
      {
        ...asInWindow,
        test: {
          ...inWindow,
          name: 'renderer',
          include: ['tests/renderer/!(views)/**/*.test.ts'],
        },
      },
    ],
  },
});
