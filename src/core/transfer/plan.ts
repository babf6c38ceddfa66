/** Drafts checked against the journal and against its rules: what an import would write, row by row. */
import { hasCode, parseCalendarDate } from '#core/base';
import { type Attempt, type AttemptInput, Journal, type Pulse, type PulseInput } from '#core/journal';
import * as Y from 'yjs';
import type { AttemptDraft, Draft, Note } from './draft.ts';
import { fold } from './words.ts';

export interface PlannedRow extends Draft {
  /** The journal has it already: same to whom, what and sent on (or, for a pulse, same day, ratings and note). */
  readonly duplicate: boolean;
}

export interface ImportPlan {
  readonly rows: readonly PlannedRow[];
  /** Rows that would be written, duplicates not counted. */
  readonly fresh: number;
  readonly duplicates: number;
  /** Rows that cannot be taken over. */
  readonly leftOut: number;
  /** Rows that would be written but lose or gain something on the way. */
  readonly warned: number;
}

/**
 * Plans an import. Each draft is tried on an empty journal of its own, so that what the plan lets through the journal
 * will take; rows that it refuses are left out with the rule they broke. A row of the file stands for one entry of the
 * journal at most: four equal rows against one entry are one duplicate and three new ones.
 */
export function planImport(journal: Journal, drafts: readonly Draft[]): ImportPlan {
  const known = knownIn(journal);
  const firstRows = new Map<string, number>();
  const tried = tryOut(drafts);
  const rows = tried.map((draft): PlannedRow => {
    if (!draft.entry) return { ...draft, duplicate: false };
    const key = keyOf(draft.entry.type, draft.entry.input);
    const left = known.get(key) ?? 0;
    if (left > 0) known.set(key, left - 1);
    const first = firstRows.get(key);
    if (first === undefined) firstRows.set(key, draft.row);
    const notes: readonly Note[] =
      first === undefined ? draft.notes : [...draft.notes, { cause: 'repeats-row', detail: String(first) }];
    return { ...draft, notes, duplicate: left > 0 };
  });
  const fresh = rows.filter(({ entry, duplicate }) => entry && !duplicate);
  return {
    rows,
    fresh: fresh.length,
    duplicates: rows.filter(({ duplicate }) => duplicate).length,
    leftOut: rows.filter(({ entry }) => !entry).length,
    warned: fresh.filter(({ notes }) => notes.some(({ cause }) => cause !== 'repeats-row')).length,
  };
}

function keyOf(type: 'attempt' | 'pulse', entry: AttemptInput | PulseInput | Attempt | Pulse): string {
  if (type === 'attempt') {
    const { toWhom, what, sentOn } = entry as AttemptInput;
    return JSON.stringify([fold(toWhom), fold(what), sentOn ?? null]);
  }
  const { on, hope, purpose, selfWorth, note } = entry as PulseInput;
  return JSON.stringify([on, hope ?? null, purpose ?? null, selfWorth ?? null, note ?? '']);
}

function knownIn(journal: Journal): Map<string, number> {
  const known = new Map<string, number>();
  const add = (key: string) => known.set(key, (known.get(key) ?? 0) + 1);
  for (const attempt of journal.attempts()) add(keyOf('attempt', attempt));
  for (const pulse of journal.pulses()) add(keyOf('pulse', pulse));
  return known;
}

function tryOut(drafts: readonly Draft[]): Draft[] {
  const trial = new Trial();
  try {
    return trial.run(drafts);
  } finally {
    trial.dispose();
  }
}

/** An empty journal to try commands on. */
class Trial {
  readonly #doc = new Y.Doc();
  readonly #journal: Journal;
  readonly #names = new Map<string, Note | null>();
  #ids = 0;

  constructor() {
    this.#journal = Journal.open(this.#doc, {
      clock: { now: () => 0, today: () => parseCalendarDate('2000-01-01') },
      random: (length) => this.#nextId(length),
    });
  }

  run(drafts: readonly Draft[]): Draft[] {
    return this.#journal.together(() => drafts.map((draft) => this.#tried(draft)));
  }

  dispose(): void {
    this.#journal.dispose();
    this.#doc.destroy();
  }

  #tried(draft: Draft): Draft {
    const { entry } = draft;
    if (!entry) return draft;
    const broken =
      entry.type === 'pulse' ? refusal(() => this.#journal.addPulse(entry.input)) : this.#tryAttempt(entry);
    return broken ? { ...draft, entry: null, notes: [...draft.notes, broken] } : draft;
  }

  #tryAttempt({ input, pursuitTitle, kindName }: AttemptDraft): Note | null {
    return (
      refusal(() => this.#journal.addAttempt({ ...input, pursuit: null, kind: 'other' })) ??
      this.#tryName('pursuit', pursuitTitle, (title) => this.#journal.addPursuit({ title })) ??
      this.#tryName('kind', kindName, (name) => this.#journal.addKind({ name, paper: 'other' }))
    );
  }

  #tryName(field: string, name: string | null, add: (name: string) => void): Note | null {
    if (name === null) return null;
    const key = `${field} ${name}`;
    const known = this.#names.get(key);
    if (known !== undefined) return known;
    const refused = refusal(() => add(name));
    const note = refused && { ...refused, field };
    this.#names.set(key, note);
    return note;
  }

  #nextId(length: number): Uint8Array {
    const bytes = new Uint8Array(length);
    let count = ++this.#ids;
    for (let i = 0; i < length && count > 0; i++, count = Math.floor(count / 256)) bytes[i] = count % 256;
    return bytes;
  }
}

function refusal(command: () => unknown): Note | null {
  try {
    command();
    return null;
  } catch (error) {
    if (!hasCode(error, 'journal/invalid')) throw error;
    return { cause: 'rule', field: String(error.data['field']), detail: String(error.data['rule']) };
  }
}
