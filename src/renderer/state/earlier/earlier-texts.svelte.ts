import { asCoded, type CalendarDate, coded, hasCode, type NailwallError } from '#core/base';
import {
  type AttemptId,
  textsIn,
  TextTrail,
  type TextVersion,
  type VersionedText,
  versionedTexts,
} from '#core/journal';
import { replay } from '#core/vault';
import * as Y from 'yjs';
import type { JournalStore } from '../journal-store.svelte.ts';
import { Undertaking } from '../undertaking.svelte.ts';
import type { EarlierSource } from './earlier-source.ts';

export interface EarlierVersion extends TextVersion {
  readonly field: VersionedText;
  /** It stood there on this day or before; null: not long ago. */
  readonly until: CalendarDate | null;
}

/** ms of work before the window may draw again. */
const sliceMs = 12;

/** Earlier versions of one attempt's words, read from the records that are still kept. */
export class EarlierTexts {
  readonly work = new Undertaking();
  /** Newest first within each text; null until they have been read. */
  versions: readonly EarlierVersion[] | null = $state.raw(null);
  /** The text that was put back last. */
  putBackField: VersionedText | null = $state(null);
  error: NailwallError | null = $state.raw(null);
  readonly #store: JournalStore;
  readonly #source: EarlierSource;
  readonly #id: AttemptId;

  constructor(store: JournalStore, source: EarlierSource, id: AttemptId) {
    this.#store = store;
    this.#source = source;
    this.#id = id;
  }

  async open(): Promise<void> {
    const outcome = await this.work.run((signal, progress) => this.#read(signal, progress));
    if (!outcome.current) return;
    if ('value' in outcome) this.versions = outcome.value;
    else if (!hasCode(outcome.error, 'cancelled')) this.error = asCoded(outcome.error);
  }

  /** Puts a version in the place of what stands there, as one step that can be undone. */
  async putBack(version: EarlierVersion): Promise<void> {
    this.error = null;
    try {
      this.#store.flush();
      const { journal } = this.#store;
      if (version.field !== 'reflection') journal.changeAttempt(this.#id, { [version.field]: version.plain });
      else if (version.rich) journal.writeReflection(this.#id, version.rich);
      this.putBackField = version.field;
    } catch (error) {
      this.error = asCoded(error);
      return;
    }
    await this.open();
  }

  /** Takes the putting back back. */
  async undo(): Promise<void> {
    this.#store.undo();
    this.putBackField = null;
    await this.open();
  }

  dispose(): void {
    this.work.end();
  }

  async #read(signal: AbortSignal, progress: (done: number, all: number) => void): Promise<readonly EarlierVersion[]> {
    const records = await this.#source.records();
    const doc = new Y.Doc({ gc: false });
    const trails = new Map(versionedTexts.map((field) => [field, new TextTrail<CalendarDate | null>()]));
    try {
      let slice = performance.now();
      for (const { removedOn, done, all } of replay(records, this.#source.keyring, doc)) {
        if (done * 2 >= all) this.#note(doc, trails, removedOn);
        if (performance.now() - slice < sliceMs) continue;
        progress(done, all);
        await new Promise((next) => setTimeout(next));
        if (signal.aborted) throw coded('cancelled');
        slice = performance.now();
      }
    } finally {
      doc.destroy();
    }
    return versionedTexts.flatMap((field) => {
      const kept = trails.get(field)?.end(this.#current(field)) ?? [];
      return kept.map(({ version, day }) => ({ ...version, field, until: day }));
    });
  }

  #note(
    doc: Y.Doc,
    trails: ReadonlyMap<VersionedText, TextTrail<CalendarDate | null>>,
    day: CalendarDate | null,
  ): void {
    const texts = textsIn(doc, this.#id);
    if (texts) for (const [field, trail] of trails) trail.note(texts[field], day);
  }

  #current(field: VersionedText): string {
    if (field === 'reflection') return this.#store.journal.reflectionText(this.#id);
    return this.#store.attempt(this.#id)?.[field] ?? '';
  }
}
