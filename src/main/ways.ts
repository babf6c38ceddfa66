/** The ways to other devices that both hosts have. Each is loaded when it is first used, and not before. */
import { nodeRandom, nodeScheduler, type SyncWays } from './services/index.ts';

/** Nodes to begin with on the internet, `host:port` parted by commas; unset: the public ones. */
const bootstrapVariable = 'NAILWALL_BOOTSTRAP';

export const waysToOthers: SyncWays = {
  lan: async () => {
    const { createLanTransport } = await import('./transports/lan/index.ts');
    return createLanTransport({ random: nodeRandom, scheduler: nodeScheduler });
  },
  internet: async () => {
    const { createInternetTransport } = await import('./transports/internet/index.ts');
    const named = process.env[bootstrapVariable]?.split(',').filter((node) => node !== '');
    return createInternetTransport({ scheduler: nodeScheduler, ...(named?.length && { bootstrap: named }) });
  },
  folder: async () => (await import('./transports/folder/index.ts')).folderTransport,
};
