import { asCoded, type Bytes, type NailwallError, utf8ToBytes } from '#core/base';
import { exportCsv, exportJournal, exportMarkdown, failuresPage, type ReportWords, zipFiles } from '#core/transfer';
import type { JournalStore } from '../journal-store.svelte.ts';

export const exportKinds = ['journal', 'csv', 'markdown', 'failures'] as const;
export type ExportKind = (typeof exportKinds)[number];

export interface ExportedFile {
  readonly name: string;
  readonly type: string;
  readonly bytes: Bytes;
}

/** Puts a file where the person keeps files. */
export type SaveFile = (file: ExportedFile) => void;

/** Files that leave the sealed journal: made whole in memory, and only then handed out. */
export class ExportRun {
  readonly #store: JournalStore;
  readonly #save: SaveFile;
  hideNames = $state(false);
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

  run(kind: ExportKind, words: ReportWords): void {
    this.#store.flush();
    this.saved = this.error = null;
    try {
      const file = this.#make(kind, words);
      this.#save(file);
      this.saved = file.name;
    } catch (error) {
      this.error = asCoded(error);
    }
  }

  #make(kind: ExportKind, words: ReportWords): ExportedFile {
    const { journal, today } = this.#store;
    const name = (part: string) => `nailwall-${part}-${today}`;
    switch (kind) {
      case 'journal':
        return { name: `${name('journal')}.json`, type: 'application/json', bytes: exportJournal(journal, today) };
      case 'csv':
        return { name: `${name('attempts')}.csv`, type: 'text/csv', bytes: exportCsv(journal) };
      case 'markdown': {
        const bytes = zipFiles(exportMarkdown(journal, words), today);
        return { name: `${name('pursuits')}.zip`, type: 'application/zip', bytes };
      }
      case 'failures': {
        const page = failuresPage(journal, { words, hideNames: this.hideNames });
        return { name: `${name('failures')}.html`, type: 'text/html', bytes: utf8ToBytes(page) };
      }
    }
  }
}
