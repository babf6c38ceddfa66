import type { Transport } from '#core/sync';
import { LanEndpoint } from './lan-endpoint.ts';
import { type LanPorts, usualNetwork } from './network.ts';

export type { LanNetwork, LanPorts } from './network.ts';

/** TCP on the local network, announced by mDNS; docs/formats.md has the bytes. */
export function createLanTransport(ports: LanPorts): Transport {
  return { kind: 'lan', openEndpoint: (options) => LanEndpoint.open(options, { network: usualNetwork, ...ports }) };
}
