import type { BrowserWindowConstructorOptions } from 'electron';
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
