// @ts-check
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { runNode } from './command.mjs';
import { inProject, root } from './project.mjs';
import { Stop } from './stop.mjs';

/** What a build depends on; sentences are compiled by the build, so what is generated from them does not count. */
const inputs = [
  'src',
  'package.json',
  'package-lock.json',
  'electron.vite.config.ts',
  'svelte.config.js',
  'tsconfig.base.json',
];
const generated = path.join('src', 'renderer', 'messages', 'generated');

/**
 * @param {string} folder  the project's folder
 * @param {string} name  a file or folder in it
 * @returns {string[]} every file in `name`, sorted
 */
function filesOf(folder, name) {
  if (name === generated || !existsSync(path.join(folder, name))) return [];
  try {
    const entries = readdirSync(path.join(folder, name)).sort();
    return entries.flatMap((entry) => filesOf(folder, path.join(name, entry)));
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code === 'ENOTDIR') return [name];
    throw error;
  }
}

/** A hash over names and contents of everything that a build depends on. */
export function fingerprint(folder = root) {
  const hash = createHash('sha256');
  for (const name of inputs.flatMap((input) => filesOf(folder, input))) {
    const content = readFileSync(path.join(folder, name));
    hash.update(`${name}\0${content.length}\0`).update(content);
  }
  return hash.digest('hex');
}

const outputs = [path.join('main', 'index.js'), path.join('main', 'loopback.js'), path.join('renderer', 'index.html')];

/** Builds into `out` when the sources are not those of the last build. */
export async function buildIfStale() {
  const stamp = inProject('out', 'built-from');
  const sources = fingerprint();
  const complete = outputs.every((file) => existsSync(inProject('out', file)));
  if (complete && existsSync(stamp) && readFileSync(stamp, 'utf8') === sources) return;
  console.log('Building (electron-vite build) ...');
  // Without the stamp an interrupted build is never taken for a finished one.
  rmSync(stamp, { force: true });
  const code = await runNode(inProject('node_modules', 'electron-vite', 'bin', 'electron-vite.js'), ['build']);
  if (code !== 0) throw new Stop('The build did not succeed.', 'The lines above say where.');
  mkdirSync(inProject('out'), { recursive: true });
  writeFileSync(stamp, sources);
}
