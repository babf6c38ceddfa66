import type { Environment } from 'vitest/runtime';

/**
 * Plain Node, but files go through Vite as they do for the window: `.svelte.ts` files become client code, so that
 * `$effect` runs here as it does there. Code for a server would leave effects out.
 */
const clientCode: Environment = {
  name: 'client-code',
  viteEnvironment: 'client',
  setup: () => ({ teardown: () => undefined }),
};
export default clientCode;
