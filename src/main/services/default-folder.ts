import { homedir } from 'node:os';
import { isAbsolute, join } from 'node:path';

/** Where a person's data lies when nothing else is said: the same folder for every host on one machine. */
export function defaultDataFolder(
  env: Readonly<Record<string, string | undefined>> = process.env,
  platform: NodeJS.Platform = process.platform,
  home: string = homedir(),
): string {
  if (platform === 'darwin') return join(home, 'Library', 'Application Support', 'Nailwall');
  if (platform === 'win32') return join(env['APPDATA'] ?? join(home, 'AppData', 'Roaming'), 'Nailwall');
  const { XDG_DATA_HOME: dataHome = '' } = env;
  // The XDG specification has relative paths ignored.
  return join(isAbsolute(dataHome) ? dataHome : join(home, '.local', 'share'), 'nailwall');
}
