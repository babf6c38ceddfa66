import { asCoded, type Bytes, hasCode, type NailwallError } from '#core/base';
import type { Letter } from '#core/journal';
import type { LetterContent } from '#core/transfer';
import { fileOf } from '../chosen-file.ts';
import { keepFile } from '../keep-file.ts';
import { FileReading } from '../reading/file-reading.ts';
import { Undertaking } from '../undertaking.svelte.ts';
import type { Letters } from './letters.svelte.ts';

/** A letter as it is looked at: opened in memory alone, and gone from there with {@link dispose}. */
export class OpenedLetter {
  readonly letter: Letter;
  readonly #letters: Letters;
  readonly #reading: FileReading;
  #bytes: Bytes | null = null;
  readonly work = new Undertaking();
  content: LetterContent | null = $state.raw(null);
  /** Address of a picture's bytes, for an image and nothing else. */
  picture: string | null = $state(null);
  error: NailwallError | null = $state.raw(null);

  constructor(letters: Letters, letter: Letter, reading = new FileReading()) {
    this.#letters = letters;
    this.letter = letter;
    this.#reading = reading;
  }

  /** Opens and reads it; `error` says why it could not be. */
  async open(): Promise<void> {
    const { hash, digest, name, size } = this.letter;
    const outcome = await this.work.run(async (signal, progress) => {
      const watch = { signal, progress: (done: number) => progress(Math.min(done, size), size) };
      const bytes = await this.#letters.files.readWhole(hash, digest, watch);
      this.#bytes = bytes;
      return this.#reading.content(fileOf(name, bytes));
    });
    if (!outcome.current) return;
    if ('value' in outcome) this.#show(outcome.value);
    else if (!hasCode(outcome.error, 'cancelled')) this.error = asCoded(outcome.error);
  }

  /** Whether there is a file to save: also one that cannot be shown. */
  get canSave(): boolean {
    return this.content !== null || this.error?.code.startsWith('transfer/') === true;
  }

  /** Hands an unsealed copy to the browser as a download. */
  save(): void {
    // No type that a browser would open by itself.
    if (this.#bytes) keepFile(this.letter.name, new Blob([this.#bytes.slice()], { type: 'application/octet-stream' }));
  }

  dispose(): void {
    this.work.end();
    this.#reading.end();
    this.#bytes = null;
    if (this.picture !== null) URL.revokeObjectURL(this.picture);
    this.picture = null;
    this.content = null;
  }

  #show(content: LetterContent): void {
    this.content = content;
    if (content.kind !== 'picture' || !this.#bytes) return;
    this.picture = URL.createObjectURL(new Blob([this.#bytes.slice()], { type: content.mime }));
  }
}

/** Endings that say what a file is, and the types that files of that name have. */
const endings: Readonly<Record<string, RegExp>> = {
  pdf: /^application\/pdf$/,
  png: /^image\/(?!svg)/,
  jpg: /^image\/(?!svg)/,
  jpeg: /^image\/(?!svg)/,
  gif: /^image\/(?!svg)/,
  webp: /^image\/(?!svg)/,
  svg: /^image\/svg/,
  eml: /^message\/rfc822$/,
  html: /^text\//,
  htm: /^text\//,
  txt: /^(?:text\/|message\/rfc822)/,
};

/** The ending of a name (".pdf") that does not go with what the file is; null when it does, or says nothing. */
export function lyingEnding({ name, mime }: Pick<Letter, 'name' | 'mime'>): string | null {
  const ending = /\.([a-z0-9]{1,5})$/i.exec(name)?.[1]?.toLowerCase() ?? '';
  const fits = Object.hasOwn(endings, ending) ? endings[ending] : undefined;
  return fits && !fits.test(mime) ? `.${ending}` : null;
}
