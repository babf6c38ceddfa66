/** The other devices of the vault, as its signatures name them now. */
import { type Bytes, bytesToHex } from '#core/base';
import type { SyncDevice } from '#core/contract';
import type { Connection, FolderActivity, SocketKind, Target } from '#core/sync';
import { Peer, type PeerPorts } from './peer.ts';
import type { Members } from './roster.ts';
import type { DeviceRecord } from './sync-settings.ts';

export interface PeersPorts extends Pick<
  PeerPorts,
  'clock' | 'random' | 'scheduler' | 'isOpen' | 'startSession' | 'changed' | 'fault'
> {
  dial(...target: [kind: SocketKind, target: Target]): ReturnType<PeerPorts['dial']>;
  recordOf(device: string): DeviceRecord;
}

export class Peers {
  readonly #ports: PeersPorts;
  /** By network key, hex. */
  readonly #peers = new Map<string, Peer>();

  constructor(ports: PeersPorts) {
    this.#ports = ports;
  }

  /** `ownName`: this device's network key, hex. */
  follow({ byKey }: Members, ownName: string): void {
    for (const [name, peer] of [...this.#peers]) if (!byKey.has(name)) this.#drop(name, peer, 'removed');
    for (const [name, { device, networkKey }] of byKey) {
      if (!this.#peers.has(name)) this.#meet(name, device, networkKey, ownName);
    }
  }

  /** Somebody dialled who holds this key. */
  welcome(connection: Connection): void {
    const peer = this.#peers.get(bytesToHex(connection.peerKey));
    if (peer) peer.offer(connection);
    else connection.close('now');
  }

  sighted({ peerKey, address }: Target): void {
    if (address !== null) this.#peers.get(bytesToHex(peerKey))?.sighted(address);
  }

  noteDurable(from: unknown): void {
    for (const peer of this.#peers.values()) peer.noteDurable(from);
  }

  noteFolder(activity: FolderActivity): void {
    this.#peers.get(bytesToHex(activity.peerKey))?.standing.folder(activity, this.#ports.clock.now());
  }

  find(device: string): Peer | undefined {
    return [...this.#peers.values()].find((each) => each.device === device);
  }

  wake(): void {
    for (const peer of this.#peers.values()) peer.wake();
  }

  leave(kind: SocketKind): void {
    for (const peer of this.#peers.values()) peer.leave(kind);
  }

  forget(): void {
    for (const [name, peer] of [...this.#peers]) this.#drop(name, peer, 'off');
  }

  describe(): SyncDevice[] {
    return [...this.#peers.values()].map((peer) => peer.describe());
  }

  records(): Record<string, DeviceRecord> {
    return Object.fromEntries([...this.#peers.values()].map(({ device, standing }) => [device, standing.record]));
  }

  #meet(name: string, device: string, networkKey: Bytes, ownName: string): void {
    const ports = this.#ports;
    const peer = new Peer({
      ...ports,
      ...{ device, networkKey, ownName },
      record: ports.recordOf(device),
      dial: (kind, address) => ports.dial(kind, { peerKey: networkKey, address }),
    });
    this.#peers.set(name, peer);
    peer.wake();
  }

  #drop(name: string, peer: Peer, reason: 'off' | 'removed'): void {
    this.#peers.delete(name);
    peer.close(reason);
  }
}
