// @ts-check
/**
 * `npm run vault -- verify|export FILE`: looks into a backup without the app. Exit codes: 0 all is well, 1 something in
 * it could not be read, 2 it could not be opened or the file not be written.
 */
import { runScript } from './stop.mjs';
import { openTypeScript } from './typescript.mjs';
import { typedSecret } from './typed-secret.mjs';
import { vaultCommand } from './vault-command.mjs';

/**
 * @param {Awaited<ReturnType<typeof openTypeScript>>} typescript
 * @returns {Promise<import('./vault-reader.mjs').Core>}
 */
async function loadCore({ load }) {
  const door = (/** @type {string} */ name) => load('src', 'core', name, 'index.ts');
  const ports = await load('src', 'main', 'services', 'node-ports.ts');
  return {
    base: await door('base'),
    journal: await door('journal'),
    transfer: await door('transfer'),
    vault: await door('vault'),
    ports,
  };
}

async function openCore() {
  const typescript = await openTypeScript();
  return { core: await loadCore(typescript), close: typescript.close };
}

const print = console.log;

await runScript(() => vaultCommand(process.argv.slice(2), { openCore, typedSecret, print }), 2);
