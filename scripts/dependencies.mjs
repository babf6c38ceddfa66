// @ts-check
import { readFileSync } from 'node:fs';
import { runNpm } from './command.mjs';
import { inProject } from './project.mjs';
import { Stop } from './stop.mjs';

/**
 * @typedef {{ version?: string, optional?: boolean, devOptional?: boolean, peer?: boolean }} Locked
 * @typedef {{ packages?: Record<string, Locked> }} Lock
 */

/**
 * @param {string} file
 * @returns {Lock | null}
 */
function readLock(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    // Absent or unreadable: installing again mends both.
    return null;
  }
}

/**
 * Tests whether what is installed is what the lock file asks for. Packages that may be left out on this platform may
 * be missing.
 * @param {Lock | null} wanted  package-lock.json
 * @param {Lock | null} installed  node_modules/.package-lock.json, npm's own note of what it installed
 */
export function isInstalled(wanted, installed) {
  if (!wanted?.packages || !installed?.packages) return false;
  const present = installed.packages;
  const asked = Object.entries(wanted.packages).filter(([place]) => place !== '');
  return asked.every(([place, locked]) => {
    const there = present[place];
    return there ? there.version === locked.version : (locked.optional ?? locked.devOptional ?? false);
  });
}

/** Makes node_modules what package-lock.json says, when it is not. */
export async function installDependencies() {
  const wanted = readLock(inProject('package-lock.json'));
  const note = inProject('node_modules', '.package-lock.json');
  if (isInstalled(wanted, readLock(note))) return;
  console.log('Installing dependencies (npm ci) ...');
  const code = await runNpm(['ci', '--no-audit', '--no-fund']);
  if (code !== 0) {
    throw new Stop('npm ci did not succeed.', 'Check the connection to the npm registry, then run the command again.');
  }
}
