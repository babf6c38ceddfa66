import { coded } from '#core/base';
import { spawn } from 'node:child_process';

/** The system's own opener and its arguments; null where there is nobody to show anything to. */
export function openerFor(
  address: string,
  platform: NodeJS.Platform,
  env: Readonly<Record<string, string | undefined>>,
): readonly [program: string, ...args: string[]] | null {
  if (platform === 'darwin') return ['open', address];
  // Not `start`, which is a word of the shell and reads `&` in an address as one too.
  if (platform === 'win32') return ['rundll32', 'url.dll,FileProtocolHandler', address];
  return env['DISPLAY'] || env['WAYLAND_DISPLAY'] ? ['xdg-open', address] : null;
}

/**
 * Opens an address that the services have checked in the person's usual browser or mail program; the window the app
 * runs in reaches nothing but this host. Throws host/unsupported where that cannot be.
 */
export function openOutside(address: string): Promise<void> {
  const opener = openerFor(address, process.platform, process.env);
  if (opener === null) return Promise.reject(coded('host/unsupported'));
  const [program, ...args] = opener;
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { stdio: 'ignore', detached: true });
    child.once('spawn', () => {
      child.unref();
      resolve();
    });
    child.once('error', (error) => reject(coded('host/unsupported', {}, error)));
  });
}
