/** The ways to other devices that both hosts have. Each is loaded when it is first used, and not before. */
import type { LanNetwork } from './transports/lan/index.ts';
import { nodeRandom, nodeScheduler, type SyncWays } from './services/index.ts';

/** Nodes to begin with on the internet, `host:port` parted by commas; unset: the public ones. */
const bootstrapVariable = 'NAILWALL_BOOTSTRAP';
/** The one address of this computer by which it meets others, such as that of a VPN; unset: every one that it has. */
const addressVariable = 'NAILWALL_ADDRESS';

const mdnsPort = 5353;

function onlyNetwork(): LanNetwork | undefined {
  const address = process.env[addressVariable];
  return address ? { listenOn: address, addresses: () => [address], announcePort: mdnsPort } : undefined;
}

export const waysToOthers: SyncWays = {
  lan: async () => {
    const { createLanTransport } = await import('./transports/lan/index.ts');
    const network = onlyNetwork();
    return createLanTransport({ random: nodeRandom, scheduler: nodeScheduler, ...(network && { network }) });
  },
  internet: async () => {
    const { createInternetTransport } = await import('./transports/internet/index.ts');
    const named = process.env[bootstrapVariable]?.split(',').filter((node) => node !== '');
    const host = process.env[addressVariable];
    const only = { ...(named?.length && { bootstrap: named }), ...(host && { host }) };
    return createInternetTransport({ scheduler: nodeScheduler, ...only });
  },
  folder: async () => (await import('./transports/folder/index.ts')).folderTransport,
};
