import type { Transport } from '#core/sync';
import { InternetEndpoint, type InternetPorts } from './internet-endpoint.ts';

/** Finds devices by their keys in a distributed hash table, and connects through routers that let nobody in (UDP). */
export function createInternetTransport(ports: InternetPorts): Transport {
  return { kind: 'internet', openEndpoint: (options) => InternetEndpoint.open(options, ports) };
}
