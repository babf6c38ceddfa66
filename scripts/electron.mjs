// @ts-check
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { runNode } from './command.mjs';
import { inProject } from './project.mjs';

const home = () => inProject('node_modules', 'electron');
const failureNote = () => inProject('.cache', 'electron-unavailable');
const dayMs = 86_400_000;

/** @typedef {{ binary: string } | { missing: string }} Found */

/**
 * The program file of the installed Electron, found without starting its downloader.
 * @returns {string | undefined}
 */
export function findElectron() {
  const note = path.join(home(), 'path.txt');
  const folder = process.env['ELECTRON_OVERRIDE_DIST_PATH'];
  if (!folder && !existsSync(note)) return undefined;
  const name = existsSync(note) ? readFileSync(note, 'utf8').trim() : 'electron';
  const binary = path.join(folder ?? path.join(home(), 'dist'), name);
  return existsSync(binary) ? binary : undefined;
}

/**
 * Tests whether windows can be shown here.
 * @param {NodeJS.ProcessEnv} [env]
 * @param {NodeJS.Platform} [platform]
 */
export function hasDisplay(env = process.env, platform = process.platform) {
  return platform !== 'linux' || Boolean(env['DISPLAY'] || env['WAYLAND_DISPLAY']);
}

/** A download that failed is not tried again for a day. */
function failedLately() {
  const note = failureNote();
  return existsSync(note) && Date.now() - statSync(note).mtimeMs < dayMs;
}

/** Electron's downloads come from GitHub; a machine that cannot reach it is told in three seconds. */
async function reachesDownloads() {
  const place = process.env['ELECTRON_MIRROR'] ?? 'https://github.com/electron/electron';
  try {
    await fetch(place, { method: 'HEAD', signal: AbortSignal.timeout(3000) });
    return true;
  } catch {
    return false;
  }
}

/**
 * Finds Electron's program file or has Electron's own installer fetch it.
 * @returns {Promise<Found>}
 */
export async function ensureElectron() {
  const found = findElectron();
  if (found) return { binary: found };
  if (process.env['CI']) return { missing: "Electron's program file is not installed and CI downloads none" };
  if (failedLately()) return { missing: "Electron's download failed less than a day ago" };
  if (!(await reachesDownloads()))
    return { missing: "Electron's program file is not installed and GitHub is out of reach" };
  console.log('Downloading Electron (about 110 MB, at most three minutes) ...');
  await runNode(path.join(home(), 'install.js'), [], { timeoutMs: 180_000 });
  const downloaded = findElectron();
  if (downloaded) return { binary: downloaded };
  mkdirSync(inProject('.cache'), { recursive: true });
  writeFileSync(failureNote(), '');
  return { missing: "Electron's download did not succeed" };
}
