import { coded, invariant } from '#core/base';
import * as Y from 'yjs';

/** One step up: turns a document of format `to - 1` into one of format `to`. Runs on a copy, in one transaction. */
export interface Migration {
  readonly to: number;
  readonly run: (doc: Y.Doc) => void;
}

/** The steps so far: format 1 is the first. */
export const migrations: readonly Migration[] = [];

/** The names of the top-level maps that hold what the person wrote. */
export const mapNames = ['attempts', 'pursuits', 'checkins', 'pulses', 'letters', 'kinds', 'settings'] as const;

/** The origin of a migration's transaction. */
export class MigrationOrigin {
  readonly writer = 'migration';
}

const prefix = 'formatVersion/';

/**
 * The format of a journal document: the highest n of the keys `formatVersion/n` in its map `meta`; 1 when there are
 * entries but no such key (part of an exchange); null for an empty document. One key per version, so that two devices
 * of different versions that write first at the same time cannot hide the newer one.
 */
export function formatVersionOf(doc: Y.Doc): number | null {
  let version: number | null = null;
  for (const key of doc.getMap('meta').keys()) {
    const digits = /^formatVersion\/([1-9]\d{0,8})$/.exec(key)?.[1];
    if (digits) version = Math.max(version ?? 0, Number(digits));
  }
  return version ?? (mapNames.some((name) => doc.getMap(name).size > 0) ? 1 : null);
}

export function latestOf(steps: readonly Migration[]): number {
  return steps.reduce((latest, step) => Math.max(latest, step.to), 1);
}

/** Throws `journal/newer-version` when the document is newer than `known`. */
export function refuseNewer(doc: Y.Doc, known: number): void {
  const version = formatVersionOf(doc);
  if (version !== null && version > known) throw coded('journal/newer-version', { version, known });
}

/** Notes the format in a document that has none yet; belongs into the transaction of the first write. */
export function stamp(doc: Y.Doc, version: number): void {
  const meta = doc.getMap('meta');
  if (!meta.has(prefix + String(version))) meta.set(prefix + String(version), true);
}

/**
 * Brings an older document up to date; does nothing to an empty or current one. The steps run on a copy, and only when
 * all of them went well and no map has lost an entry is the difference taken over, in one transaction.
 */
export function migrate(doc: Y.Doc, steps: readonly Migration[]): void {
  const from = formatVersionOf(doc);
  const due = steps.filter((step) => from !== null && step.to > from).sort((a, b) => a.to - b.to);
  if (due.length === 0) return;
  const copy = new Y.Doc();
  try {
    Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc));
    copy.transact(() => {
      for (const step of due) {
        step.run(copy);
        stamp(copy, step.to);
      }
    });
    for (const name of mapNames) {
      invariant(copy.getMap(name).size >= doc.getMap(name).size, `a migration loses no entry of ${name}`);
    }
    Y.applyUpdate(doc, Y.encodeStateAsUpdate(copy, Y.encodeStateVector(doc)), new MigrationOrigin());
  } finally {
    copy.destroy();
  }
}
