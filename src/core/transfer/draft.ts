/** What an importer makes of one row or entry of a file, before anything is written. */
import type { AttemptInput, PulseInput } from '#core/journal';

/** Why something needs the person's eye. Screens put it into words. */
export type Cause =
  // The row is taken over, but not everything in it:
  | 'cells-missing'
  | 'cells-left-over'
  | 'not-a-date'
  | 'no-rating'
  | 'unknown-word'
  | 'day-dropped-while-waiting'
  | 'answered-before-sent'
  | 'tone-dropped'
  | 'tag-too-long'
  | 'day-by-utc'
  | 'filled-in'
  | 'repeats-row'
  // The row is left out:
  | 'nothing-required'
  | 'unknown-answer'
  | 'left-out-by-word'
  | 'rule';

export interface Note {
  readonly cause: Cause;
  /** The field or column it is about. */
  readonly field?: string;
  /** The words in the file, shortened. */
  readonly text?: string;
  /** For `rule`: the journal's rule that was broken. For `repeats-row`: the row. */
  readonly detail?: string;
}

/** Only `rule` and the like leave a row out. */
export const leavingOut: ReadonlySet<Cause> = new Set<Cause>([
  'nothing-required',
  'unknown-answer',
  'left-out-by-word',
  'rule',
]);

export interface AttemptDraft {
  readonly type: 'attempt';
  readonly input: AttemptInput;
  /** A pursuit by its title: an existing one, or one to be made. */
  readonly pursuitTitle: string | null;
  /** A kind by its name or built-in id: an existing one, or one to be made. */
  readonly kindName: string | null;
}

export interface PulseDraft {
  readonly type: 'pulse';
  readonly input: PulseInput;
}

export interface Draft {
  /** The row of the table, or the place of the entry in the file, from 1. */
  readonly row: number;
  /** Null when the row is left out; a note says why. */
  readonly entry: AttemptDraft | PulseDraft | null;
  readonly notes: readonly Note[];
}

const shown = 80;

/** Words of a file as a note shows them. */
export function excerpt(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > shown ? `${line.slice(0, shown - 1)}…` : line;
}
