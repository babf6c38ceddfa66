/**
 * First module of the process that plays Electron's main process: `node double.js ENTRY ARGS`. Resolves `electron` to
 * the double, runs the built entry to its end, then lets the app get ready, as Electron does.
 */
import { register } from 'node:module';
import { pathToFileURL } from 'node:url';
import { serveControl } from './control.ts';
import { app, becomeReady } from './electron.ts';

const double = pathToFileURL(process.env['DOUBLE_MODULE'] ?? '').href;
const hook = `export async function resolve(specifier, context, next) {
  return specifier === 'electron' ? { url: ${JSON.stringify(double)}, shortCircuit: true } : next(specifier, context);
}`;
register(`data:text/javascript,${encodeURIComponent(hook)}`);

// From here on the command line looks as it does in Electron: the program, the entry, the rest.
process.argv.splice(1, 1);
const entry = process.argv[1] ?? '';
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => app.quit());
serveControl();
await import(pathToFileURL(entry).href);
await becomeReady();
