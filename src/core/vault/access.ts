/** Founding a vault, opening it, and changing who can. */
import { type Bytes, coded, hasCode, invariant, type NailwallError, type Random, toBase64Url } from '#core/base';
import type * as Y from 'yjs';
import { createRoot, Keyring, type Root } from './keyring.ts';
import { type Argon2id, argon2Floor, type Argon2Parameters } from './passphrase.ts';
import { createSlot, openSlot, type Opener, type Slot, type SlotKind } from './slots.ts';
import {
  checkFormat,
  isVacant,
  newSlotId,
  readSlots,
  removeSlot,
  type SlotList,
  writeFormat,
  writeSlot,
} from './vault-document.ts';

export interface AccessPorts {
  readonly random: Random;
  readonly argon2id: Argon2id;
  /** For new passphrase slots; the floor when left out. */
  readonly parameters?: Argon2Parameters;
}

/**
 * Founds a vault in an empty document with one slot for each opener, in one transaction. Throws `vault/exists` when
 * anything lies there already: nothing is ever founded over a journal.
 */
export async function foundVault(vault: Y.Doc, openers: readonly Opener[], ports: AccessPorts): Promise<Keyring> {
  if (!isVacant(vault)) throw coded('vault/exists');
  const root = createRoot(ports.random);
  const slots = await wrapForAll(root, openers, ports);
  // Deriving keys takes a second, in which another replica may have arrived.
  if (!isVacant(vault)) throw coded('vault/exists');
  vault.transact(() => {
    writeFormat(vault);
    for (const [id, bytes] of slots) writeSlot(vault, id, bytes);
  });
  return Keyring.of([root]);
}

async function wrapForAll(root: Root, openers: readonly Opener[], ports: AccessPorts): Promise<[string, Bytes][]> {
  const slots: [string, Bytes][] = [];
  for (const opener of openers) {
    const id = newSlotId(ports.random);
    const parameters = ports.parameters ?? argon2Floor;
    slots.push([id, await createSlot(id, root, opener, ports.argon2id, parameters, ports.random)]);
  }
  return slots;
}

/**
 * Opens every slot that `opener` fits. Throws, in this order: `vault/empty`; `vault/newer-version`;
 * `vault/wrong-passphrase` or `vault/wrong-words` when whole slots of this kind refused it; `vault/damaged` when the
 * only slots of this kind are damaged; `vault/weak-parameters`.
 */
export async function openVault(vault: Y.Doc, opener: Opener, argon2id: Argon2id): Promise<Keyring> {
  if (isVacant(vault)) throw coded('vault/empty');
  checkFormat(vault);
  const list = readSlots(vault);
  const candidates = list.slots.filter((slot) => slot.kind === opener.kind);
  const { roots, refusal } = await tryAll(candidates, opener, argon2id);
  if (roots.length > 0) return Keyring.of(roots);
  throw refusal ?? (candidates.length > 0 ? wrong(opener.kind) : missing(list));
}

async function tryAll(slots: readonly Slot[], opener: Opener, argon2id: Argon2id) {
  const roots: Root[] = [];
  let refusal: NailwallError | undefined;
  let refused = 0;
  for (const slot of slots) {
    try {
      const root = await openSlot(slot, opener, argon2id);
      if (root) roots.push(root);
    } catch (error) {
      if (!hasCode(error)) throw error;
      refusal = error;
      refused += 1;
    }
  }
  // One slot with bad parameters beside a good one that merely refused the passphrase is not the news.
  return { roots, refusal: refused === slots.length ? refusal : undefined };
}

function wrong(kind: SlotKind): NailwallError {
  if (kind === 'recovery') return coded('vault/wrong-words');
  return coded(kind === 'passphrase' ? 'vault/wrong-passphrase' : 'vault/damaged', { part: 'secret' });
}

function missing(list: SlotList): NailwallError {
  return list.faults.includes('newer') ? coded('vault/newer-version') : coded('vault/damaged', { part: 'slots' });
}

/** Which ways in this vault has; a damaged slot counts as none. */
export function waysIn(vault: Y.Doc): ReadonlySet<SlotKind> {
  return new Set(readSlots(vault).slots.map((slot) => slot.kind));
}

/**
 * Adds a way in, then removes the older ones of `replaces`. The new slots are in place before an old one goes, in the
 * same transaction, so there is no moment without a way in.
 */
export async function changeAccess(
  vault: Y.Doc,
  keyring: Keyring,
  change: { readonly add: Opener | null; readonly replaces: SlotKind | null },
  ports: AccessPorts,
): Promise<void> {
  const added: [string, Bytes][] = [];
  for (const root of keyring.roots) {
    if (change.add) added.push(...(await wrapForAll(root, [change.add], ports)));
  }
  const known = new Set(keyring.roots.map((root) => toBase64Url(root.vaultId)));
  const slots = readSlots(vault).slots;
  // A slot of a vault that this keyring cannot open is somebody else's way in.
  const old = slots.filter((slot) => slot.kind === change.replaces && known.has(toBase64Url(slot.vaultId)));
  invariant(added.length + slots.length - old.length > 0, 'a vault keeps a way in');
  vault.transact(() => {
    for (const [id, bytes] of added) writeSlot(vault, id, bytes);
    for (const slot of old) removeSlot(vault, slot.id);
  });
}
