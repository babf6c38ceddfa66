import { asCoded, coded, type NailwallError } from '#core/base';
import type { Adopted } from '#core/journal';
import {
  completeMapping,
  guessMapping,
  type ImportPlan,
  type ImportReceipt,
  type ImportSource,
  type Mail,
  type Mapping,
  mappingProblems,
  mapRows,
  type Measure,
  planImport,
  readImport,
  readMail,
  transferLimits,
  writeImport,
} from '#core/transfer';
import type { JournalStore } from '../journal-store.svelte.ts';

/** What a browser's File is to an import. */
export interface ChosenFile {
  readonly name: string;
  readonly size: number;
  arrayBuffer(): Promise<ArrayBuffer>;
}

type TableSource = Extract<ImportSource, { type: 'table' }>;

/** Up to so many rows are looked at anew after every change of the mapping; more only when asked. */
const rowsAtOnce = 2000;

/** One file on its way into the journal: chosen, read, looked over, written, perhaps taken back. */
export class ImportRun {
  readonly #store: JournalStore;
  #chosen = 0;
  #stopWatching: () => void = () => undefined;
  step: 'choose' | 'reading' | 'decide' | 'done' = $state('choose');
  fileName = $state('');
  error: NailwallError | null = $state.raw(null);
  source: ImportSource | null = $state.raw(null);
  mapping: Mapping | null = $state.raw(null);
  measures: Readonly<Record<string, Measure>> = $state.raw({});
  mail: Mail | null = $state.raw(null);
  /** What would be written; null while something is undecided or the rows are yet to be looked at. */
  plan: ImportPlan | null = $state.raw(null);
  takeDuplicates = $state(false);
  /** Entries that the import wrote. */
  written = $state(0);
  /** Whether undo takes back this import and nothing else. */
  canTakeBack = $state(false);
  takenBack = $state(false);

  constructor(store: JournalStore) {
    this.#store = store;
  }

  readonly problems = $derived.by(() => (this.mapping ? mappingProblems(this.mapping) : []));

  get table(): TableSource | null {
    return this.source?.type === 'table' ? this.source : null;
  }

  /** Entries that would be written now. */
  get count(): number {
    if (!this.plan) return 0;
    return this.plan.fresh + (this.takeDuplicates ? this.plan.duplicates : 0);
  }

  async take(file: ChosenFile): Promise<void> {
    this.reset();
    const chosen = ++this.#chosen;
    this.fileName = file.name;
    this.step = 'reading';
    try {
      // Told before the bytes are fetched, so that a huge file never fills the memory.
      if (file.size > transferLimits.fileBytes) {
        throw coded('transfer/too-large', { what: 'file', limit: transferLimits.fileBytes });
      }
      const bytes = new Uint8Array(await file.arrayBuffer());
      const source = readImport(bytes);
      const mail = source.type === 'mail' ? await readMail(bytes) : null;
      // Another file was chosen meanwhile.
      if (chosen === this.#chosen) this.#begin(source, mail);
    } catch (error) {
      if (chosen !== this.#chosen) return;
      this.step = 'choose';
      this.error = asCoded(error);
    }
  }

  /** Back to choosing a file. */
  reset(): void {
    this.#chosen++;
    this.#stopWatching();
    this.step = 'choose';
    this.fileName = '';
    this.error = null;
    this.source = null;
    this.mapping = null;
    this.measures = {};
    this.mail = null;
    this.plan = null;
    this.takeDuplicates = false;
    this.written = 0;
    this.canTakeBack = this.takenBack = false;
  }

  /** Changes how the columns are read; what follows from the columns is found out anew. */
  setTargets(targets: Mapping['targets']): void {
    const { table, mapping } = this;
    if (!table || !mapping) return;
    const { answerWords, dateOrder: _found, ...kept } = mapping;
    this.mapping = completeMapping(table.table, { ...kept, targets, answerWords });
    this.#replan();
  }

  change(patch: Partial<Omit<Mapping, 'targets'>>): void {
    if (!this.mapping) return;
    this.mapping = { ...this.mapping, ...patch };
    this.#replan();
  }

  setMeasure(feature: string, measure: Measure): void {
    this.measures = { ...this.measures, [feature]: measure };
    this.#replan();
  }

  /** How many rows wait to be looked at; 0 when they have been, or cannot be yet. */
  get unchecked(): number {
    return this.table && !this.plan && this.problems.length === 0 ? this.table.table.rows.length : 0;
  }

  /** Looks at every row as it would be written. */
  check(): void {
    const drafts = this.#drafts();
    this.plan = drafts && planImport(this.#store.journal, drafts);
  }

  /** Writes what the plan says, in one step. */
  write(): void {
    const { source, plan } = this;
    this.#store.flush();
    this.#attempt(() => {
      if (source?.type === 'journal') this.#written(this.#store.journal.adopt(source.copy));
      else if (plan) this.#written(writeImport(this.#store.journal, plan, { duplicates: this.takeDuplicates }));
    });
  }

  /** Writes the mail down as an attempt. */
  writeMail(input: Parameters<JournalStore['journal']['addAttempt']>[0]): void {
    this.#store.flush();
    this.#attempt(() => {
      this.#store.journal.addAttempt(input);
      this.#written({ added: 1, present: 0 });
    });
  }

  takeBack(): void {
    if (!this.canTakeBack) return;
    this.#stopWatching();
    this.#store.undo();
    this.canTakeBack = false;
    this.takenBack = true;
  }

  dispose(): void {
    this.#chosen++;
    this.#stopWatching();
  }

  #begin(source: ImportSource, mail: Mail | null): void {
    this.source = source;
    this.mail = mail;
    this.step = 'decide';
    if (source.type === 'table' && source.preset?.type !== 'pulses') {
      this.mapping = source.preset ? source.preset.mapping(source.table) : guessMapping(source.table);
    }
    this.#replan();
  }

  #replan(): void {
    this.plan = null;
    const rows = this.table?.table.rows.length ?? 0;
    if (rows <= rowsAtOnce && this.source?.type !== 'mail' && this.source?.type !== 'journal') this.check();
  }

  #drafts() {
    const { source, mapping } = this;
    if (source?.type === 'entries') return source.drafts;
    if (source?.type !== 'table') return null;
    if (source.preset?.type === 'pulses') return source.preset.drafts(source.table, this.measures);
    return mapping && this.problems.length === 0 ? mapRows(source.table, mapping) : null;
  }

  #attempt(work: () => void): void {
    this.error = null;
    try {
      work();
    } catch (error) {
      this.error = asCoded(error);
    }
  }

  #written(what: ImportReceipt | Adopted): void {
    this.written = 'added' in what ? what.added : what.attempts.length + what.pulses.length;
    this.step = 'done';
    this.canTakeBack = this.written > 0;
    // Once anything else is written, undo would take that back instead.
    this.#stopWatching = this.#store.journal.onChange(({ local }) => {
      if (local) this.canTakeBack = false;
    });
  }
}
