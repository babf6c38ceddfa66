/** The host's copy of the vault on a device that is not running: read as it lies on the disk, or altered. */
import path from 'node:path';
import * as Y from 'yjs';
import { nodeClock, nodeRandom } from '../../src/main/services/index.ts';
import { VaultReplica } from '../../src/main/storage/index.ts';
import type { Device } from './fixtures/device.ts';

async function openReplica(device: Device): Promise<VaultReplica> {
  return VaultReplica.open({
    folder: path.join(device.folders.data, 'replica'),
    clock: nodeClock,
    random: nodeRandom,
    onFault: (error) => {
      throw error;
    },
  });
}

export async function readVault(device: Device): Promise<Y.Doc> {
  const replica = await openReplica(device);
  const vault = new Y.Doc();
  Y.applyUpdate(vault, await replica.diff(Y.encodeStateVector(vault)));
  await replica.close();
  return vault;
}

/** Alters the vault as somebody without a key could. */
export async function alterVault(device: Device, alter: (vault: Y.Doc) => void): Promise<void> {
  const vault = await readVault(device);
  const before = Y.encodeStateVector(vault);
  alter(vault);
  const replica = await openReplica(device);
  await replica.apply(Y.encodeStateAsUpdate(vault, before));
  await replica.close();
}
