import { asCoded, type NailwallError } from '#core/base';
import type { AttemptInput } from '#core/journal';
import {
  completeMapping,
  guessMapping,
  type ImportPlan,
  type ImportSource,
  type Mail,
  type Mapping,
  mappingProblems,
  mapRows,
  type Measure,
  planImport,
  readMail,
  readSource,
  writeImport,
} from '#core/transfer';
import type { JournalStore } from '../journal-store.svelte.ts';

/** What a browser's File is to an import. */
export interface ChosenFile {
  readonly name: string;
  readonly size: number;
  slice(from: number, to: number): { arrayBuffer(): Promise<ArrayBuffer> };
  arrayBuffer(): Promise<ArrayBuffer>;
}

const bytesOf = async (part: { arrayBuffer(): Promise<ArrayBuffer> }) => new Uint8Array(await part.arrayBuffer());

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
      const bytes = { size: file.size, read: (from: number, to: number) => bytesOf(file.slice(from, to)) };
      const source = await readSource(bytes);
      const mail = source.type === 'mail' ? await readMail(await bytesOf(file)) : null;
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
    const { journal } = this.#store;
    this.#write(() => {
      if (source?.type === 'journal') return journal.adopt(source.copy).added;
      const { attempts, pulses } = writeImport(journal, plan ?? nothing, { duplicates: this.takeDuplicates });
      return attempts.length + pulses.length;
    });
  }

  /** Writes the mail down as an attempt. */
  writeMail(input: AttemptInput): void {
    this.#write(() => {
      this.#store.journal.addAttempt(input);
      return 1;
    });
  }

  takeBack(): void {
    if (this.canTakeBack) this.#store.undo();
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

  /** `work` writes everything in one step and returns how many entries. */
  #write(work: () => number): void {
    this.#store.flush();
    this.error = null;
    const before = new Set(this.#liveIds());
    try {
      this.written = work();
    } catch (error) {
      this.error = asCoded(error);
      return;
    }
    this.step = 'done';
    this.canTakeBack = this.written > 0;
    this.#watch(this.#liveIds().find((id) => !before.has(id)));
  }

  /** Follows one of the new entries, to tell whether the import stands or was undone, here or elsewhere. */
  #watch(witness: string | undefined): void {
    if (witness === undefined) return;
    this.#stopWatching = this.#store.journal.onChange(({ local }) => {
      if (!local) return;
      // Whatever is written now comes on top, and undo would take that back instead.
      this.canTakeBack = false;
      this.takenBack = !this.#liveIds().includes(witness);
    });
  }

  #liveIds(): string[] {
    const { journal } = this.#store;
    return [...journal.attempts(), ...journal.pulses(), ...journal.pursuits()].map(({ id }) => id);
  }
}

const nothing: ImportPlan = { rows: [], fresh: 0, duplicates: 0, leftOut: 0, warned: 0 };
