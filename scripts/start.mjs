// @ts-check
/** `npm start`: installs and builds what is missing, then starts Nailwall on the host that this machine can show. */
import { parseArgs } from 'node:util';
import { buildIfStale } from './build.mjs';
import { run, runNode } from './command.mjs';
import { installDependencies } from './dependencies.mjs';
import { ensureElectron, hasDisplay } from './electron.mjs';
import { chooseHost } from './host-choice.mjs';
import { requireNode } from './node-version.mjs';
import { inProject } from './project.mjs';
import { runScript, Stop } from './stop.mjs';

const usage = 'Usage: npm start -- [--host=electron|browser] [--no-open] [--port=N] [--data-dir=DIR] [--demo]';

function readFlags() {
  try {
    const options = /** @type {const} */ ({
      host: { type: 'string' },
      'no-open': { type: 'boolean' },
      port: { type: 'string' },
      'data-dir': { type: 'string' },
      demo: { type: 'boolean' },
    });
    return parseArgs({ options, strict: true }).values;
  } catch (error) {
    throw new Stop(`${/** @type {Error} */ (error).message}.`, usage);
  }
}

await runScript(async () => {
  requireNode();
  const flags = readFlags();
  await installDependencies();
  const display = hasDisplay();
  const choice = await chooseHost(flags.host, display, ensureElectron);
  await buildIfStale();
  console.log(choice.why);
  const shared = [...(flags['data-dir'] ? [`--data-dir=${flags['data-dir']}`] : []), ...(flags.demo ? ['--demo'] : [])];
  if (choice.host === 'electron') return run(choice.binary, ['.', ...shared]);
  const port = flags.port ? [`--port=${flags.port}`] : [];
  // Without a display no browser can be opened: the address is printed for one elsewhere, through a tunnel say.
  const noOpen = flags['no-open'] || !display ? ['--no-open'] : [];
  return runNode(inProject('out', 'main', 'loopback.js'), [...noOpen, ...port, ...shared]);
});
