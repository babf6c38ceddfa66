import { builtInKinds, type EntryId, type Journal, type KindId, type PursuitId } from '#core/journal';
import type { AttemptDraft } from './draft.ts';
import type { ImportPlan } from './plan.ts';

/** What an import wrote, by id. */
export interface ImportReceipt {
  readonly attempts: readonly EntryId[];
  readonly pulses: readonly EntryId[];
  readonly pursuits: readonly PursuitId[];
  readonly kinds: readonly KindId[];
}

export interface ImportChoices {
  /** Write those that the journal has already once more. */
  readonly duplicates?: boolean;
}

/**
 * Writes a plan into the journal: one transaction, one undo step, everything or nothing. Pursuits and kinds that the
 * rows name are made where there is none of that title or name. When the journal refuses (it was made newer meanwhile),
 * its error is thrown and whatever was written before is taken back.
 */
export function writeImport(journal: Journal, plan: ImportPlan, choices: ImportChoices = {}): ImportReceipt {
  const writer = new Writer(journal);
  try {
    journal.together(() => {
      for (const { entry, duplicate } of plan.rows) {
        if (!entry || (duplicate && !choices.duplicates)) continue;
        if (entry.type === 'pulse') writer.pulses.push(journal.addPulse(entry.input));
        else writer.addAttempt(entry);
      }
    });
  } catch (error) {
    if (writer.wrote) journal.undo();
    throw error;
  }
  const { attempts, pulses, pursuits, kinds } = writer;
  return { attempts, pulses, pursuits, kinds };
}

class Writer {
  readonly attempts: EntryId[] = [];
  readonly pulses: EntryId[] = [];
  readonly pursuits: PursuitId[] = [];
  readonly kinds: KindId[] = [];
  readonly #journal: Journal;
  readonly #pursuitByTitle: Map<string, PursuitId>;
  readonly #kindByName: Map<string, KindId>;

  constructor(journal: Journal) {
    this.#journal = journal;
    this.#pursuitByTitle = new Map(journal.pursuits().map(({ id, title }) => [title, id]));
    const own = journal.kinds().filter(({ builtIn }) => !builtIn);
    this.#kindByName = new Map([
      ...own.map(({ id, name }): [string, KindId] => [name, id]),
      ...builtInKinds.map((id): [string, KindId] => [id, id]),
    ]);
  }

  get wrote(): boolean {
    return this.attempts.length + this.pulses.length + this.pursuits.length + this.kinds.length > 0;
  }

  addAttempt({ input, pursuitTitle, kindName }: AttemptDraft): void {
    const pursuit = pursuitTitle === null ? {} : { pursuit: this.#pursuit(pursuitTitle) };
    const kind = kindName === null ? {} : { kind: this.#kind(kindName) };
    this.attempts.push(this.#journal.addAttempt({ ...input, ...pursuit, ...kind }));
  }

  #pursuit(title: string): PursuitId {
    const known = this.#pursuitByTitle.get(title);
    if (known !== undefined) return known;
    const id = this.#journal.addPursuit({ title });
    this.#pursuitByTitle.set(title, id);
    this.pursuits.push(id);
    return id;
  }

  #kind(name: string): KindId {
    const known = this.#kindByName.get(name);
    if (known !== undefined) return known;
    const id = this.#journal.addKind({ name, paper: 'other' });
    this.#kindByName.set(name, id);
    this.kinds.push(id);
    return id;
  }
}
