import type { Random, Scheduler } from '#core/base';
import { networkInterfaces } from 'node:os';

/** Where an endpoint answers and announces itself. */
export interface LanNetwork {
  /** The address to listen on; `::` stands for all of them, IPv4 as well. */
  readonly listenOn: string;
  /** Addresses under which this machine can be reached, the IPv4 ones first. Asked anew again and again. */
  addresses(): readonly string[];
  /** mDNS's port, 5353. */
  readonly announcePort: number;
}

export interface LanPorts {
  readonly random: Random;
  readonly scheduler: Scheduler;
  /** Left out: the machine's own. */
  readonly network?: LanNetwork;
}

/** Every address of every network that is up, but those that stay within the machine or one link. */
function ownAddresses(): string[] {
  const all = Object.values(networkInterfaces()).flatMap((addresses) => addresses ?? []);
  const outside = all.filter(({ internal, family, scopeid }) => !internal && (family === 'IPv4' || !scopeid));
  return [
    ...outside.filter(({ family }) => family === 'IPv4'),
    ...outside.filter(({ family }) => family === 'IPv6'),
  ].map(({ address }) => address);
}

export const usualNetwork: LanNetwork = { listenOn: '::', addresses: ownAddresses, announcePort: 5353 };
