/**
 * The vault's own list of letters: the hash of each sealed file and its size. It is all that somebody without a key
 * knows of letters, and what other devices fetch by.
 */
import type { Bytes } from '#core/base';
import type * as Y from 'yjs';
import { lettersOf, vaultOf } from './vault-document.ts';

const hashPattern = /^[0-9a-f]{64}$/;

/** Hash (SHA-256 of the sealed bytes, hex) -> sealed bytes. What is no hash or no size is left out, and left alone. */
export function namedLetters(vault: Y.Doc): ReadonlyMap<string, number> {
  const named = new Map<string, number>();
  for (const [hash, bytes] of lettersOf(vault)) {
    if (hashPattern.test(hash) && typeof bytes === 'number' && Number.isSafeInteger(bytes) && bytes >= 0) {
      named.set(hash, bytes);
    }
  }
  return named;
}

/** As {@link namedLetters}, of a whole vault document (Yjs update, V1). Throws `backup/damaged` for what is none. */
export function lettersNamedIn(update: Bytes): ReadonlyMap<string, number> {
  const vault = vaultOf(update);
  try {
    return namedLetters(vault);
  } finally {
    vault.destroy();
  }
}

/**
 * Names letters and stops naming others, in one transaction; writes nothing when all is so already. `add` maps hashes
 * to sealed sizes in bytes.
 */
export function nameLetters(vault: Y.Doc, add: ReadonlyMap<string, number>, remove: Iterable<string>): void {
  const letters = lettersOf(vault);
  const added = [...add].filter(([hash, bytes]) => letters.get(hash) !== bytes);
  const removed = [...remove].filter((hash) => letters.has(hash) && !add.has(hash));
  if (added.length + removed.length === 0) return;
  vault.transact(() => {
    for (const [hash, bytes] of added) letters.set(hash, bytes);
    for (const hash of removed) letters.delete(hash);
  });
}
