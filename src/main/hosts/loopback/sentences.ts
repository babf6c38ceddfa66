import { asCoded, type ErrorCode } from '#core/base';
import { join } from 'node:path';

/** What a person at the terminal can do about a failure to start. */
const advice: Partial<Record<ErrorCode, (folder: string) => string>> = {
  'storage/busy': () => 'Close the other one, or choose another folder with --data-dir=DIR.',
  'storage/damaged': (folder) =>
    'Nothing was changed. Keep a copy of the folder before anything else. To go on, give the folder another name, start ' +
    `again and restore a backup. Backups lie in ${join(folder, 'backups')}, unless you chose another place for them.`,
  'storage/newer-version': () => 'Nothing was changed. Start the newer version instead.',
  'storage/full': () => 'Make room and start again.',
  'storage/read-only': () => 'Make it writable for this account, or choose another with --data-dir=DIR.',
};

/** One or two sentences about why Nailwall did not start. */
export function sentenceFor(error: unknown, dataFolder: string, usage: string): string {
  const { code, message, data } = asCoded(error);
  if (code === 'input/invalid') return `Nailwall does not understand that command line. ${usage}`;
  if (code === 'host/unavailable' && data['what'] === 'port') {
    const why = data['system'] === 'EADDRINUSE' ? 'is taken by another program' : 'cannot be opened';
    return `Nailwall did not start: port ${String(data['port'])} ${why}. Choose another with --port=N (--port=0 for any).`;
  }
  const where = code.startsWith('storage/') ? ` (${dataFolder})` : '';
  return ['Nailwall did not start:', message, advice[code]?.(dataFolder) ?? '', where]
    .filter((part) => part !== '')
    .join(' ');
}
