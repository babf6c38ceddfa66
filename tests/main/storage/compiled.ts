/** Compiles an entry so that a child process of plain Node can run it. */
import { rmSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { build } from 'vite';
import { afterAll } from 'vitest';

const root = resolve(import.meta.dirname, '../../..');

/** Returns the path of a script; it lies under the project, so that it finds the packages. Removed after the file. */
export async function compile(entry: string): Promise<string> {
  const name = basename(entry).replace(/\.ts$/, '');
  const outDir = join(root, '.cache', 'compiled', `${name}-${process.pid}-${Date.now()}`);
  afterAll(() => rmSync(outDir, { recursive: true, force: true }));
  await build({
    root,
    configFile: false,
    logLevel: 'error',
    publicDir: false,
    build: { ssr: entry, outDir, emptyOutDir: true, rolldownOptions: { output: { entryFileNames: 'entry.mjs' } } },
  });
  return join(outDir, 'entry.mjs');
}
