/** What the window has handed over at its unlocking: who this device is, and what proves that it belongs. */
import { type Bytes, bytesToHex } from '#core/base';
import type { HostHandlers } from '#core/contract';
import { type KeyPair, keyPairOf, type MembershipKey } from '#core/sync';

export type Admitted = Parameters<HostHandlers['sync']['admit']>[0];

export interface Admission {
  readonly device: string;
  readonly keyPair: KeyPair;
  /** Network key of this device, hex. */
  readonly name: string;
  readonly anchors: readonly string[];
  readonly introduced: readonly { readonly device: string; readonly networkKey: Bytes }[];
  readonly membership: readonly MembershipKey[];
}

export function admissionOf({ device, networkSeed, anchors, introduced, membership }: Admitted): Admission {
  const keyPair = keyPairOf(networkSeed.slice());
  return { device, keyPair, name: bytesToHex(keyPair.publicKey), anchors, introduced, membership };
}
