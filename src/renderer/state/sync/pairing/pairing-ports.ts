import type { Bytes, Clock, Random } from '#core/base';
import type { HostApi } from '#core/contract';
import type { DeviceKeys, DeviceSecret, VaultSeed } from '#core/vault';

/** This device, as it presents itself. */
export interface PairingSelf {
  readonly name: string;
  readonly secret: DeviceSecret;
  readonly keys: DeviceKeys;
  /** Ids of the vaults that are open here; none without a journal. */
  readonly vaults: readonly Bytes[];
  /** Ids of devices that were removed from them. */
  readonly removed: readonly string[];
}

export interface Peer {
  readonly device: string;
  readonly name: string;
  readonly keys: DeviceKeys;
}

/** What a pairing does to the journals; each resolves when its outcome is on the host's disk. */
export interface PairingPorts {
  readonly host: Pick<HostApi, 'on'> & {
    readonly sync: Pick<
      HostApi['sync'],
      'beginPairing' | 'acceptPairing' | 'sendPairing' | 'endPairing' | 'setAddress'
    >;
  };
  readonly clock: Clock;
  readonly random: Random;
  /** The keys and ways in of the open journal. */
  seed(): VaultSeed;
  /** Makes the other device one of this journal's. */
  welcome(peer: Peer, own: DeviceSecret): Promise<void>;
  /** Puts the other device's journal in the place of this one's, if there is one; of that, a backup is made first. */
  adopt(seed: VaultSeed, peer: Peer, own: DeviceSecret): Promise<void>;
  /** Makes one journal of both; a backup was made before. */
  merge(seed: VaultSeed, peer: Peer, own: DeviceSecret): Promise<void>;
  backUp(): Promise<void>;
  /** Where this device answers on the local network. */
  lanAddresses(): Promise<readonly string[]>;
  /** It is over, well or not. */
  ended(isDone: boolean): Promise<void>;
  fault(error: unknown): void;
}
