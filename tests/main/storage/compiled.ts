/** Compiles an entry so that a child process of plain Node can run it. */
import { rmSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { build } from 'vite';
import { beforeAll } from 'vitest';

const root = resolve(import.meta.dirname, '../../..');

/**
 * Compiles `entry` before the file's tests and removes the result after them. The returned function gives the path of
 * the script, which lies under the project so that it finds the packages.
 */
export function compiled(entry: string): () => string {
  const name = basename(entry).replace(/\.ts$/, '');
  const outDir = join(root, '.cache', 'compiled', `${name}-${process.pid}-${Date.now()}`);
  beforeAll(async () => {
    await build({
      root,
      configFile: false,
      logLevel: 'error',
      publicDir: false,
      build: { ssr: entry, outDir, emptyOutDir: true, rolldownOptions: { output: { entryFileNames: 'entry.mjs' } } },
    });
    return () => rmSync(outDir, { recursive: true, force: true });
  }, 60_000);
  return () => join(outDir, 'entry.mjs');
}
