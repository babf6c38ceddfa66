import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type InlineConfig } from 'vite';
import { pureCore } from '../../scripts/without-eval.mjs';
import { isAlive } from './processes.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
/** One for each test process, as they run side by side. */
export const doubleFolder = join(root, '.cache', 'electron-double', String(process.pid));

/** The project's front doors by their short names, for builds of single parts. */
function bundle(entry: Record<string, string>, outDir: string, format: 'es' | 'cjs', extra: InlineConfig = {}) {
  return build({
    ...{ root, configFile: false, logLevel: 'error', publicDir: false },
    ...extra,
    build: {
      ...{ ssr: true, outDir, emptyOutDir: true, target: 'node20', minify: false },
      rolldownOptions: {
        input: entry,
        external: ['electron'],
        ...(format === 'cjs' ? { treeshake: pureCore } : {}),
        output: { format, entryFileNames: format === 'es' ? '[name].js' : '[name].cjs' },
      },
    },
  });
}

let built: Promise<unknown> | null = null;

/** Removes what test processes that have ended left behind. */
function sweep(): void {
  const all = dirname(doubleFolder);
  mkdirSync(all, { recursive: true });
  for (const pid of readdirSync(all)) {
    if (!isAlive(Number(pid))) rmSync(join(all, pid), { recursive: true, force: true });
  }
}

/** Bundles the double once a test process; its two entries share one set of modules. */
export function buildDouble(): Promise<unknown> {
  if (!built) sweep();
  built ??= bundle(
    {
      electron: join(root, 'tests/electron-double/electron.ts'),
      bootstrap: join(root, 'tests/electron-double/bootstrap.ts'),
    },
    doubleFolder,
    'es',
  );
  return built;
}

/** Builds main and preload alone, in the layout of `out`, into `folder`: for tests of the shell without the renderer. */
export async function buildShell(folder: string): Promise<void> {
  await bundle({ index: join(root, 'src/main/index.ts') }, join(folder, 'main'), 'es');
  await bundle({ index: join(root, 'src/preload/index.ts') }, join(folder, 'preload'), 'cjs', {
    ssr: { noExternal: true },
  });
}
