// @ts-check
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { root } from './project.mjs';

/** Sentences are compiled from sources that count by themselves. */
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

/**
 * A hash over names and contents of every file in `inputs`.
 * @param {readonly string[]} inputs  files and folders under `folder`; what is absent is no fault
 */
export function fingerprintOf(inputs, folder = root) {
  const hash = createHash('sha256');
  for (const name of inputs.flatMap((input) => filesOf(folder, path.normalize(input)))) {
    const content = readFileSync(path.join(folder, name));
    hash.update(`${name}\0${content.length}\0`).update(content);
  }
  return hash.digest('hex');
}

/**
 * @typedef {object} Product
 * @property {readonly string[]} inputs  all that it depends on
 * @property {string} stamp  the file that notes what it was made from
 * @property {readonly string[]} outputs  files without which it is not complete
 * @property {() => Promise<void>} make
 */

/**
 * Makes something anew unless the stamp says that it was made from these very sources. Paths lie under `folder`.
 * @param {Product} product
 */
export async function makeIfStale({ inputs, stamp, outputs, make }, folder = root) {
  const note = path.join(folder, stamp);
  const sources = fingerprintOf(inputs, folder);
  const complete = outputs.every((file) => existsSync(path.join(folder, file)));
  if (complete && existsSync(note) && readFileSync(note, 'utf8') === sources) return;
  // Without the stamp what was interrupted is never taken for finished.
  rmSync(note, { force: true });
  await make();
  mkdirSync(path.dirname(note), { recursive: true });
  writeFileSync(note, sources);
}
