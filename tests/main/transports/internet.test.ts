import createTestnet from 'hyperdht/testnet.js';
import { afterAll, beforeAll, describe } from 'vitest';
import { nodeScheduler } from '../../../src/main/services/index.ts';
import { createInternetTransport } from '../../../src/main/transports/internet/index.ts';
import { connectionLaw } from './connection-law.ts';
import { openEndpoint } from './network.ts';

let testnet: Awaited<ReturnType<typeof createTestnet>>;
beforeAll(async () => {
  testnet = await createTestnet(3, { host: '127.0.0.1' });
});
afterAll(() => testnet.destroy());

describe('a connection over UDP, found in a hash table', () =>
  connectionLaw((options = {}) => {
    const bootstrap = testnet.bootstrap.map(({ host, port }) => `${host}:${port}`);
    return openEndpoint(createInternetTransport({ scheduler: nodeScheduler, bootstrap, host: '127.0.0.1' }), options);
  }));
