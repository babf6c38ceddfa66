import { coded, type Random, utf8ToBytes } from '#core/base';
import { readFile, rm } from 'node:fs/promises';
import * as v from 'valibot';
import { writeFileAtomically } from './atomic-file.ts';
import { asStorageError, isAbsent } from './system-errors.ts';

/** A small choice that the host must know while the journal is locked, in a JSON file of its own (0600). */
export class ChoiceFile<const S extends v.GenericSchema> {
  readonly #path: string;
  readonly #schema: S;
  readonly #random: Random;

  constructor(path: string, schema: S, random: Random) {
    this.#path = path;
    this.#schema = schema;
    this.#random = random;
  }

  /** Null when nothing was chosen. Throws storage/damaged when the file says nothing that can be read, else storage/... */
  async read(): Promise<v.InferOutput<S> | null> {
    let text: string;
    try {
      text = await readFile(this.#path, 'utf8');
    } catch (error) {
      if (isAbsent(error)) return null;
      throw asStorageError(error);
    }
    const parsed = v.safeParse(this.#schema, parse(text));
    if (!parsed.success) throw coded('storage/damaged', { file: 'choice' });
    return parsed.output;
  }

  /** Null takes the file away. Throws storage/full, storage/read-only, storage/failed. */
  async write(choice: v.InferInput<S> | null): Promise<void> {
    if (choice !== null) await writeFileAtomically(this.#path, utf8ToBytes(JSON.stringify(choice)), this.#random);
    else {
      try {
        await rm(this.#path, { force: true });
      } catch (error) {
        throw asStorageError(error);
      }
    }
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
