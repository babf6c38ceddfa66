/** Founding a vault, opening it, and changing who can. */
import { type Bytes, coded, equalBytes, hasCode, invariant, type NailwallError, type Random } from '#core/base';
import type * as Y from 'yjs';
import { boxOfSlot, learnEpochs, recipientOf, wrapEpoch } from './epochs.ts';
import { createRoot, Keyring, type Root } from './keyring.ts';
import { withLinkedRoots } from './linked-roots.ts';
import { type Argon2id, argon2Floor, type Argon2Parameters } from './passphrase.ts';
import { isRetired, retireSlot } from './retired.ts';
import { markSheet } from './sheet-marks.ts';
import { createSlot, type OpenedSlot, openSlot, type Opener, readSlot, type Slot, type SlotKind } from './slots.ts';
import {
  checkFormat,
  isVacant,
  newSlotId,
  readSlots,
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
    for (const slot of slots) place(vault, slot, ports.random);
  });
  return Keyring.of([root]);
}

/** A slot that is made and lies nowhere yet. */
interface Wrapped {
  readonly id: string;
  readonly root: Root;
  readonly opener: Opener;
  readonly bytes: Bytes;
}

async function wrapForAll(root: Root, openers: readonly Opener[], ports: AccessPorts): Promise<Wrapped[]> {
  const slots: Wrapped[] = [];
  for (const opener of openers) {
    const id = newSlotId(ports.random);
    const parameters = ports.parameters ?? argon2Floor;
    const bytes = await createSlot(id, root, opener, ports.argon2id, parameters, ports.random);
    slots.push({ id, root, opener, bytes });
  }
  return slots;
}

function place(vault: Y.Doc, { id, root, opener, bytes }: Wrapped, random: Random): void {
  writeSlot(vault, id, bytes);
  if (opener.kind === 'recovery') markSheet(vault, root, id, opener.entropy, random);
}

/**
 * Opens every slot that `opener` fits, and every vault that has become one with those. Throws, in this order: `vault/empty`; `vault/newer-version`;
 * `vault/wrong-passphrase` or `vault/wrong-words` when whole slots of this kind refused it; `vault/damaged` when the
 * only slots of this kind are damaged; `vault/weak-parameters`.
 */
export async function openVault(vault: Y.Doc, opener: Opener, argon2id: Argon2id): Promise<Keyring> {
  if (isVacant(vault)) throw coded('vault/empty');
  checkFormat(vault);
  const list = readSlots(vault);
  const candidates = list.slots.filter((slot) => slot.kind === opener.kind);
  const { opened, refusal } = await tryAll(candidates, opener, argon2id);
  // One that was taken away, and that a stale copy brought back, opens nothing.
  const live = opened.filter(({ slot, root }) => !isRetired(vault, root, slot.id));
  if (live.length > 0) return keyringOf(vault, live);
  throw refusal ?? (candidates.length > 0 ? wrong(opener.kind) : missing(list));
}

function keyringOf(vault: Y.Doc, opened: readonly OpenedHere[]): Keyring {
  const boxes = opened.map(({ slot, secretKey }) => boxOfSlot(slot.id, secretKey));
  const roots = opened.map(({ root }) => root);
  const keyring = Keyring.of(withLinkedRoots(vault, roots), boxes);
  learnEpochs(vault, keyring);
  return keyring;
}

interface OpenedHere extends OpenedSlot {
  readonly slot: Slot;
}

