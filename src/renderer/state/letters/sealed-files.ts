/** Files as the host keeps them: sealed on the way there, opened on the way back. */
import {
  type Bytes,
  bytesToHex,
  coded,
  concatBytes,
  type Dispose,
  Emitter,
  hasCode,
  largestLetterBytes,
  type Random,
} from '#core/base';
import type { HostApi, LetterState } from '#core/contract';
import { type Keyring, openLetter, sealedLetterBytes, sealLetter } from '#core/vault';
import { sha256 } from '@noble/hashes/sha2.js';
import { pullLetter, putLetter, type Watch } from '../../host/index.ts';
import { type ChosenFile, partsOf } from '../chosen-file.ts';

/** The host answers for so many at once. */
const statusesAtOnce = 2000;

export class SealedFiles {
  readonly #host: Pick<HostApi, 'letters'>;
  readonly #keyring: Keyring;
  readonly #random: Random;
  readonly #damaged = new Emitter<string>();

  constructor(host: Pick<HostApi, 'letters'>, keyring: Keyring, random: Random) {
    this.#host = host;
    this.#keyring = keyring;
    this.#random = random;
  }

  /** Hears the hash of every file that turns out to be damaged when it is opened. */
  onDamaged(listener: (hash: string) => void): Dispose {
    return this.#damaged.on(listener);
  }

  /**
   * Seals a file and hands it to the host; returns the hash of its sealed bytes once those are on the host's disk.
   * Throws `letter/unreadable`, `storage/...`, `host/...`, `vault/locked`, `cancelled`.
   */
  async put(file: ChosenFile, watch: Watch = {}): Promise<string> {
    const hash = sha256.create();
    const sealed = sealLetter(partsOf(file, watch), file.size, this.#keyring, this.#random);
    let name = '';
    await putLetter(this.#host, hashed(sealed, hash), sealedLetterBytes(file.size), () => (name = end(hash)), watch);
    return name;
  }

  /**
   * The file that was sealed under `hash`, in parts; nothing of it may be used before its end. Throws `letter/absent`,
   * `letter/damaged`, `letter/no-key`, `letter/newer-version`, `storage/...`, `host/...`, `vault/locked`, `cancelled`.
   */
  async *read(hash: string, watch: Watch = {}): AsyncGenerator<Bytes, undefined> {
    try {
      yield* openLetter(pullLetter(this.#host, hash, watch), this.#keyring);
    } catch (error) {
      if (hasCode(error, 'letter/damaged')) this.#damaged.emit(hash);
      throw error;
    }
  }

  /** The whole file, checked against its digest where that is known. Throws as {@link read} does. */
  async readWhole(hash: string, digest: string | null, watch: Watch = {}): Promise<Bytes> {
    const parts: Bytes[] = [];
    let length = 0;
    for await (const part of this.read(hash, watch)) {
      length += part.length;
      if (length > largestLetterBytes) throw coded('letter/too-large', { limit: largestLetterBytes });
      parts.push(part);
    }
    const whole = concatBytes(...parts);
    if (digest === null || bytesToHex(sha256(whole)) === digest) return whole;
    this.#damaged.emit(hash);
    throw coded('letter/damaged', { part: 'digest' });
  }

  /** What the host has of each. */
  async states(hashes: Iterable<string>): Promise<ReadonlyMap<string, LetterState['state']>> {
    const all = [...new Set(hashes)];
    const states = new Map<string, LetterState['state']>();
    for (let at = 0; at < all.length; at += statusesAtOnce) {
      const some = all.slice(at, at + statusesAtOnce);
      const told = await this.#host.letters.status({ hashes: some });
      for (const [index, hash] of some.entries()) states.set(hash, told[index]?.state ?? 'absent');
    }
    return states;
  }
}

/** SHA-256 of a file, hex. Throws `letter/unreadable`, `cancelled`. */
export async function digestOf(file: ChosenFile, watch: Watch = {}): Promise<string> {
  const hash = sha256.create();
  for await (const part of partsOf(file, watch)) hash.update(part);
  return end(hash);
}

type Sha256 = ReturnType<typeof sha256.create>;
const end = (hash: Sha256): string => bytesToHex(hash.digest());

async function* hashed(parts: AsyncIterable<Bytes>, hash: Sha256): AsyncGenerator<Bytes, undefined> {
  for await (const part of parts) {
    hash.update(part);
    yield part;
  }
}
