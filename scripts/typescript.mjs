// @ts-check
import { createServer } from 'vite';
import { inProject } from './project.mjs';

/**
 * Loads the project's TypeScript into this process as it stands, without a build. The loader stays until `close`, as
 * what is loaded may load parts of itself later.
 */
export async function openTypeScript() {
  const server = await createServer({
    configFile: false,
    root: inProject(),
    appType: 'custom',
    logLevel: 'error',
    optimizeDeps: { noDiscovery: true },
    server: { middlewareMode: true, hmr: false, ws: false, watch: null },
  });
  return {
    /** @param {...string} file  its path from the project's folder; the caller says what is in it */
    load: (...file) => /** @type {Promise<any>} */ (server.ssrLoadModule(inProject(...file))),
    close: () => server.close(),
  };
}
