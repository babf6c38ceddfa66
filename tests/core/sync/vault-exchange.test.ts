import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { encodeMessage } from '../../../src/core/sync/vault-messages.ts';
import { VaultExchange } from '../../../src/core/sync/vault-exchange.ts';

test('what came whole is kept, although the goodbye came right behind it', async () => {
  const vault = new Y.Doc();
  const faults: unknown[] = [];
  const exchange = new VaultExchange({
    vault: {
      stateVector: async () => Y.encodeStateVector(vault),
      diff: async (stateVector) => Y.encodeStateAsUpdate(vault, stateVector),
      apply: async (update) => {
        Y.applyUpdate(vault, update);
        return true;
      },
      onDurable: () => () => undefined,
      letters: async () => new Map(),
    },
    from: 'session',
    tellMissing: async () => undefined,
    wake: () => undefined,
    hold: () => undefined,
    changed: () => undefined,
    fail: (error) => faults.push(error),
  });
  exchange.start();
  const theirs = new Y.Doc();
  const tell = (bytes: Uint8Array) => {
    const message = encodeMessage({ type: 'update', bytes });
    exchange.part(message.length, message);
  };
  theirs.on('update', tell);
  theirs.getMap('header').set('removed', 'this device');
  theirs.getMap('header').set('epoch', 2);
  exchange.stop();
  await expect.poll(() => vault.getMap('header').toJSON()).toEqual({ removed: 'this device', epoch: 2 });
  expect(faults).toEqual([]);
});
