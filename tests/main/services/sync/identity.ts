/** Who a device is, as its window would make it up. */
import type { Bytes } from '#core/base';
import { type DeviceAuthor, deviceIdOf } from '#core/vault';
import { ed25519, x25519 } from '@noble/curves/ed25519.js';
import { nodeRandom } from '../../../../src/main/services/index.ts';

export interface Identity extends DeviceAuthor {
  readonly networkSeed: Bytes;
  readonly device: string;
}

export function createIdentity(): Identity {
  const [signSeed, networkSeed, boxSeed] = [nodeRandom(32), nodeRandom(32), nodeRandom(32)];
  const keys = {
    signKey: ed25519.getPublicKey(signSeed),
    networkKey: ed25519.getPublicKey(networkSeed),
    boxKey: x25519.getPublicKey(boxSeed),
  };
  return { ...keys, signSeed, networkSeed, device: deviceIdOf(keys) };
}

export const membershipKey = { epoch: '00000000', key: new Uint8Array(32).fill(5) };
