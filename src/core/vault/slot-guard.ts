/**
 * Keeps the ways in while a journal is open. Slots are written once, under names of their own, and leave only with a
 * proof (`retired.ts`). Whoever deletes or overwrites one without it (a stale peer, a damaged one, a rogue one) does so
 * in vain: it is put back. A slot that comes back although it was taken away on purpose goes again.
 *
 * Laws: never writes while a transaction is observed; judges only slots of roots whose key is at hand.
 */
import { type Bytes, Disposables, equalBytes, toBase64Url } from '#core/base';
import type * as Y from 'yjs';
import type { Keyring, Root } from './keyring.ts';
import { isRetired, retireSlot } from './retired.ts';
import { headerOf, readSlots, slotBytesIn, writeSlot } from './vault-document.ts';

interface Guarded {
  readonly root: Root;
  readonly bytes: Bytes;
}

export class SlotGuard {
  readonly #vault: Y.Doc;
  readonly #roots: ReadonlyMap<string, Root>;
  readonly #guarded = new Map<string, Guarded>();
  readonly #disposables = new Disposables();
  #stirred = true;

  private constructor(vault: Y.Doc, keyring: Keyring) {
    this.#vault = vault;
    this.#roots = new Map(keyring.roots.map((root) => [toBase64Url(root.vaultId), root]));
  }

  /** Guards what is there now and what comes; end it before the keyring is closed. */
  static attach(vault: Y.Doc, keyring: Keyring): SlotGuard {
    const guard = new SlotGuard(vault, keyring);
    const header = headerOf(vault);
    const onHeader = () => (guard.#stirred = true);
    const onSettled = () => guard.#settle();
    header.observe(onHeader);
    vault.on('afterAllTransactions', onSettled);
    guard.#disposables.add(() => header.unobserve(onHeader));
    guard.#disposables.add(() => vault.off('afterAllTransactions', onSettled));
    guard.#settle();
    return guard;
  }

  close(): void {
    this.#disposables.dispose();
    this.#guarded.clear();
  }

  #settle(): void {
    if (!this.#stirred) return;
    this.#stirred = false;
    const back = this.#revived();
    this.#noteNew();
    const missing = this.#missing();
    if (back.length + missing.length === 0) return;
    this.#vault.transact(() => {
      for (const [id, root] of back) retireSlot(this.#vault, root, id);
      for (const [id, { bytes }] of missing) writeSlot(this.#vault, id, bytes);
    }, this);
  }

  /** Slots that are here although somebody with the key took them away. */
  #revived(): readonly (readonly [string, Root])[] {
    return readSlots(this.#vault).slots.flatMap(({ id, vaultId }) => {
      const root = this.#roots.get(toBase64Url(vaultId));
      return root && isRetired(this.#vault, root, id) ? [[id, root] as const] : [];
    });
  }

  #noteNew(): void {
    for (const { id, vaultId, bytes } of readSlots(this.#vault).slots) {
      const root = this.#roots.get(toBase64Url(vaultId));
      if (root && !this.#guarded.has(id)) this.#guarded.set(id, { root, bytes });
    }
  }

  /** Slots that are gone, or hold something else, without a proof; forgets those that have one. */
  #missing(): readonly (readonly [string, Guarded])[] {
    const missing: [string, Guarded][] = [];
    for (const [id, guarded] of [...this.#guarded]) {
      if (isRetired(this.#vault, guarded.root, id)) this.#guarded.delete(id);
      else if (!equalBytes(slotBytesIn(this.#vault, id), guarded.bytes)) missing.push([id, guarded]);
    }
    return missing;
  }
}
