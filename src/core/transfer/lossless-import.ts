import { coded, hasCode } from '#core/base';
import { fillJournal, Journal, type JournalCopy, type LetterId } from '#core/journal';
import * as v from 'valibot';
import * as Y from 'yjs';
import { losslessFormat, losslessVersion } from './lossless-export.ts';

const HeadSchema = v.looseObject({ format: v.literal(losslessFormat) });
const FileSchema = v.looseObject({
  format: v.literal(losslessFormat),
  version: v.pipe(v.number(), v.integer(), v.minValue(1)),
  journal: v.looseObject({ format: v.number() }),
  /** Letter -> digest of its file. Valibot takes a list for a record as well. */
  letters: v.optional(
    v.pipe(
      v.custom<object>((value) => !Array.isArray(value)),
      v.record(v.string(), v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/))),
    ),
  ),
});

export interface LosslessFile {
  readonly copy: JournalCopy;
  /** Letter -> digest of its file, when the files were taken along. */
  readonly letters: ReadonlyMap<LetterId, string>;
}

/** Whether a JSON value says that it is a journal of this app. */
export function isLossless(value: unknown): boolean {
  return v.is(HeadSchema, value);
}

/**
 * The journal in a lossless file, tried out on an empty one, so that `journal.adopt` will take it. Throws
 * `transfer/newer-version`, or `transfer/unreadable` with `cause` `journal` and, where it is known, the map (`at`).
 */
export function readLossless(value: unknown): LosslessFile {
  const file = v.safeParse(FileSchema, value);
  if (!file.success) throw coded('transfer/unreadable', { cause: 'journal' });
  const { version, journal, letters = {} } = file.output;
  if (version > losslessVersion) throw coded('transfer/newer-version', { version, known: losslessVersion });
  tryOut(journal);
  return { copy: journal as unknown as JournalCopy, letters: new Map(Object.entries(letters)) };
}

function tryOut(copy: unknown): void {
  const doc = new Y.Doc();
  try {
    fillJournal(doc, copy);
    const journal = Journal.open(doc, {
      clock: { now: () => 0, today: () => neverAsked() },
      random: () => neverAsked(),
    });
    journal.dispose();
  } catch (error) {
    if (hasCode(error, 'journal/newer-version')) throw coded('transfer/newer-version', error.data, error);
    if (!hasCode(error, 'journal/invalid')) throw error;
    throw coded('transfer/unreadable', { cause: 'journal', at: error.data['field'] ?? '' }, error);
  } finally {
    doc.destroy();
  }
}

/** Opening a journal writes nothing, so it needs neither day nor chance. */
function neverAsked(): never {
  throw coded('bug');
}
