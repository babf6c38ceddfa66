import { type Bytes, bytesToHex, coded, concatBytes } from '#core/base';
import { chunkBytes, type HostApi } from '#core/contract';
import { Keyring } from '#core/vault';
import { sha256 } from '@noble/hashes/sha2.js';

type LetterCalls = HostApi['letters'];

export const workbenchKeyring = (): Keyring =>
  Keyring.of([{ vaultId: new Uint8Array(16).fill(1), master: new Uint8Array(32).fill(2) }]);

/** A host that keeps sealed letters in memory. */
export class MemoryHost implements Pick<HostApi, 'letters' | 'on'> {
  readonly #files = new Map<string, Bytes>();
  readonly #open = new Map<string, Bytes[]>();
  readonly #reading = new Map<string, Bytes>();
  #next = 0;

  readonly on = () => () => undefined;

  readonly letters: LetterCalls = {
    status: ({ hashes }) =>
      Promise.resolve(
        hashes.map((hash) => {
          const bytes = this.#files.get(hash)?.length ?? 0;
          return { state: bytes > 0 ? ('here' as const) : ('absent' as const), bytes };
        }),
      ),
    put: () => {
      const transfer = String(this.#next++);
      this.#open.set(transfer, []);
      return Promise.resolve({ transfer });
    },
    putChunk: ({ transfer, bytes }) => Promise.resolve(void this.#open.get(transfer)?.push(bytes.slice())),
    putEnd: ({ transfer, hash }) => {
      const file = concatBytes(...(this.#open.get(transfer) ?? []));
      if (bytesToHex(sha256(file)) !== hash) return Promise.reject(coded('input/invalid', { what: 'hash' }));
      this.#files.set(hash, file);
      return Promise.resolve({ durable: true as const });
    },
    putCancel: ({ transfer }) => Promise.resolve(void this.#open.delete(transfer)),
    get: ({ hash }) => {
      const file = this.#files.get(hash);
      if (!file) return Promise.reject(coded('letter/absent'));
      const transfer = String(this.#next++);
      this.#reading.set(transfer, file);
      return Promise.resolve({ transfer, bytes: file.length, chunks: Math.ceil(file.length / chunkBytes) });
    },
    getChunk: ({ transfer, index }) =>
      Promise.resolve(
        this.#reading.get(transfer)?.slice(index * chunkBytes, (index + 1) * chunkBytes) ?? new Uint8Array(),
      ),
    getEnd: ({ transfer }) => Promise.resolve(void this.#reading.delete(transfer)),
    tidy: () => Promise.resolve({ removed: 0 }),
  };
}
