import { coded } from '#core/base';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { defaultDataFolder } from '../../services/index.ts';
import type { AppSurface } from './surface.ts';

export interface Folders {
  /** The vault's replica, backups, the keychain's file. */
  readonly data: string;
  /** Chromium's own: y-indexeddb's replica lies in there. */
  readonly profile: string;
  readonly demo: boolean;
  /** Removes a demonstration's folder; keeps any other. */
  discard(): void;
}

/** Reads `--data-dir FOLDER` and `--demo`; leaves alone whatever Chromium itself takes from the command line. */
export function parseCommandLine(argv: readonly string[]): { readonly dataDir: string | null; readonly demo: boolean } {
  const { values } = parseArgs({
    args: [...argv],
    options: { 'data-dir': { type: 'string' }, demo: { type: 'boolean' } },
    strict: false,
  });
  const dataDir = values['data-dir'];
  if (dataDir === true || dataDir === '') throw coded('input/invalid', { what: '--data-dir' });
  return { dataDir: typeof dataDir === 'string' ? dataDir : null, demo: values.demo === true };
}

/** Makes the folders, for this account only. A demonstration gets new ones that end with it. */
export function openFolders(
  app: Pick<AppSurface, 'getPath'>,
  argv: readonly string[],
  usualFolder: string = defaultDataFolder(),
): Folders {
  const { dataDir, demo } = parseCommandLine(argv);
  if (demo) return openDemoFolders(app.getPath('temp'));
  const data = resolve(dataDir ?? usualFolder);
  return { data, profile: makeFolder(join(data, 'electron')), demo, discard: () => undefined };
}

function openDemoFolders(temp: string): Folders {
  const folder = mkdtempSync(join(temp, 'nailwall-demo-'));
  // Apart: Chromium is still using its profile when everything else is removed.
  return {
    data: makeFolder(join(folder, 'data')),
    profile: makeFolder(join(folder, 'electron')),
    demo: true,
    discard: () => rmSync(folder, { recursive: true, force: true, maxRetries: 3 }),
  };
}

function makeFolder(path: string): string {
  mkdirSync(path, { recursive: true, mode: 0o700 });
  return path;
}
