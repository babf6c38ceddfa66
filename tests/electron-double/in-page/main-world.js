// @ts-check
/* global window */
/** In the page's own world, before its scripts: puts there what the preload exposes. Wrapped and given its arguments by chromium.ts. */
/** @param {import('./worlds.js')['connectWorlds']} connectWorlds */
export function runMainWorld(connectWorlds) {
  if (window !== window.top) return;
  const bridge = connectWorlds('main', 'preload');
  /** @param {unknown} value @returns {unknown} */
  const freeze = (value) => {
    if (value !== null && typeof value === 'object') Object.values(value).forEach(freeze);
    return Object.freeze(value);
  };
  bridge.on('expose', (value) => {
    const { key, api } = /** @type {{ key: string, api: unknown }} */ (value);
    Object.defineProperty(window, key, { value: freeze(api), writable: false, configurable: false });
  });
  // Whichever world comes second finds the other one listening.
  bridge.on('hello', () => bridge.tell('ready', undefined));
  bridge.tell('ready', undefined);
}
