/** Reading files apart from the page: what is asked of the worker, what it answers, and how it finds that out. */
import { type Bytes, coded, hasCode } from '#core/base';
import { type SerialisedError, serialiseError } from '#core/contract';
import type { JournalCopy } from '#core/journal';
import {
  type ArchivedFile,
  type ByteSource,
  type ImportSource,
  type LetterContent,
  type Mail,
  type PresetId,
  readLetterFile,
  readMail,
  readSource,
} from '#core/transfer';
import { bytesBetween, type ChosenFile } from '../chosen-file.ts';

type Told<T> = T extends { readonly preset: unknown } ? Omit<T, 'preset'> & { readonly preset: PresetId | null } : T;

/** An import's source as it crosses to the page: presets by their names, letters' files by their digests. */
export type ToldSource =
  | Told<Exclude<ImportSource, { type: 'journal' }>>
  | {
      readonly type: 'journal';
      readonly copy: JournalCopy;
      readonly letters: readonly Omit<ArchivedFile, 'read'>[];
    };

export type Question =
  /** What is this file? Its letters can be asked for afterwards. */
  | { readonly type: 'source'; readonly file: ChosenFile }
  /** The file of a letter in the archive that was asked about last. */
  | { readonly type: 'archived'; readonly digest: string }
  | { readonly type: 'mail'; readonly file: ChosenFile }
  /** What does this letter say? */
  | { readonly type: 'content'; readonly file: ChosenFile };

/** What each question is answered with. */
export interface Answers {
  readonly source: ToldSource;
  readonly archived: Bytes;
  readonly mail: Mail;
  readonly content: LetterContent;
}

export interface ToRead {
  readonly id: number;
  readonly question: Question;
}

export type FromReader =
  | { readonly id: number; readonly type: 'progress'; readonly done: number; readonly total: number }
  | { readonly id: number; readonly type: 'done'; readonly answer: Answers[keyof Answers] }
  | { readonly id: number; readonly type: 'failed'; readonly error: SerialisedError };

/** The worker's side. */
export class ReadingEngine {
  readonly #tell: (told: FromReader) => void;
  #archived: ReadonlyMap<string, ArchivedFile> = new Map();

  constructor(tell: (told: FromReader) => void) {
    this.#tell = tell;
  }

  async take({ id, question }: ToRead): Promise<void> {
    try {
      const progress = (done: number, total: number): void => this.#tell({ id, type: 'progress', done, total });
      this.#tell({ id, type: 'done', answer: await this.#answer(question, progress) });
    } catch (error) {
      this.#tell({ id, type: 'failed', error: serialiseError(error) });
    }
  }

  async #answer(question: Question, progress: Progress): Promise<Answers[keyof Answers]> {
    if (question.type === 'archived') {
      const file = this.#archived.get(question.digest);
      if (!file) throw coded('bug', { what: 'digest' });
      return file.read();
    }
    const source = sourceOf(question.file, progress);
    if (question.type === 'source') return this.#tellable(await readSource(source));
    const bytes = await source.read(0, source.size);
    return question.type === 'mail' ? readMail(bytes) : readLetterFile(bytes);
  }

  #tellable(source: ImportSource): ToldSource {
    if (source.type !== 'journal') return 'preset' in source ? withoutCode(source) : source;
    this.#archived = new Map(source.letters.map((file) => [file.digest, file]));
    const letters = source.letters.map(({ digest, size, letters: of }) => ({ digest, size, letters: of }));
    return { type: 'journal', copy: source.copy, letters };
  }
}

function withoutCode(source: Extract<ImportSource, { readonly preset: unknown }>): ToldSource {
  return source.type === 'table'
    ? { ...source, preset: source.preset?.id ?? null }
    : { ...source, preset: source.preset.id };
}

type Progress = (done: number, total: number) => void;

/** At once; what is larger is read, and told, in such pieces. */
const pieceBytes = 4 * 1024 * 1024;

function sourceOf(file: ChosenFile, progress: Progress): ByteSource {
  return {
    size: file.size,
    read: async (from, to) => {
      const end = Math.min(to, file.size);
      const whole = new Uint8Array(Math.max(0, end - from));
      for (let at = from; at < end; at += pieceBytes) {
        whole.set(await pieceOf(file, at, Math.min(end, at + pieceBytes)), at - from);
        progress(Math.min(end, at + pieceBytes), file.size);
      }
      return whole;
    },
  };
}

async function pieceOf(file: ChosenFile, from: number, to: number): Promise<Bytes> {
  try {
    return await bytesBetween(file, from, to);
  } catch (error) {
    throw hasCode(error, 'letter/unreadable') ? coded('transfer/unreadable', { cause: 'file' }, error) : error;
  }
}
