import * as electron from 'electron';
import { join } from 'node:path';
import { runElectronHost } from './hosts/electron/index.ts';

// Built, this file lies in out/main, beside out/preload and out/renderer.
const out = join(import.meta.dirname, '..');

runElectronHost<electron.BrowserWindow, electron.Menu, electron.NativeImage>(electron, {
  argv: process.argv.slice(1),
  preload: join(out, 'preload', 'index.cjs'),
  pages: join(out, 'renderer'),
});
