import { coded } from '#core/base';
import type { HostHandlers } from '#core/contract';

/** A host without any way to other devices. */
export function syncWithoutWays(): HostHandlers['sync'] {
  const refuse = () => Promise.reject(coded('sync/off'));
  const off = { on: false, available: false, state: 'off', code: null, addresses: [], folder: null } as const;
  return {
    state: async () => ({
      ready: false,
      device: null,
      ways: [
        { kind: 'lan', ...off, addresses: [] },
        { kind: 'internet', ...off, addresses: [] },
        { kind: 'folder', ...off, addresses: [] },
      ],
      devices: [],
      missing: { letters: 0, letterBytes: 0 },
    }),
    setWay: refuse,
    setFolder: refuse,
    setAddress: refuse,
    retry: refuse,
    readDevice: async () => null,
    keepDevice: refuse,
    admit: async () => undefined,
    beginPairing: refuse,
    acceptPairing: refuse,
    sendPairing: refuse,
    endPairing: refuse,
  };
}
