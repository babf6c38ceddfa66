import type { AttemptRow, CheckInRow, Day, PulseRow, PursuitRow, Rows } from '#core/insights';
import { LineMemory, type Part, partOf, type Question } from './parts.ts';

/** Rows that are new or changed, and ids of those that are gone. */
export interface Patch<Row> {
  readonly put: readonly Row[];
  readonly drop: readonly string[];
}

export interface RowsPatch {
  readonly attempts?: Patch<AttemptRow>;
  readonly pursuits?: Patch<PursuitRow>;
  readonly checkIns?: Patch<CheckInRow>;
  readonly pulses?: Patch<PulseRow>;
}

export type ToEngine =
  | { readonly type: 'rows'; readonly patch: RowsPatch }
  | {
      readonly type: 'ask';
      readonly question: Question;
      readonly today: Day;
      readonly quietAfterDays: number;
    };

/** Rows by id, and the list of them, which stays the same until one changes. */
class Table<Row extends { readonly id: string }> {
  readonly #rows = new Map<string, Row>();
  #list: readonly Row[] | null = null;

  apply(patch: Patch<Row> | undefined): void {
    if (!patch || (patch.put.length === 0 && patch.drop.length === 0)) return;
    for (const row of patch.put) this.#rows.set(row.id, row);
    for (const id of patch.drop) this.#rows.delete(id);
    this.#list = null;
  }

  get list(): readonly Row[] {
    return (this.#list ??= [...this.#rows.values()]);
  }
}

/** Keeps the rows and answers questions about them; the worker's inside, apart from it so that it can be run anywhere. */
export class InsightsEngine {
  readonly #attempts = new Table<AttemptRow>();
  readonly #pursuits = new Table<PursuitRow>();
  readonly #checkIns = new Table<CheckInRow>();
  readonly #pulses = new Table<PulseRow>();
  readonly #memory = new LineMemory();

  /** Takes a message in; returns the answer to a question, else null. */
  take(message: ToEngine): Part | null {
    if (message.type === 'ask') return partOf(message.question, this.#rows(message), this.#memory);
    this.#attempts.apply(message.patch.attempts);
    this.#pursuits.apply(message.patch.pursuits);
    this.#checkIns.apply(message.patch.checkIns);
    this.#pulses.apply(message.patch.pulses);
    return null;
  }

  #rows({ today, quietAfterDays }: Pick<Rows, 'today' | 'quietAfterDays'>): Rows {
    return {
      attempts: this.#attempts.list,
      pursuits: this.#pursuits.list,
      checkIns: this.#checkIns.list,
      pulses: this.#pulses.list,
      today,
      quietAfterDays,
    };
  }
}
