import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vitest/config';

const shared = {
  testTimeout: 60_000,
  hookTimeout: 60_000,
  setupFiles: ['./tests/property-cases.ts'],
  restoreMocks: true,
  unstubGlobals: true,
};

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          ...shared,
          name: 'node',
          environment: 'node',
          include: ['tests/{core,main,preload,scripts,architecture,e2e}/**/*.test.ts'],
          benchmark: { include: ['tests/{core,main}/**/*.bench.ts'] },
        },
      },
      {
        plugins: [svelte()],
        resolve: { conditions: ['browser'] },
        test: {
          ...shared,
          name: 'renderer',
          environment: './tests/client-code.ts',
          include: ['tests/renderer/**/*.test.ts'],
          benchmark: { include: ['tests/renderer/**/*.bench.ts'] },
          server: { deps: { inline: [/svelte/] } },
        },
      },
    ],
  },
});
