import { cp, mkdir, mkdtemp } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildShell } from '../../../electron-double/build.ts';

/** Builds main and preload with a page that stands in for the renderer; returns the folder, to be removed. */
export async function buildStandIn(): Promise<string> {
  // Inside the project, so that the built entry finds its packages as the real one does.
  const out = fileURLToPath(new URL('../../../../out', import.meta.url));
  await mkdir(out, { recursive: true });
  const folder = await mkdtemp(join(out, 'stand-in-'));
  await buildShell(folder);
  await cp(fileURLToPath(new URL('page', import.meta.url)), join(folder, 'renderer'), { recursive: true });
  return folder;
}