async function tryAll(slots: readonly Slot[], opener: Opener, argon2id: Argon2id) {
  const opened: OpenedHere[] = [];
  let refusal: NailwallError | undefined;
  let refused = 0;
  for (const slot of slots) {
    try {
      const parts = await openSlot(slot, opener, argon2id);
      if (parts) opened.push({ slot, ...parts });
    } catch (error) {
      if (!hasCode(error)) throw error;
      refusal = error;
      refused += 1;
    }
  }
  // One slot with bad parameters beside a good one that merely refused the passphrase is not the news.
  return { opened, refusal: refused === slots.length ? refusal : undefined };
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

/** Whether a passphrase may be asked for: there is one, or a damaged slot may have been one, which opening then says. */
export function mayTakePassphrase(vault: Y.Doc): boolean {
  const { slots, faults } = readSlots(vault);
  return faults.length > 0 || slots.some(({ kind }) => kind === 'passphrase');
}

/** The slots that `opener` opens, by id; none when it fits nothing. */
export async function slotsOpenedBy(vault: Y.Doc, opener: Opener, argon2id: Argon2id): Promise<readonly string[]> {
  const candidates = readSlots(vault).slots.filter((slot) => slot.kind === opener.kind);
  const { opened } = await tryAll(candidates, opener, argon2id);
  return opened.map(({ slot }) => slot.id);
}

export interface AccessChange {
  /** The way in that is made, if any. */
  readonly add: Opener | null;
  /** Every slot of this kind that was there before goes. */
  readonly replaces: SlotKind | null;
  /** Single slots that go, by id. */
  readonly removes?: readonly string[];
}

/**
 * Adds a way in and takes older ones away, in one transaction: a crash leaves what was before or what comes after. The
 * new slots have been tried before. Throws `bug` when neither a passphrase nor words would be left,
 * `vault/crypto-self-test` when a new slot does not open (nothing is changed then).
 */
export async function changeAccess(
  vault: Y.Doc,
  keyring: Keyring,
  change: AccessChange,
  ports: AccessPorts,
): Promise<void> {
  const added: Wrapped[] = [];
  for (const root of keyring.roots) {
    if (change.add) added.push(...(await wrapForAll(root, [change.add], ports)));
  }
  for (const slot of added) await tryNew(slot, ports.argon2id);
  // Deriving keys takes a second, in which slots may have come and gone: what goes is looked up now.
  const changes = keyring.roots.map((root) => ({ root, ...sortSlots(vault, root, change) }));
  for (const { root, stay } of changes) {
    const kinds = [...stay, ...added.filter((slot) => slot.root === root)].map((slot) => kindOf(slot));
    invariant(
      kinds.some((kind) => kind !== 'secret'),
      'a vault keeps a way in that a person knows',
    );
  }
  vault.transact(() => {
    for (const slot of added) {
      place(vault, slot, ports.random);
      wrapEpochsFor(vault, keyring, slot, ports.random);
    }
    for (const { root, go } of changes) for (const { id } of go) retireSlot(vault, root, id);
  });
}

/** A way in opens what was written since a device was removed as well. */
function wrapEpochsFor(vault: Y.Doc, keyring: Keyring, { id, bytes }: Wrapped, random: Random): void {
  const slot = readSlot(id, bytes);
  invariant(typeof slot !== 'string', 'a new slot is whole');
  for (const epoch of keyring.epochs) wrapEpoch(vault, epoch, recipientOf(slot), keyring, random);
}

async function tryNew({ id, root, opener, bytes }: Wrapped, argon2id: Argon2id): Promise<void> {
  const slot = readSlot(id, bytes);
  const opened = typeof slot === 'string' ? null : await openSlot(slot, opener, argon2id);
  if (!opened || !equalBytes(opened.root.master, root.master)) throw coded('vault/crypto-self-test', { part: 'slot' });
}

/** A slot of a vault that this keyring cannot open is somebody else's way in. */
function sortSlots(vault: Y.Doc, root: Root, { replaces, removes = [] }: AccessChange) {
  const own = readSlots(vault).slots.filter(({ vaultId }) => equalBytes(vaultId, root.vaultId));
  const goes = ({ id, kind }: Slot) => kind === replaces || removes.includes(id);
  return { go: own.filter(goes), stay: own.filter((slot) => !goes(slot)) };
}

function kindOf(slot: Slot | Wrapped): SlotKind {
  return 'opener' in slot ? slot.opener.kind : slot.kind;
}
