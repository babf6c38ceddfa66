// @ts-check
/* global window */
/**
 * In an isolated world of its own, before the page's scripts: runs the built preload with the part of `electron` that a
 * sandboxed one gets. Wrapped and given its arguments by chromium.ts.
 *
 * @param {import('./worlds.js')['connectWorlds']} connectWorlds
 * @param {{ pack: (value: unknown) => unknown, unpack: (packed: unknown) => unknown }} codec
 * @param {(require: (name: string) => unknown, module: { exports: object }) => void} preload
 */
export function runPreloadWorld(connectWorlds, codec, preload) {
  if (window !== window.top) return;
  const bridge = connectWorlds('preload', 'main');
  /** @type {Map<number, { resolve: (value: unknown) => void, reject: (error: Error) => void }>} */
  const calls = new Map();
  /** @type {Map<string, Set<(event: object, ...args: unknown[]) => void>>} */
  const listeners = new Map();
  /** @type {{ key: string, api: unknown }[]} */
  const exposed = [];
  let next = 1;
  const scope = /** @type {typeof globalThis & Record<string, (text: string) => void>} */ (globalThis);

  // The other world may hear this now or not exist yet; it says when it does.
  bridge.on('ready', () => exposed.splice(0).forEach((value) => bridge.tell('expose', value)));

  scope['electronDoubleSettle'] = (/** @type {string} */ text) => {
    const { id, value, error } = JSON.parse(text);
    const call = calls.get(id);
    calls.delete(id);
    if (error !== undefined) call?.reject(new Error(error));
    else call?.resolve(codec.unpack(value));
  };
  scope['electronDoubleDeliver'] = (/** @type {string} */ text) => {
    const { channel, value } = JSON.parse(text);
    for (const listener of [...(listeners.get(channel) ?? [])]) {
      listener({ sender: 'of ipcRenderer, never the page’s' }, codec.unpack(value));
    }
  };

  const electron = {
    contextBridge: {
      /** @param {string} key @param {unknown} api */
      exposeInMainWorld(key, api) {
        exposed.push({ key, api });
        bridge.tell('hello', undefined);
      },
    },
    ipcRenderer: {
      /** @param {string} channel @param {...unknown} args */
      invoke(channel, ...args) {
        return new Promise((resolve, reject) => {
          const id = next++;
          const text = JSON.stringify({ id, channel, args: args.map(codec.pack) });
          calls.set(id, { resolve, reject });
          scope['electronDoubleCall']?.(text);
        });
      },
      /** @param {string} channel @param {(event: object, ...args: unknown[]) => void} listener */
      on(channel, listener) {
        const list = listeners.get(channel) ?? new Set();
        listeners.set(channel, list.add(listener));
      },
      /** @param {string} channel @param {(event: object, ...args: unknown[]) => void} listener */
      off(channel, listener) {
        listeners.get(channel)?.delete(listener);
      },
    },
  };
  preload(
    (name) => {
      if (name !== 'electron') throw new Error(`module not found: ${name}`);
      return electron;
    },
    { exports: {} },
  );
}
