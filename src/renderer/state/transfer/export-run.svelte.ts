import { asCoded, type ByteParts, type Bytes, hasCode, type NailwallError } from '#core/base';
import {
  exportArchive,
  exportCsv,
  exportJournal,
  exportLetters,
  exportMarkdown,
  failuresPage,
  type ReadLetter,
  type ReportWords,
  zipFiles,
} from '#core/transfer';
import type { JournalStore } from '../journal-store.svelte.ts';
import { Undertaking } from '../undertaking.svelte.ts';

export const exportKinds = ['archive', 'journal', 'letters', 'csv', 'markdown', 'failures'] as const;
export type ExportKind = (typeof exportKinds)[number];
/** Those that hold letters' files. */
const withLetters: ReadonlySet<ExportKind> = new Set(['archive', 'letters']);

/** Puts a file where the person keeps files. */
export type SaveFile = (name: string, content: Blob) => void;

/** Parts of a file are handed to the browser in pieces of so many bytes, which it need not keep among the page's own. */
const pieceBytes = 8 * 1024 * 1024;

/** Files that leave the sealed journal: made whole, and only then handed out. */
export class ExportRun {
  readonly #store: JournalStore;
  readonly #save: SaveFile;
  readonly work = new Undertaking();
  hideNames = $state(false);
  /** What is being made now, where that takes its while. */
  making: ExportKind | null = $state(null);
  /** The name of the file written last. */
  saved: string | null = $state(null);
  error: NailwallError | null = $state.raw(null);

  constructor(store: JournalStore, save: SaveFile) {
    this.#store = store;
    this.#save = save;
  }

  get isEmpty(): boolean {
    const { attempts, pulses, pursuits } = this.#store;
    return attempts.length + pulses.length + pursuits.length === 0;
  }

  /** Those that there is something for. */
  get kinds(): readonly ExportKind[] {
    const { attempts, letters, journal } = this.#store;
    const some = letters !== null && (attempts.some((one) => one.letters.length > 0) || journal.letters().length > 0);
    return exportKinds.filter((kind) => some || !withLetters.has(kind));
  }

  async run(kind: ExportKind, words: ReportWords): Promise<void> {
    this.#store.flush();
    this.work.end();
    this.saved = this.error = this.making = null;
    if (kind === 'archive' || kind === 'letters') await this.#stream(kind);
    else this.#handOut(kind, words);
  }

  /** Ends what is being made; nothing is handed out. */
  cancel(): void {
    this.work.cancel();
  }

  dispose(): void {
    this.work.end();
  }

  #handOut(kind: Exclude<ExportKind, 'archive' | 'letters'>, words: ReportWords): void {
    try {
      const [name, type, content] = this.#make(kind, words);
      this.#finish(name, new Blob([typeof content === 'string' ? content : new Uint8Array(content)], { type }));
    } catch (error) {
      this.error = asCoded(error);
    }
  }

  async #stream(kind: 'archive' | 'letters'): Promise<void> {
    this.making = kind;
    const outcome = await this.work.run((signal, progress) => this.#zip(kind, signal, progress));
    if (!outcome.current) return;
    this.making = null;
    if ('value' in outcome) this.#finish(this.#name(kind === 'archive' ? 'archive' : 'letters', 'zip'), outcome.value);
    else if (!hasCode(outcome.error, 'cancelled')) this.error = asCoded(outcome.error);
  }

  async #zip(
    kind: 'archive' | 'letters',
    signal: AbortSignal,
    progress: (done: number, all: number) => void,
  ): Promise<Blob> {
    const { journal, today, letters } = this.#store;
    const binned = kind === 'archive' ? journal.binned().letters : [];
    const sizes = new Map([...journal.letters(), ...binned].map(({ hash, size }) => [hash, size]));
    const all = [...sizes.values()].reduce((sum, size) => sum + size, 0);
    let done = 0;
    const read: ReadLetter = ({ hash }) =>
      counted(letters?.files.read(hash, { signal }) ?? [], (bytes) => progress(Math.min(all, (done += bytes)), all));
    progress(0, all);
    const parts = (kind === 'archive' ? exportArchive : exportLetters)(journal, today, read);
    return blobOf(parts, 'application/zip');
  }

  #finish(name: string, content: Blob): void {
    this.#save(name, content);
    this.saved = name;
  }

  #name(part: string, ending: string): string {
    return `nailwall-${part}-${this.#store.today}.${ending}`;
  }

  #make(kind: Exclude<ExportKind, 'archive' | 'letters'>, words: ReportWords): [string, string, Bytes | string] {
    const { journal, today } = this.#store;
    switch (kind) {
      case 'journal':
        return [this.#name('journal', 'json'), 'application/json', exportJournal(journal, today)];
      case 'csv':
        return [this.#name('attempts', 'csv'), 'text/csv', exportCsv(journal)];
      case 'markdown':
        return [this.#name('pursuits', 'zip'), 'application/zip', zipFiles(exportMarkdown(journal, words), today)];
      case 'failures':
        return [
          this.#name('failures', 'html'),
          'text/html',
          failuresPage(journal, { words, hideNames: this.hideNames }),
        ];
    }
  }
}

async function* counted(parts: ByteParts, heard: (bytes: number) => void): AsyncGenerator<Bytes, undefined> {
  for await (const part of parts) {
    yield part;
    heard(part.length);
  }
}

async function blobOf(parts: AsyncIterable<Bytes>, type: string): Promise<Blob> {
  const pieces: Blob[] = [];
  let open: Uint8Array<ArrayBuffer>[] = [];
  let size = 0;
  for await (const part of parts) {
    open.push(new Uint8Array(part));
    size += part.length;
    if (size < pieceBytes) continue;
    pieces.push(new Blob(open));
    open = [];
    size = 0;
  }
  return new Blob([...pieces, ...open], { type });
}
