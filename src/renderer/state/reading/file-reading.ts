import { asCoded, coded } from '#core/base';
import { deserialiseError } from '#core/contract';
import type { ImportSource, LetterContent, Mail } from '#core/transfer';
import type { ChosenFile } from '../chosen-file.ts';
import { startWorker } from '../worker-address.ts';
import type { Answers, FromReader, Question, ToRead } from './engine.ts';

/** The side of a worker that is used here. */
export interface ReaderPort {
  postMessage(message: ToRead): void;
  onmessage: ((event: MessageEvent<FromReader>) => void) | null;
  onerror: ((event: ErrorEvent) => void) | null;
  terminate(): void;
}

/** Bytes read so far, of all. */
type Progress = (done: number, total: number) => void;

interface Asked {
  readonly resolve: (answer: never) => void;
  readonly reject: (error: unknown) => void;
  readonly progress: Progress | undefined;
}

/** Reads files in a worker that is started with the first question; `end` breaks off whatever is under way. */
export class FileReading {
  readonly #start: () => ReaderPort;
  #port: ReaderPort | null = null;
  #nextId = 0;
  readonly #asked = new Map<number, Asked>();

  constructor(start: () => ReaderPort = () => startWorker('reading')) {
    this.#start = start;
  }

  /**
   * What a file is, read as far as an import needs it; the files of an archive's letters are read when asked for. Throws
   * `transfer/...`, `cancelled`.
   */
  async source(file: ChosenFile, progress?: Progress): Promise<ImportSource> {
    const told = await this.#ask({ type: 'source', file }, progress);
    // Whoever opens a letter needs no importer's code.
    const { withCode } = await import('./with-code.ts');
    return withCode(told, (digest) => this.#ask({ type: 'archived', digest }));
  }

  /** Throws as `readMail` does. */
  mail(file: ChosenFile): Promise<Mail> {
    return this.#ask({ type: 'mail', file });
  }

  /** Throws as `readLetterFile` does. */
  content(file: ChosenFile): Promise<LetterContent> {
    return this.#ask({ type: 'content', file });
  }

  /** Whoever still waits for an answer gets `cancelled`. The next question starts anew. */
  end(): void {
    this.#port?.terminate();
    this.#port = null;
    const asked = [...this.#asked.values()];
    this.#asked.clear();
    for (const { reject } of asked) reject(coded('cancelled'));
  }

  #ask<Q extends Question>(question: Q, progress?: Progress): Promise<Answers[Q['type']]> {
    const id = this.#nextId++;
    return new Promise((resolve, reject) => {
      this.#asked.set(id, { resolve, reject, progress });
      this.#open().postMessage({ id, question });
    });
  }

  #open(): ReaderPort {
    if (this.#port) return this.#port;
    const port = this.#start();
    port.onmessage = ({ data }) => this.#take(data);
    port.onerror = (event) => this.#fail(event.error);
    return (this.#port = port);
  }

  #take(told: FromReader): void {
    const asked = this.#asked.get(told.id);
    if (!asked) return;
    if (told.type === 'progress') {
      asked.progress?.(told.done, told.total);
      return;
    }
    this.#asked.delete(told.id);
    if (told.type === 'done') asked.resolve(told.answer as never);
    else asked.reject(deserialiseError(told.error));
  }

  #fail(error: unknown): void {
    const asked = [...this.#asked.values()];
    this.#asked.clear();
    for (const { reject } of asked) reject(asCoded(error));
  }
}
