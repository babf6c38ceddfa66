/**
 * What `import 'electron'` finds in the built entry when it runs on the double. Its shape is checked against the
 * surface that the host is written for, which in turn is checked against electron.d.ts in src/main/index.ts.
 */
import type { BrowserWindowConstructorOptions, CustomScheme } from 'electron';
import type { ElectronSurface } from '../../src/main/hosts/electron/surface.ts';
import { DoubleApp } from './app.ts';
import { Chromium, type Stage } from './chromium.ts';
import {
  type DoubleImage,
  DoubleDialog,
  DoubleIpc,
  DoubleKeychain,
  type DoubleMenu,
  DoubleMenus,
  DoubleNotice,
  DoublePower,
  DoubleShell,
  DoubleShortcuts,
  DoubleTray,
} from './desktop.ts';
import { DoubleEvent } from './events.ts';
import { DoubleSession } from './session.ts';
import { DoubleWindow } from './window.ts';

const settings = process.env;
let browser: Chromium | null = null;

export const schemes: CustomScheme[] = [];
export const windows: DoubleWindow[] = [];
export const trays: DoubleTray[] = [];

export const app = new DoubleApp({
  packaged: settings['DOUBLE_PACKAGED'] === '1',
  locale: settings['DOUBLE_LOCALE'] ?? 'en-US',
  end: (code) => void end(code),
});
export const session = { defaultSession: new DoubleSession() };
export const ipcMain = new DoubleIpc();
export const powerMonitor = new DoublePower();
export const safeStorage = new DoubleKeychain(settings['DOUBLE_KEYCHAIN'] ?? 'gnome_libsecret');
export const dialog = new DoubleDialog();
export const shell = new DoubleShell();
export const globalShortcut = new DoubleShortcuts();
export const Menu = new DoubleMenus();
export const Notification = DoubleNotice;
export const nativeImage = { createFromDataURL: (url: string): DoubleImage => ({ url }) };
export const protocol = {
  registerSchemesAsPrivileged: (list: CustomScheme[]): void => void schemes.push(...list),
};
export const stage: Stage = { app, session: session.defaultSession, ipc: ipcMain, leaked: [], cancelled: [] };

export class BrowserWindow extends DoubleWindow {
  readonly #attached: Promise<void>;

  constructor(options: BrowserWindowConstructorOptions) {
    super(options);
    windows.push(this);
    app.windows.add(this);
    app.emit('web-contents-created', new DoubleEvent(), this.webContents);
    this.on('closed', () => app.windowClosed(this));
    this.on('closed', () => void this.webContents.backing?.close());
    this.#attached = browser ? browser.attach(this) : Promise.reject(new Error('The app is not ready yet.'));
  }

  override async loadURL(url: string): Promise<void> {
    await this.#attached;
    await super.loadURL(url);
  }
}

export class Tray extends DoubleTray {
  constructor(image: DoubleImage) {
    super(image);
    trays.push(this);
  }
}

/** Called when the entry has been run to its end: the moment at which Electron gets ready. */
export async function becomeReady(): Promise<void> {
  browser = await Chromium.open(stage);
  app.becomeReady();
}

/** Whatever the test does not say, the process that tests it shall not outlive. */
async function end(code: number): Promise<void> {
  await browser?.close();
  process.exit(code);
}

({
  ...{ app, protocol, session, ipcMain, powerMonitor, safeStorage, dialog, shell, globalShortcut },
  ...{ nativeImage, Menu, Notification, Tray, BrowserWindow },
}) satisfies ElectronSurface<BrowserWindow, DoubleMenu, DoubleImage>;
