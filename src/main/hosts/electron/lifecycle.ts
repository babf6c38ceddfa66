import type { Ending } from './ending.ts';
import type { AppSurface, PowerSurface, Preventable, WindowSurface } from './surface.ts';

/**
 * Takes the lock that belongs to the profile folder. Returns false in a second process; the first one brings its window
 * to the front instead, and hears with which command line, in which folder, the other one was started.
 */
export function isOnlyInstance(
  app: AppSurface,
  startedAgain: (argv: readonly string[], folder: string) => void,
): boolean {
  if (!app.requestSingleInstanceLock()) return false;
  app.on('second-instance', (_event, argv, folder) => startedAgain(argv, folder));
  return true;
}

export function bringForward(window: WindowSurface | null): void {
  if (!window || window.isDestroyed()) return;
  if (window.isMinimized()) window.restore();
  window.show();
  window.focus();
}

/** Leads every path by which the process may be ended through `ending`. */
export function holdUntilSaved(app: AppSurface, power: PowerSurface, window: WindowSurface, ending: Ending): void {
  const hold = (hurried: boolean) => (event?: Preventable) => {
    if (!ending.request(hurried)) event?.preventDefault();
  };
  app.on('before-quit', hold(false));
  window.on('close', hold(false));
  // Windows asks first and then just ends the session; Linux and macOS ask through the power monitor.
  window.on('query-session-end', hold(true));
  power.on('shutdown', hold(true));
  app.on('window-all-closed', () => app.quit());
}
