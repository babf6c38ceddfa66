import type { Dispose } from '#core/base';
import type { ElectronSurface, WindowSurface } from './surface.ts';
import { trayImage } from './tray-image.ts';
import type { Words } from './words.ts';

export interface CaptureActions {
  readonly capture: () => void;
  readonly show: () => void;
  readonly lock: () => void;
  readonly quit: () => void;
}

/** The tray. It carries no word of the journal; a desktop without a place for it loses nothing else. */
export function openTray<Window extends WindowSurface, Menu, Image>(
  electron: Pick<ElectronSurface<Window, Menu, Image>, 'Tray' | 'Menu' | 'nativeImage'>,
  words: Words,
  actions: CaptureActions,
  log: (line: string) => void,
): Dispose {
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
    return () => tray.destroy();
  } catch {
    log('This desktop has no place for a tray icon.');
    return () => undefined;
  }
}
