/**
 * The 12 words that let two devices meet, and what is made of them: what the hosts find and prove each other by, and keys
 * for the windows' messages that no host ever sees. The words are random, 128 bits, so HKDF (RFC 5869) is all they need.
 */
import { type Bytes, coded, concatBytes, type Random, utf8ToBytes } from '#core/base';
import { xchacha20poly1305 } from '@noble/ciphers/chacha.js';
import { hkdf } from '@noble/hashes/hkdf.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { keyBytes } from './keyring.ts';
import { nonceBytes } from './record.ts';
import { readWords, wordsOf } from './recovery.ts';

export const pairingWordCount = 12;
const entropyBytes = 16;
const domain = utf8ToBytes('nailwall/pair/1/message');

/** What the host is given; it finds and proves, and opens nothing. */
export interface PairingChannel {
  readonly seed: Bytes;
  readonly proof: Bytes;
}

/** 1: typed the words and dials. 2: shows them and answers. */
export type PairingRole = 1 | 2;

export function createPairingWords(random: Random): { readonly words: readonly string[]; readonly entropy: Bytes } {
  const entropy = random(entropyBytes);
  return { entropy, words: wordsOf(entropy) };
}

/** Reads typed words: case, spacing, commas and list numbers do not matter. Throws `sync/words-misspelt`. */
export function readPairingWords(typed: string): Bytes {
  return readWords(typed, pairingWordCount, 'sync/words-misspelt');
}

export function channelOf(entropy: Bytes): PairingChannel {
  return { seed: derive(entropy, undefined, 'seed'), proof: derive(entropy, undefined, 'proof') };
}

function derive(entropy: Bytes, salt: Bytes | undefined, purpose: string): Bytes {
  return hkdf(sha256, entropy, salt, utf8ToBytes(`nailwall/pair/1/${purpose}`), keyBytes);
}

/**
 * Seals and opens the messages of one meeting. Each direction has its own key, bound to the handshake, and its messages are
 * numbered; so none opens on another connection, in another place, twice, or at the one who sent it.
 */
export class SealedPairing {
  readonly #outKey: Bytes;
  readonly #inKey: Bytes;
  readonly #random: Random;
  #sent = 0;
  #received = 0;

  constructor(entropy: Bytes, meeting: { readonly handshakeHash: Bytes; readonly role: PairingRole }, random: Random) {
    const keyOf = (role: PairingRole): Bytes => derive(entropy, meeting.handshakeHash, `message/${String(role)}`);
    this.#outKey = keyOf(meeting.role);
    this.#inKey = keyOf(meeting.role === 1 ? 2 : 1);
    this.#random = random;
  }

  seal(content: Bytes): Bytes {
    const nonce = this.#random(nonceBytes);
    const cipher = xchacha20poly1305(this.#outKey, nonce, associated(this.#sent++));
    return concatBytes(nonce, cipher.encrypt(content));
  }

  /** Throws `sync/protocol` for what the other window did not seal as its next message. */
  open(message: Bytes): Bytes {
    const nonce = message.subarray(0, nonceBytes);
    try {
      const cipher = xchacha20poly1305(this.#inKey, nonce, associated(this.#received));
      const content = cipher.decrypt(message.subarray(nonceBytes));
      this.#received++;
      return content;
    } catch (error) {
      throw coded('sync/protocol', {}, error);
    }
  }
}

function associated(number: number): Bytes {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setUint32(0, number);
  return concatBytes(domain, bytes);
}
