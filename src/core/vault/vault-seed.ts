/**
 * What another device needs in order to open a vault before anything of it has arrived: its roots and its ways in. The
 * slots keep their names and bytes, so a seeded vault and the one it comes from merge into the latter.
 */
import { type Bytes, coded, equalBytes, type Random } from '#core/base';
import type * as Y from 'yjs';
import { Keyring, type Root } from './keyring.ts';
import { linkRoots } from './linked-roots.ts';
import { readSlot } from './slots.ts';
import { isVacant, readSlots, writeFormat, writeSlot } from './vault-document.ts';

export interface VaultSeed {
  readonly roots: readonly Root[];
  readonly slots: readonly { readonly id: string; readonly bytes: Bytes }[];
}

/** A computer's own secret opens nothing elsewhere, so its slot does not come along. */
export function seedOf(vault: Y.Doc, keyring: Keyring): VaultSeed {
  const slots = readSlots(vault).slots.filter(({ kind, vaultId }) => kind !== 'secret' && isOf(keyring.roots, vaultId));
  const roots = keyring.roots.map(({ vaultId, master }) => ({ vaultId: vaultId.slice(), master: master.slice() }));
  return { roots, slots: slots.map(({ id, bytes }) => ({ id, bytes })) };
}

/**
 * Writes the ways in into an empty vault, in one transaction. Throws `vault/exists` when anything lies there already, and
 * `sync/protocol` for a seed that would leave nobody a way in; nothing is written then.
 */
export function plantSeed(vault: Y.Doc, { roots, slots }: VaultSeed, random: Random): Keyring {
  if (!isVacant(vault)) throw coded('vault/exists');
  const read = slots.map(({ id, bytes }) => readSlot(id, bytes));
  const whole = read.filter((slot) => typeof slot !== 'string').filter(({ vaultId }) => isOf(roots, vaultId));
  if (roots.length === 0 || whole.length === 0) throw coded('sync/protocol', { what: 'seed' });
  vault.transact(() => {
    writeFormat(vault);
    for (const { id, bytes } of whole) writeSlot(vault, id, bytes);
    linkRoots(vault, roots, random);
  });
  return Keyring.of(roots);
}

function isOf(roots: readonly Root[], vaultId: Bytes): boolean {
  return roots.some((root) => equalBytes(root.vaultId, vaultId));
}
