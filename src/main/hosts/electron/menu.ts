import type { MenuItemConstructorOptions } from 'electron';

/** Roles only, which the system names itself. No reload: a window loads again when it locks, and nowhere else. */
export function menuTemplate(platform: string, developing: boolean): MenuItemConstructorOptions[] {
  const view: MenuItemConstructorOptions[] = [
    { role: 'resetZoom' },
    { role: 'zoomIn' },
    { role: 'zoomOut' },
    { type: 'separator' },
    { role: 'togglefullscreen' },
    ...(developing ? [{ role: 'toggleDevTools' } as const] : []),
  ];
  const first: MenuItemConstructorOptions = platform === 'darwin' ? { role: 'appMenu' } : { role: 'fileMenu' };
  return [first, { role: 'editMenu' }, { role: 'viewMenu', submenu: view }, { role: 'windowMenu' }];
}
