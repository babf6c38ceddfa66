import type { BrowserWindowConstructorOptions } from 'electron';
import { otherAddress, startAddress } from './addresses.ts';
import type { WindowSurface } from './surface.ts';

/** What the one window is made with. Defaults that matter are written out: a default may change, this may not. */
export function windowOptions(preload: string, developing: boolean): BrowserWindowConstructorOptions {
  return {
    title: 'Nailwall',
    width: 1180,
    height: 800,
    minWidth: 360,
    minHeight: 480,
    show: false,
    autoHideMenuBar: true,
    backgroundColor: '#1d1a17',
    webPreferences: {
      preload,
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      nodeIntegrationInSubFrames: false,
      nodeIntegrationInWorker: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      experimentalFeatures: false,
      webviewTag: false,
      plugins: false,
      navigateOnDragDrop: false,
      spellcheck: false,
      devTools: developing,
    },
  };
}

/** Makes the window. It shows itself once it has something to show, and its title stays the app's name. */
export function openWindow<Window extends WindowSurface>(
  BrowserWindow: new (options: BrowserWindowConstructorOptions) => Window,
  options: BrowserWindowConstructorOptions,
): Window {
  const window = new BrowserWindow(options);
  window.once('ready-to-show', () => window.show());
  // A page's title reaches task bars and screen shares.
  window.on('page-title-updated', (event) => event.preventDefault());
  return window;
}

/**
 * Loads the page anew, under its two names by turns: each load then has a process of its own (`otherPagePath`), and the
 * memory of the one before goes back to the system.
 */
export function pageLoader(
  window: () => Pick<WindowSurface, 'loadURL'> | null,
  log: (line: string) => void,
): () => void {
  let other = false;
  return () => {
    other = !other;
    const loading = window()?.loadURL(other ? otherAddress : startAddress);
    loading?.catch(() => log('The page did not load anew.'));
  };
}
