/** Taking over a journal that lives on another device. */
import { wipe } from '#core/base';
import {
  type Argon2Parameters,
  authorOf,
  changeAccess,
  type DeviceKeys,
  deviceIdOf,
  type DeviceSecret,
  type Keyring,
  type Opener,
  plantSeed,
  sealDeviceSecret,
  type SlotKind,
  type VaultSeed,
  vouchFor,
} from '#core/vault';
import * as Y from 'yjs';
import type { ConnectedHost } from '../../host/index.ts';
import { replaceVault } from '../backups/session-backups.ts';
import { argon2id } from '../keys/argon2id.ts';
import type { WayIn } from '../sync-view.ts';
import { windowRandom } from '../window-ports.ts';
import { admissionOf, noNote, withAnchor } from './this-device.ts';

const secretBytes = 32;

/** Adds the chosen way in to those that the vault brought along. Returns how this computer opens from now on. */
export async function addWayIn(
  vault: Y.Doc,
  keyring: Keyring,
  way: WayIn,
  ports: { readonly host: Pick<ConnectedHost, 'secret'>; parameters(): Promise<Argon2Parameters> },
): Promise<SlotKind> {
  if (way.kind === 'same') return 'passphrase';
  if (way.kind === 'passphrase') {
    await add(vault, keyring, way, await ports.parameters());
    return 'passphrase';
  }
  const secret = windowRandom(secretBytes);
  // Stored before its slot is made, as everywhere.
  await ports.host.secret.write({ secret });
  await add(vault, keyring, { kind: 'secret', secret });
  wipe(secret);
  return 'secret';
}

export interface Replacement {
  readonly seed: VaultSeed;
  readonly peer: DeviceKeys;
  readonly own: DeviceSecret;
  /** The journal that is here opens by itself; the one that takes its place is to do so too. */
  readonly opensHere: boolean;
}

/**
 * Puts the other device's journal in the place of the host's, of which the host makes a backup first. `letGo` ends this
 * window's hold on the old one; the window has to begin anew afterwards.
 */
export async function replaceByTheirs(
  host: ConnectedHost,
  { seed, peer, own, opensHere }: Replacement,
  letGo: () => Promise<void>,
): Promise<void> {
  const vault = new Y.Doc();
  const keyring = plantSeed(vault, seed, windowRandom);
  const joined = withAnchor(own, deviceIdOf(peer));
  const secret = opensHere ? await host.secret.read() : null;
  if (secret) await add(vault, keyring, { kind: 'secret', secret });
  for (const each of [authorOf(own), peer]) vouchFor(vault, each, noNote, authorOf(own));
  await letGo();
  await replaceVault(host, Y.encodeStateAsUpdate(vault));
  await host.sync.keepDevice({ sealed: sealDeviceSecret(joined, keyring, windowRandom) });
  await host.sync.admit(admissionOf(joined, keyring.membership()));
  keyring.close();
}

function add(vault: Y.Doc, keyring: Keyring, opener: Opener, parameters?: Argon2Parameters): Promise<void> {
  const ports = { random: windowRandom, argon2id, ...(parameters && { parameters }) };
  return changeAccess(vault, keyring, { add: opener, replaces: null }, ports);
}
