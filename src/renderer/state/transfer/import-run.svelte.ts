import { asCoded, hasCode, type NailwallError } from '#core/base';
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
  withHashes,
  writeImport,
} from '#core/transfer';
import type { ChosenFile } from '../chosen-file.ts';
import type { JournalStore } from '../journal-store.svelte.ts';
import { FileReading } from '../reading/file-reading.ts';
import { Standing } from './standing.svelte.ts';
import { Undertaking } from '../undertaking.svelte.ts';

type TableSource = Extract<ImportSource, { type: 'table' }>;
type JournalSource = Extract<ImportSource, { type: 'journal' }>;

/** Up to so many rows are looked at anew after every change of the mapping; more only when asked. */
const rowsAtOnce = 2000;

/** One file on its way into the journal: chosen, read, looked over, written, perhaps taken back. */
export class ImportRun {
  readonly #store: JournalStore;
  readonly #reading: FileReading;
  #file: ChosenFile | null = null;
  /** What is being read or written now, how far it is, and the way to give it up. */
  readonly work = new Undertaking();
  readonly standing: Standing;
  step: 'choose' | 'reading' | 'decide' | 'writing' | 'done' = $state('choose');
  fileName = $state('');
  error: NailwallError | null = $state.raw(null);
  source: ImportSource | null = $state.raw(null);
  mapping: Mapping | null = $state.raw(null);
  measures: Readonly<Record<string, Measure>> = $state.raw({});
  mail: Mail | null = $state.raw(null);
  /** What would be written; null while something is undecided or the rows are yet to be looked at. */
  plan: ImportPlan | null = $state.raw(null);
  takeDuplicates = $state(false);

  constructor(store: JournalStore, reading = new FileReading()) {
    this.#store = store;
    this.#reading = reading;
    this.standing = new Standing(store);
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
    this.#file = file;
    this.fileName = file.name;
    this.step = 'reading';
    await this.#attempt('choose', async (progress) => {
      const source = await this.#reading.source(file, progress);
      return { source, mail: source.type === 'mail' ? await this.#reading.mail(file) : null };
    }).then((read) => read && this.#begin(read.source, read.mail));
  }

  /** Gives up what is being read or written; the journal stays as it was. */
  cancel(): void {
    // The reader of an archive is needed again for another try.
    if (this.step === 'reading') this.#reading.end();
    else this.work.cancel();
  }

  /** Back to choosing a file; what is under way is given up. */
  reset(): void {
    this.work.end();
    this.#reading.end();
    this.standing.forget();
    this.#file = null;
    this.step = 'choose';
    this.fileName = '';
    this.error = null;
    this.source = null;
    this.mapping = null;
    this.measures = {};
    this.mail = null;
    this.plan = null;
    this.takeDuplicates = false;
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

  /** Writes what the plan says, in one step; a journal's letters are put on the disk before it. */
  async write(): Promise<void> {
    const { source, plan } = this;
    const { journal } = this.#store;
    if (source?.type === 'journal') {
      await this.#writeJournal(source);
      return;
    }
    this.#write(() => {
      const { attempts, pulses } = writeImport(journal, plan ?? nothing, { duplicates: this.takeDuplicates });
      return attempts.length + pulses.length;
    });
  }

  /** Writes the mail down as an attempt, with its file as a letter of it. */
  async writeMail(input: AttemptInput): Promise<void> {
    const { journal, letters } = this.#store;
    const file = this.#file;
    const facts =
      file && letters
        ? await this.#working((signal, progress) => {
            return letters.seal(file, { signal, progress: (bytes) => progress(bytes, file.size) });
          })
        : null;
    if (facts === undefined) return;
    this.#write(() =>
      journal.together(() => {
        const attempt = journal.addAttempt(input);
        if (facts) journal.addLetter({ attempt, ...facts });
        return 1;
      }),
    );
  }

  dispose(): void {
    this.work.end();
    this.#reading.end();
    this.standing.forget();
  }

  async #writeJournal({ copy, letters: files }: JournalSource): Promise<void> {
    const { letters, journal } = this.#store;
    const all = files.reduce((sum, { size }) => sum + size, 0);
    const hashes =
      letters && files.length > 0
        ? await this.#working((signal, progress) => {
            return letters.takeIn(files, { signal, progress: (bytes) => progress(bytes, all) });
          })
        : new Map<string, string>();
    if (hashes) this.#write(() => journal.adopt(withHashes(copy, hashes)).added);
  }

  #begin(source: ImportSource, mail: Mail | null): void {
    this.source = source;
    this.mail = mail;
    this.step = 'decide';
    // An archive's letters are still to be read.
    if (source.type !== 'journal') this.#reading.end();
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

  /** Does what is to come before the writing; undefined when it failed or was given up. */
  #working<T>(work: Parameters<typeof this.work.run<T>>[0]): Promise<T | undefined> {
    this.step = 'writing';
    return this.#attempt('decide', (progress, signal) => work(signal, progress));
  }

  /** Undefined when `work` failed, and then the run is back at `before`; also when it no longer counts. */
  async #attempt<T>(
    before: 'choose' | 'decide',
    work: (progress: (done: number, all: number) => void, signal: AbortSignal) => Promise<T>,
  ): Promise<T | undefined> {
    this.error = null;
    const outcome = await this.work.run((signal, progress) => work(progress, signal));
    if (!outcome.current) return undefined;
    if ('value' in outcome) return outcome.value;
    this.step = before;
    if (!hasCode(outcome.error, 'cancelled')) this.error = asCoded(outcome.error);
    return undefined;
  }

  /** `work` writes everything in one step and returns how many entries. */
  #write(work: () => number): void {
    this.#store.flush();
    this.error = null;
    try {
      this.standing.write(work);
      this.step = 'done';
    } catch (error) {
      this.step = 'decide';
      this.error = asCoded(error);
    }
  }
}

const nothing: ImportPlan = { rows: [], fresh: 0, duplicates: 0, leftOut: 0, warned: 0 };
