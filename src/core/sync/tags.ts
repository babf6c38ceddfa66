/**
 * What devices announce on a local network (docs/formats.md): tags of 12 bytes that change every day and that one reader
 * each can tell from random bytes.
 */
import { type Bytes, bytesToHex, concatBytes, utf8ToBytes } from '#core/base';
import { ed25519, x25519 } from '@noble/curves/ed25519.js';
import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { type KeyPair, tagBytes } from './transport.ts';

const pairDomain = utf8ToBytes('nailwall/sync/1/tag');
const wordsDomain = utf8ToBytes('nailwall/pair/1/tag');
const dayMs = 86_400_000;

/** Days since 1970-01-01 in UTC, so that both sides mean the same one wherever they are. */
function dayOf(now: number): number {
  return Math.floor(now / dayMs);
}

function tagOf(secret: Bytes, domain: Bytes, announcer: Bytes, day: number): Bytes {
  const dayBytes = new Uint8Array(4);
  new DataView(dayBytes.buffer).setUint32(0, day);
  return hmac(sha256, secret, concatBytes(domain, announcer, dayBytes)).slice(0, tagBytes);
}

/** The tags that a device announces for each of its others, and reads of theirs. */
export class PairTags {
  readonly #own: KeyPair;
  readonly #secrets = new Map<string, Bytes>();
  #peers: readonly Bytes[] = [];
  #day = Number.NaN;
  #announced: readonly Bytes[] = [];
  /** Tag, hex -> whose. */
  #expected: ReadonlyMap<string, Bytes> = new Map();

  constructor(own: KeyPair) {
    this.#own = own;
  }

  /** The network keys (ed25519, 32 bytes) of the other devices. One that is no point of the curve is passed over. */
  follow(peers: readonly Bytes[]): void {
    this.#peers = peers.filter((key) => this.#secretWith(key) !== null);
    this.#day = Number.NaN;
  }

  /** One for each other device; `now` in ms. */
  announced(now: number): readonly Bytes[] {
    this.#renew(now);
    return this.#announced;
  }

  /** Whose tag this is; clocks may be a day apart. */
  recognise(tag: Bytes, now: number): Bytes | null {
    this.#renew(now);
    return this.#expected.get(bytesToHex(tag)) ?? null;
  }

  #renew(now: number): void {
    const day = dayOf(now);
    if (day === this.#day) return;
    this.#day = day;
    const secrets = this.#peers.map((key) => [key, this.#secretWith(key) as Bytes] as const);
    this.#announced = secrets.map(([, secret]) => tagOf(secret, pairDomain, this.#own.publicKey, day));
    this.#expected = new Map(
      secrets.flatMap(([key, secret]) =>
        [day - 1, day, day + 1].map((each) => [bytesToHex(tagOf(secret, pairDomain, key, each)), key] as const),
      ),
    );
  }

  /** X25519 of both keys, brought from Edwards to Montgomery form as libsodium does. */
  #secretWith(key: Bytes): Bytes | null {
    const name = bytesToHex(key);
    const known = this.#secrets.get(name);
    if (known) return known;
    try {
      const own = ed25519.utils.toMontgomerySecret(this.#own.secretKey.subarray(0, 32));
      const secret = x25519.getSharedSecret(own, ed25519.utils.toMontgomery(key));
      this.#secrets.set(name, secret);
      return secret;
    } catch {
      return null;
    }
  }
}

/** The tag that the device which shows the pairing words announces. */
export function wordsTag(seed: Bytes, now: number): Bytes {
  return tagOf(seed, wordsDomain, new Uint8Array(), dayOf(now));
}

/** Whether this is the tag of those words; clocks may be a day apart. */
export function isWordsTag(tag: Bytes, seed: Bytes, now: number): boolean {
  const found = bytesToHex(tag);
  return [-dayMs, 0, dayMs].some((off) => bytesToHex(wordsTag(seed, now + off)) === found);
}

/** The key pair of a seed (32 bytes), in libsodium's form. */
export function keyPairOf(seed: Bytes): KeyPair {
  const publicKey = ed25519.getPublicKey(seed);
  return { publicKey, secretKey: concatBytes(seed, publicKey) };
}
