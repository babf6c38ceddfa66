import { join } from 'node:path';
import { nodeClock, nodeRandom, nodeScheduler, openServices, type Services } from '../../services/index.ts';
import { dataFolderAt, SecretFile, type SecretStore } from '../../storage/index.ts';
import { waysToOthers } from '../../ways.ts';
import { startAddress } from './addresses.ts';
import { serveApp } from './app-protocol.ts';
import { HostCaptureKeys } from './capture-keys.ts';
import { Ending } from './ending.ts';
import type { OpenExternal } from './external.ts';
import type { Folders } from './folders.ts';
import { serveCalls } from './ipc.ts';
import { Keychain, keychainBackend } from './keychain.ts';
import { logLine } from './log-line.ts';
import { bringForward, holdUntilSaved } from './lifecycle.ts';
import { menuTemplate } from './menu.ts';
import { disconnectSession } from './network.ts';
import type { OpenedBackup } from './opened-backup.ts';
import { reloadWhenGone } from './page-gone.ts';
import { PageSession } from './page-session.ts';
import { restrictPermissions } from './permissions.ts';
import { pdfPrinter } from './print.ts';
import { type LockReason, watchPresence } from './presence.ts';
import { questions } from './questions.ts';
import { createReminder } from './reminder-notice.ts';
import type { ElectronSurface, KeychainSurface, WindowSurface } from './surface.ts';
import { openTray } from './tray.ts';
import { openWindow, pageLoader, windowOptions } from './window.ts';
import { type Words, wordsFor } from './words.ts';

/** What was settled before the app was ready. */
export interface Host<Window extends WindowSurface, Menu, Image> {
  readonly electron: ElectronSurface<Window, Menu, Image>;
  readonly folders: Folders;
  readonly preload: string;
  readonly pages: string;
  /** Opens the developer tools to whoever asks for them; never in a packaged app. */
  readonly developing: boolean;
  readonly place: { window: Window | null };
  readonly openExternal: OpenExternal;
  /** The backup's file that the person opened with the app. */
  readonly openedBackup: OpenedBackup;
}

/** After how many minutes without input the journal locks; 0: never by that. */
interface LeftAlone {
  minutes: number;
}

/** Opens the data folder, then the window, and ties the two together. */
export async function start<Window extends WindowSurface, Menu, Image>(host: Host<Window, Menu, Image>): Promise<void> {
  const { electron, folders } = host;
  const { app } = electron;
  const { developing } = host;
  const words = wordsFor(app.getLocale());
  const session = electron.session.defaultSession;
  restrictPermissions(session);
  disconnectSession(session, developing);
  serveApp(session.protocol, host.pages);
  electron.Menu.setApplicationMenu(electron.Menu.buildFromTemplate(menuTemplate(process.platform, developing)));
  const captureKeys = await HostCaptureKeys.open({
    shortcuts: electron.globalShortcut,
    path: join(folders.data, 'capture-keys.json'),
    random: nodeRandom,
    log: logLine,
  });
  // Nothing is open before the window has said what the person chose.
  const leftAlone: LeftAlone = { minutes: 0 };
  const services = await openHostServices(host, captureKeys, leftAlone);
  const window = openWindow(electron.BrowserWindow, windowOptions(host.preload, developing));
  host.place.window = window;
  connect(host, services, window, words, captureKeys, leftAlone);
  app.on('quit', () => folders.discard());
  await window.loadURL(startAddress);
}

async function openHostServices<Window extends WindowSurface, Menu, Image>(
  host: Host<Window, Menu, Image>,
  captureKeys: HostCaptureKeys,
  leftAlone: LeftAlone,
): Promise<Services> {
  const { electron, folders, place, openExternal } = host;
  const { Notification } = electron;
  const locale = () => electron.app.getLocale();
  const loadAnew = pageLoader(() => place.window, logLine);
  const { backend, store } = await openSecretStore(electron.safeStorage, folders);
  return openServices({
    dataFolder: folders.data,
    version: electron.app.getVersion(),
    kind: 'electron',
    demo: folders.demo,
    capabilities: {
      keychain: backend !== null,
      nativePrint: true,
      presence: true,
      reminders: Notification.isSupported(),
      captureKeys: true,
    },
    // A desktop without notifications leaves it to the window, as a browser does.
    ...(Notification.isSupported() && { remind: createReminder({ Notification, window: () => place.window, locale }) }),
    captureKeys,
    secretStore: store,
    openExternal,
    handedBackup: () => host.openedBackup.take(),
    printToPdf: pdfPrinter(() => place.window?.webContents ?? null),
    reload: () => {
      // After the answer has left: the page that asked is about to vanish.
      setImmediate(loadAnew);
      return Promise.resolve({ launch: null });
    },
    // A demonstration keeps to itself.
    ...(!folders.demo && { ways: waysToOthers }),
    lockAfter: (minutes) => (leftAlone.minutes = minutes),
    log: logLine,
    clock: nodeClock,
  });
}

/** The keychain where there is a real one, else the file that every host has. */
async function openSecretStore(
  safeStorage: KeychainSurface,
  folders: Folders,
): Promise<{ backend: string | null; store: SecretStore }> {
  const backend = await keychainBackend(safeStorage, process.platform);
  const path = join(folders.data, 'keychain.json');
  const plain = new SecretFile(dataFolderAt(folders.data).secret, nodeRandom);
  return { backend, store: new Keychain({ safeStorage, backend, path, plain, random: nodeRandom, log: logLine }) };
}

/** Ties window, services and the machine's own events together. */
function connect<Window extends WindowSurface, Menu, Image>(
  host: Host<Window, Menu, Image>,
  services: Services,
  window: Window,
  words: Words,
  captureKeys: HostCaptureKeys,
  leftAlone: LeftAlone,
): void {
  const { electron } = host;
  const { app, powerMonitor } = electron;
  const contents = window.webContents;
  const page = new PageSession(services, contents);
  const contentsId = () => (contents.isDestroyed() ? null : contents.id);
  serveCalls({ ipcMain: electron.ipcMain, contentsId, dispatch: page.dispatch, log: logLine });

  const ask = questions(electron.dialog, window, words);
  const ending = new Ending({
    flush: (deadlineMs) => services.flush(deadlineMs),
    close: () => services.close(),
    ask: () => ask.afterFailure(),
    quit: () => app.quit(),
    log: logLine,
  });
  holdUntilSaved(app, powerMonitor, window, ending);
  reloadWhenGone(contents, {
    clock: nodeClock,
    log: logLine,
    onGone: () => page.end(),
    askPerson: () => ask.afterPageFailures(),
    giveUp: () => app.quit(),
  });

  const lock = (reason: LockReason) => services.announce('app.lock', { reason });
  const show = () => bringForward(window);
  const capture = () => {
    show();
    services.announce('app.capture', {});
  };
  host.openedBackup.onPut(() => services.announce('app.backup', {}));
  captureKeys.begin(capture);
  const closeTray = openTray(
    electron,
    words,
    { capture, show, lock: () => lock('shortcut'), quit: () => app.quit() },
    logLine,
  );
  powerMonitor.on('resume', () => services.wake());
  const unwatch = watchPresence(powerMonitor, nodeScheduler, () => leftAlone.minutes, lock);
  app.on('will-quit', () => {
    unwatch();
    captureKeys.end();
    closeTray();
  });
}
