import type { Dispose } from '#core/base';
import type { ElectronSurface, WindowSurface } from './surface.ts';
import { trayImage } from './tray-image.ts';
import type { Words } from './words.ts';

/** From anywhere: a no is logged in seconds or not at all. */
export const captureShortcut = 'CommandOrControl+Alt+N';

export interface CaptureActions {
  readonly capture: () => void;
  readonly show: () => void;
  readonly lock: () => void;
  readonly quit: () => void;
}

/** The global shortcut and the tray. Neither carries a word of the journal; a machine without them loses nothing else. */
export function offerCapture<Window extends WindowSurface, Menu, Image>(
  electron: Pick<ElectronSurface<Window, Menu, Image>, 'globalShortcut' | 'Tray' | 'Menu' | 'nativeImage'>,
  words: Words,
  actions: CaptureActions,
  log: (line: string) => void,
): Dispose {
  const { globalShortcut } = electron;
  if (!globalShortcut.register(captureShortcut, actions.capture)) {
    log('Another program already has the shortcut for logging a no.');
  }
  const tray = openTray(electron, words, actions, log);
  return () => {
    globalShortcut.unregisterAll();
    tray?.destroy();
  };
}

function openTray<Window extends WindowSurface, Menu, Image>(
  electron: Pick<ElectronSurface<Window, Menu, Image>, 'Tray' | 'Menu' | 'nativeImage'>,
  words: Words,
  actions: CaptureActions,
  log: (line: string) => void,
) {
  try {
    const tray = new electron.Tray(electron.nativeImage.createFromDataURL(trayImage));
    tray.setToolTip('Nailwall');
    tray.setContextMenu(
      electron.Menu.buildFromTemplate([
        { label: words.newNo, click: actions.capture },
        { label: words.show, click: actions.show },
        { label: words.lock, click: actions.lock },
        { type: 'separator' },
        { label: words.quit, click: actions.quit },
      ]),
    );
    tray.on('click', actions.show);
    return tray;
  } catch {
    log('This desktop has no place for a tray icon.');
    return null;
  }
}
