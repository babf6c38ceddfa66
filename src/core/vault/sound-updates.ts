/**
 * Updates that Yjs can take in. An update that was made wrong (by a defect, or by memory that flipped a bit before it was
 * sealed) may well decode, and then break the document that it is applied to.
 */
import * as Y from 'yjs';
import type { Arrival } from './ledger.ts';
import type { Update } from './seal.ts';

export function applyUpdate(doc: Y.Doc, update: Update, origin?: unknown): void {
  if (update.format === 1) Y.applyUpdate(doc, update.bytes, origin);
  else Y.applyUpdateV2(doc, update.bytes, origin);
}

/** Whether it decodes, and every change in it has a length. Costs a fifth of applying it. */
export function isWellFormed({ format, bytes }: Update): boolean {
  try {
    const { structs } = format === 1 ? Y.decodeUpdate(bytes) : Y.decodeUpdateV2(bytes);
    return structs.every(({ id, length }) => length > 0 && Number.isSafeInteger(id.clock + length));
  } catch {
    return false;
  }
}

/** Those that can be applied one after another, each tried on a document of its own. */
export function soundOnes(arrived: readonly Arrival[]): readonly Arrival[] {
  const sound: Arrival[] = [];
  let trial = new Y.Doc();
  for (const arrival of arrived) {
    try {
      if (!isWellFormed(arrival.opened.update)) continue;
      applyUpdate(trial, arrival.opened.update);
      Y.encodeStateAsUpdate(trial);
      sound.push(arrival);
    } catch {
      // The trial is broken by now; it is begun anew with what went well.
      trial.destroy();
      trial = new Y.Doc();
      for (const { opened } of sound) applyUpdate(trial, opened.update);
    }
  }
  trial.destroy();
  return sound;
}
