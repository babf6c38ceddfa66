// @ts-check
import { Stop } from './stop.mjs';

/**
 * @typedef {{ host: 'electron', binary: string, why: string }} ElectronChoice
 * @typedef {{ host: 'loopback', why: string }} LoopbackChoice
 * @typedef {ElectronChoice | LoopbackChoice} HostChoice
 */

/**
 * Decides which host shows the app: Electron when there are a display and its program file, else the browser.
 * @param {string | undefined} asked  `electron`, `browser` or nothing
 * @param {boolean} display
 * @param {() => Promise<import('./electron.mjs').Found>} getElectron  asked only when Electron could be shown
 * @returns {Promise<HostChoice>}
 */
export async function chooseHost(asked, display, getElectron) {
  if (asked !== undefined && asked !== 'electron' && asked !== 'browser') {
    throw new Stop(`There is no host "${asked}".`, 'Use --host=electron or --host=browser.');
  }
  if (asked === 'browser') return { host: 'loopback', why: 'Starting in the browser, as asked.' };
  const found = display ? await getElectron() : { missing: 'there is no display' };
  if ('binary' in found) return { host: 'electron', binary: found.binary, why: 'Starting in Electron.' };
  if (asked === 'electron') {
    throw new Stop(`Electron cannot be started: ${found.missing}.`, 'Use --host=browser to start in the browser.');
  }
  return { host: 'loopback', why: `Starting in the browser instead of Electron: ${found.missing}.` };
}
