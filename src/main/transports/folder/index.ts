import type { FolderTransport } from '#core/sync';
import { FolderExchange } from './folder-exchange.ts';

/** Exchange through a folder that something else keeps equal everywhere; docs/formats.md has the files. */
export const folderTransport: FolderTransport = {
  kind: 'folder',
  start: (options) => FolderExchange.start(options),
};
