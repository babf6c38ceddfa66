/**
 * Fewer, larger records in place of many small ones. Choosing what to replace and encoding the replacement happen in one
 * synchronous step; only records that were opened for this very step are covered; what cannot be opened is left alone.
 */
import { type Random } from '#core/base';
import * as Y from 'yjs';
import { Covers } from './covers.ts';
import type { Keyring } from './keyring.ts';
import type { Entry, Ledger } from './ledger.ts';
import { snapshotTier } from './record.ts';
import { type Draft, openRecord, sealRecord, toV2, type Update } from './seal.ts';
import { logOf } from './vault-document.ts';

/** When to compact. */
export interface CompactionPolicy {
  /** So many records of one tier become one of the next. */
  readonly mergeWidth: number;
  /** A snapshot pays off when at least so many bytes, and half of all, lie outside the last one. */
  readonly largeTailBytes: number;
}

export const defaultPolicy: CompactionPolicy = { mergeWidth: 10, largeTailBytes: 64 * 1024 };

/** The highest tier that merging makes; only a snapshot stands above it. */
const topMergedTier = snapshotTier - 1;

export interface Replacement {
  readonly covers: Covers;
  readonly update: Update;
  readonly tier: number;
  /** What leaves the log in the same transaction. */
  readonly replaced: readonly Entry[];
}

/** The lowest tier with enough opened records that `mayMerge` allows, merged; null when there is none. */
export function mergeTier(
  ledger: Ledger,
  keyring: Keyring,
  mergeWidth: number,
  mayMerge: (entry: Entry) => boolean,
): Replacement | null {
  const byTier = new Map<number, Entry[]>();
  for (const entry of ledger.verified()) {
    if (entry.tier < topMergedTier && mayMerge(entry))
      byTier.set(entry.tier, [...(byTier.get(entry.tier) ?? []), entry]);
  }
  const ready = [...byTier].filter(([, entries]) => entries.length >= mergeWidth).sort(([a], [b]) => a - b)[0];
  const merged = ready ? merge(ready[1], keyring, ready[0] + 1) : null;
  return merged && merged.replaced.length >= mergeWidth ? merged : null;
}

/** Opens the entries anew and merges what they hold; those that do not open any more are left out. */
function merge(entries: readonly Entry[], keyring: Keyring, tier: number): Replacement {
  const parts: Uint8Array[] = [];
  const covers: Covers[] = [];
  const replaced: Entry[] = [];
  for (const entry of entries) {
    const opened = openRecord(entry.bytes, keyring);
    if (typeof opened === 'string') continue;
    parts.push(toV2(opened.update));
    covers.push(opened.covers, Covers.of([opened.name]));
    replaced.push(entry);
  }
  const update: Update = { format: 2, bytes: Y.mergeUpdatesV2(parts) };
  return { covers: Covers.union(covers), update, tier, replaced };
}

/**
 * The journal's whole state, pending structs and deletes included (Y.encodeStateAsUpdateV2 carries both), in place of
 * every record that this opening has opened. The caller has applied them all to `journal` and sealed what was pending.
 */
export function snapshot(ledger: Ledger, journal: Y.Doc): Replacement {
  const replaced = ledger.verified();
  const covers = Covers.union(replaced.map((entry) => entry.covers ?? Covers.none));
  return { covers, update: { format: 2, bytes: Y.encodeStateAsUpdateV2(journal) }, tier: snapshotTier, replaced };
}

/** Records that other live records cover, and second copies: safe to drop, as `isCovered` is asked at this moment. */
export function redundant(ledger: Ledger): { readonly covered: readonly Entry[]; readonly doubled: readonly Entry[] } {
  const verified = ledger.verified();
  return {
    covered: verified.filter((entry) => ledger.isCovered(entry)),
    doubled: verified.filter((entry) => entry.copies > 1),
  };
}

/** Removes `entries` from the log (or all copies but one), found by their bytes in the log as it is now. */
export function removeFromLog(vault: Y.Doc, ledger: Ledger, entries: readonly Entry[], keepOne = false): void {
  const log = logOf(vault);
  const seen = new Map<Entry, number>(entries.map((entry) => [entry, 0]));
  const elements = log.toArray();
  for (let index = elements.length - 1; index >= 0; index--) {
    const entry = ledger.find(elements[index]);
    const copies = entry ? seen.get(entry) : undefined;
    if (!entry || copies === undefined) continue;
    seen.set(entry, copies + 1);
    if (!keepOne || copies > 0) log.delete(index, 1);
  }
}

/** Seals a replacement and swaps it in, in one transaction of the vault. */
export function replaceInLog(
  vault: Y.Doc,
  ledger: Ledger,
  replacement: Replacement,
  seal: Pick<Draft, 'writerId' | 'seq'> & {
    readonly keyring: Keyring;
    readonly random: Random;
    readonly origin: unknown;
  },
): void {
  const record = sealRecord({ ...replacement, writerId: seal.writerId, seq: seal.seq }, seal.keyring, seal.random);
  vault.transact(() => {
    removeFromLog(vault, ledger, replacement.replaced);
    logOf(vault).push([record]);
  }, seal.origin);
}
