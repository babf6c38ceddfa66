/** A real host on a free port, with a small set of built pages. */
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { LoopbackHost, type LoopbackOptions } from '../../../../src/main/hosts/loopback/loopback-host.ts';
import { temporaryFolder } from '../../storage/folder.ts';
import { writePages } from './pages-folder.ts';

export interface Started {
  readonly host: LoopbackHost;
  readonly port: number;
  readonly origin: string;
  /** Fresh addresses that were shown at the terminal. */
  readonly shown: string[];
  readonly lines: string[];
  readonly folder: string;
}

export async function startHost(options: Partial<LoopbackOptions> = {}): Promise<Started> {
  const folder = temporaryFolder();
  const shown: string[] = [];
  const lines: string[] = [];
  const host = await LoopbackHost.start({
    dataFolder: join(folder, 'data'),
    version: '1.2.3',
    demo: false,
    pages: writePages(folder),
    port: 0,
    log: (line) => lines.push(line),
    showFreshAddress: (address) => shown.push(address),
    ...options,
  });
  onTestFinished(() => host.stop(100));
  return { host, port: host.port, origin: `http://127.0.0.1:${host.port}`, shown, lines, folder };
}

export function launchIn(address: string): string {
  return address.split('#launch=')[1] ?? '';
}
