/** The vault's Yjs document: where its parts lie. It holds ciphertext and header only, so anybody may merge it. */
import { type Bytes, coded, type Random, createId } from '#core/base';
import * as Y from 'yjs';
import { readSlot, type Slot, type SlotFault } from './slots.ts';

export const vaultFormat = 1;
const slotPrefix = 'slot/';

export function headerOf(vault: Y.Doc): Y.Map<unknown> {
  return vault.getMap('header');
}

/** The sealed records. Any element may be anything: whatever a peer or a damaged file put there. */
export function logOf(vault: Y.Doc): Y.Array<unknown> {
  return vault.getArray('log');
}

/** Which letters belong to the vault: the hash of each sealed file -> its bytes. Anything may stand here as well. */
export function lettersOf(vault: Y.Doc): Y.Map<unknown> {
  return vault.getMap('letters');
}

/**
 * A vault from a whole document (Yjs update, V1), as a backup holds one; the caller destroys it. Throws `backup/damaged`
 * for what is none.
 */
export function vaultOf(update: Bytes): Y.Doc {
  const vault = new Y.Doc();
  try {
    Y.applyUpdate(vault, update);
    return vault;
  } catch (error) {
    vault.destroy();
    throw coded('backup/damaged', {}, error);
  }
}

/** True when no vault was ever founded in this document. */
export function isVacant(vault: Y.Doc): boolean {
  return headerOf(vault).size === 0 && logOf(vault).length === 0;
}

/** Throws `vault/newer-version` for a format that this program does not know. */
export function checkFormat(vault: Y.Doc): void {
  const format = headerOf(vault).get('format');
  if (typeof format === 'number' && format > vaultFormat) throw coded('vault/newer-version', { format });
}

export function writeFormat(vault: Y.Doc): void {
  headerOf(vault).set('format', vaultFormat);
}

/** A fresh name for a slot: two setups at once must not meet under one name, or one key is lost. */
export function newSlotId(random: Random): string {
  return createId(random);
}

export function writeSlot(vault: Y.Doc, id: string, slot: Uint8Array): void {
  headerOf(vault).set(slotPrefix + id, slot);
}

/** What lies under a slot's name; no bytes when there are none. */
export function slotBytesIn(vault: Y.Doc, id: string): Uint8Array {
  const value = headerOf(vault).get(slotPrefix + id);
  return value instanceof Uint8Array ? value : new Uint8Array();
}

/** Only `retireSlot` may use this: a slot that vanishes without a proof is put back. */
export function removeSlot(vault: Y.Doc, id: string): void {
  headerOf(vault).delete(slotPrefix + id);
}

export interface SlotList {
  /** By id. */
  readonly slots: readonly Slot[];
  readonly faults: readonly SlotFault[];
}

export function readSlots(vault: Y.Doc): SlotList {
  const slots: Slot[] = [];
  const faults: SlotFault[] = [];
  const header = headerOf(vault);
  for (const key of [...header.keys()].sort()) {
    if (!key.startsWith(slotPrefix)) continue;
    const slot = readSlot(key.slice(slotPrefix.length), header.get(key));
    if (typeof slot === 'string') faults.push(slot);
    else slots.push(slot);
  }
  return { slots, faults };
}

/** The day (days since 1970-01-01) of the last full snapshot, or null. */
export function snapshotDay(vault: Y.Doc): number | null {
  const day = headerOf(vault).get('snapshotDay');
  return typeof day === 'number' ? day : null;
}

export function writeSnapshotDay(vault: Y.Doc, day: number): void {
  headerOf(vault).set('snapshotDay', day);
}
