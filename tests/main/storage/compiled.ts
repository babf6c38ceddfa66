/** Compiles an entry so that a child process of plain Node can run it. */
import { rmSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { build, type Plugin } from 'vite';
import { beforeAll } from 'vitest';

const root = resolve(import.meta.dirname, '../../..');

/** A fault to be built in: `code`, which stands once in `file` (a path under the project), makes way for `by`. */
export interface Mutation {
  readonly file: string;
  readonly code: string;
  readonly by: string;
}

function mutate({ file, code, by }: Mutation): Plugin {
  let done = false;
  return {
    name: 'mutate',
    enforce: 'pre',
    transform(source, id) {
      if (id !== join(root, file)) return null;
      if (source.split(code).length !== 2) throw new Error(`${file} does not hold once: ${code}`);
      done = true;
      return source.replace(code, () => by);
    },
    buildEnd() {
      if (!done) throw new Error(`${file} was not part of what was compiled.`);
    },
  };
}

let builds = 0;

/**
 * Compiles `entry` before the file's tests and removes the result after them. The returned function gives the path of
 * the script, which lies under the project so that it finds the packages.
 */
export function compiled(entry: string, mutation?: Mutation): () => string {
  const name = basename(entry).replace(/\.ts$/, '');
  const outDir = join(root, '.cache', 'compiled', `${name}-${process.pid}-${Date.now()}-${builds++}`);
  beforeAll(async () => {
    await build({
      root,
      configFile: false,
      logLevel: 'error',
      publicDir: false,
      plugins: mutation ? [mutate(mutation)] : [],
      build: { ssr: entry, outDir, emptyOutDir: true, rolldownOptions: { output: { entryFileNames: 'entry.mjs' } } },
    });
    return () => rmSync(outDir, { recursive: true, force: true });
  }, 60_000);
  return () => join(outDir, 'entry.mjs');
}
