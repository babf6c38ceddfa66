import createTestnet from 'hyperdht/testnet.js';
import { afterAll, beforeAll, describe, expect } from 'vitest';
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
  connectionLaw(async (options = {}) => {
    const bootstrap = testnet.bootstrap.map(({ host, port }) => `${host}:${port}`);
    const transport = createInternetTransport({ scheduler: nodeScheduler, bootstrap, host: '127.0.0.1' });
    const opened = await openEndpoint(transport, options);
    // It has found the table, and can be found.
    expect(await opened.troubles.next()).toBeNull();
    return opened;
  }));
