/** Real services on a folder of their own, with what a host would hand in. */
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { nodeRandom, openServices, type ServiceOptions, type Services } from '../../../src/main/services/index.ts';
import { SecretFile } from '../../../src/main/storage/index.ts';
import { clockAt, temporaryFolder } from '../storage/folder.ts';

export interface Opened {
  readonly services: Services;
  readonly folder: string;
  readonly lines: string[];
  readonly opened: string[];
}

export async function openTestServices(options: Partial<ServiceOptions> = {}): Promise<Opened> {
  const folder = options.dataFolder ?? join(temporaryFolder(), 'data');
  const lines: string[] = [];
  const opened: string[] = [];
  const services = await openServices({
    dataFolder: folder,
    version: '1.2.3',
    kind: 'loopback',
    demo: false,
    capabilities: { keychain: false, nativePrint: false, presence: false, reminders: false, captureKeys: false },
    secretStore: new SecretFile(join(folder, 'secret'), nodeRandom),
    openExternal: async (url) => void opened.push(url),
    reload: async () => ({ launch: null }),
    log: (line) => lines.push(line),
    clock: clockAt('2024-05-01'),
    ...options,
  });
  onTestFinished(() => services.close());
  return { services, folder, lines, opened };
}
