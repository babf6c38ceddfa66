/** What the host has acknowledged so far, and what must therefore be there after it was killed. */
import { type Bytes } from '#core/base';
import { expect } from 'vitest';

/** A vault in the host's folder: the first one, and one more for each restore. */
export interface Lineage {
  /** Changes that were said to be durable. */
  readonly kept: Set<string>;
  /** The window's own copy, as it was when the host died; null when the window has none. */
  copy: Bytes | null;
}

interface KeptBackup {
  readonly name: string;
  readonly changes: ReadonlySet<string>;
}

export class Promises {
  readonly #lineages = new Map<number, Lineage>();
  #number: number | null = null;
  #restore: { readonly changes: ReadonlySet<string>; acknowledged: boolean } | null = null;
  /** The last backup that was acknowledged, and what had been acknowledged when it began. */
  backup: KeptBackup | null = null;

  /** All changes of all vaults. */
  get kept(): number {
    return [...this.#lineages.values()].reduce((sum, { kept }) => sum + kept.size, 0);
  }

  /** The vault that the folder's number names, `found` being what it holds. */
  lineageOf(number: number, found: ReadonlySet<string>, context: string): Lineage {
    const restore = this.#restore;
    this.#restore = null;
    if (this.#number === number) expect(restore?.acknowledged ?? false, context).toBe(false);
    let lineage = this.#lineages.get(number);
    if (!lineage) {
      // Another vault than before: the very first one, or the one that was being restored.
      expect(this.#number === null || restore !== null, context).toBe(true);
      if (restore) expect([...found].sort(), context).toEqual([...restore.changes].sort());
      lineage = { kept: new Set(restore?.changes ?? []), copy: null };
      this.#lineages.set(number, lineage);
    }
    this.#number = number;
    return lineage;
  }

  /** From now on the folder may hold what a backup held. */
  restoring(changes: ReadonlySet<string>): void {
    this.#restore = { changes, acknowledged: false };
  }

  restored(): void {
    if (this.#restore) this.#restore.acknowledged = true;
  }
}
