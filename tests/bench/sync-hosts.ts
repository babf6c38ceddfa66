/** Two hosts in this process that reach each other over 127.0.0.1, by LAN's own transport. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { nodeClock, nodeRandom, nodeScheduler, openServices } from '../../src/main/services/index.ts';
import { SecretFile } from '../../src/main/storage/index.ts';
import { createLanTransport } from '../../src/main/transports/lan/index.ts';
import { loopbackNetwork } from '../main/transports/loopback-network.ts';
import { Device } from '../main/services/sync/device.ts';
import { createIdentity } from '../main/services/sync/identity.ts';

export interface BenchHost {
  readonly device: Device;
  close(): Promise<void>;
}

export async function openBenchHost(): Promise<BenchHost> {
  const folder = mkdtempSync(path.join(tmpdir(), 'nailwall-bench-'));
  const network = await loopbackNetwork();
  const lines: string[] = [];
  const services = await openServices({
    dataFolder: folder,
    version: '0',
    kind: 'loopback',
    demo: false,
    capabilities: { keychain: false, nativePrint: false, presence: false, reminders: false, captureKeys: false },
    secretStore: new SecretFile(path.join(folder, 'secret'), nodeRandom),
    openExternal: async () => undefined,
    reload: async () => ({ launch: null }),
    log: (line) => lines.push(line),
    clock: nodeClock,
    ways: { lan: async () => createLanTransport({ random: nodeRandom, scheduler: nodeScheduler, network }) },
  });
  return {
    device: new Device(createIdentity(), { services, folder, lines }),
    close: async () => {
      await services.close();
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}
