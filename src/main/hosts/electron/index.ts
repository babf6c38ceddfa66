import { asCoded } from '#core/base';
import { createLog, nodeClock } from '../../services/index.ts';
import { appSchemes } from './app-protocol.ts';
import { createOpenExternal } from './external.ts';
import { type Folders, openFolders } from './folders.ts';
import { GpuCrashes, spareGpu } from './gpu.ts';
import { bringForward, isOnlyInstance } from './lifecycle.ts';
import { confineNavigation } from './navigation.ts';
import { backupNamedIn, OpenedBackup } from './opened-backup.ts';
import { disconnectBrowser, disconnectContents } from './network.ts';
import { restrictDevices } from './permissions.ts';
import { logLine } from './log-line.ts';
import { type Host, start } from './start.ts';
import type { ElectronSurface, WindowSurface } from './surface.ts';
import { startFailure, wordsFor } from './words.ts';
import { join } from 'node:path';

export interface ElectronHostOptions {
  /** The command line after the program's own name. */
  readonly argv: readonly string[];
  /** Absolute path of the built preload. */
  readonly preload: string;
  /** Absolute path of the folder with the built pages. */
  readonly pages: string;
}

/**
 * Runs Nailwall in Electron. What must happen before the app is ready happens in this call; it must not be awaited at
 * the top of the entry, because Electron gets ready only after that has run.
 */
export function runElectronHost<Window extends WindowSurface, Menu, Image>(
  electron: ElectronSurface<Window, Menu, Image>,
  options: ElectronHostOptions,
): void {
  const { app, dialog } = electron;
  let dataFolder = '';
  const fail = (error: unknown) => {
    const { code } = asCoded(error);
    createLog(logLine, nodeClock, dataFolder).fault(error, 'host');
    const words = wordsFor(app.getLocale());
    dialog.showErrorBox(words.cannotStart, startFailure(words, code, dataFolder));
    app.exit(1);
  };
  try {
    electron.protocol.registerSchemesAsPrivileged(appSchemes);
    const folders = openFolders(app, options.argv);
    dataFolder = folders.data;
    const host = prepare(electron, options, folders);
    if (host)
      app
        .whenReady()
        .then(() => start(host))
        .catch(fail);
  } catch (error) {
    fail(error);
  }
}

/** Everything before the app is ready; null in a second process, which then only has to end. */
function prepare<Window extends WindowSurface, Menu, Image>(
  electron: ElectronSurface<Window, Menu, Image>,
  { argv, preload, pages }: ElectronHostOptions,
  folders: Folders,
): Host<Window, Menu, Image> | null {
  const { app } = electron;
  app.setPath('userData', folders.profile);
  const place: { window: Window | null } = { window: null };
  const openedBackup = new OpenedBackup();
  openedBackup.put(backupNamedIn(argv, process.cwd()));
  // macOS names files by this, also the one it starts the app with.
  app.on('open-file', (event, path) => {
    event.preventDefault();
    bringForward(place.window);
    openedBackup.put(backupNamedIn([path], '/'));
  });
  const startedAgain = (argv: readonly string[], folder: string) => {
    bringForward(place.window);
    openedBackup.put(backupNamedIn(argv, folder));
  };
  if (!isOnlyInstance(app, startedAgain)) {
    logLine('Nailwall is already open with this data folder; its window comes to the front.');
    app.quit();
    return null;
  }
  disconnectBrowser(app);
  spareGpu(app, new GpuCrashes(join(folders.profile, 'gpu-crashes.json'), app.getVersion()), logLine);
  const openExternal = createOpenExternal({
    dialog: electron.dialog,
    shell: electron.shell,
    window: () => place.window,
    words: () => wordsFor(app.getLocale()),
  });
  app.on('web-contents-created', (_event, contents) => {
    disconnectContents(contents);
    restrictDevices(contents);
    confineNavigation(contents, (address) => {
      openExternal(address).catch((error: unknown) => logLine(`A link was not opened: ${asCoded(error).code}.`));
    });
  });
  const developing = !app.isPackaged && process.env['NAILWALL_DEVELOPMENT'] === '1';
  return { electron, folders, preload, pages, developing, place, openExternal, openedBackup };
}
