/**
 * Who may come in: a single-use launch token is exchanged for a bearer that a page keeps in memory. Only hashes of
 * both are kept, and they are compared in constant time.
 */
import { type Bytes, type Clock, type Random, toBase64Url, utf8ToBytes } from '#core/base';
import { sha256 } from '@noble/hashes/sha2.js';
import { timingSafeEqual } from 'node:crypto';

/** 256 bits. */
const tokenBytes = 32;
const launchLifeMs = 10 * 60_000;
const mostLaunches = 64;
const mostBearers = 64;

/** A page that has come in; compared by identity. */
export interface Entrant {
  readonly since: number;
}

interface Launch {
  readonly hash: Bytes;
  readonly expires: number;
  /** The page that asked for a fresh way in, which ends with it. */
  readonly instead: Entrant | null;
  readonly onUsed: () => void;
}

function hashOf(token: string): Bytes {
  return sha256(utf8ToBytes(token));
}

/** Looks at every entry, found or not. */
function find<T extends { readonly hash: Bytes }>(entries: readonly T[], token: string): T | undefined {
  const hash = hashOf(token);
  let found: T | undefined;
  for (const entry of entries) if (timingSafeEqual(entry.hash, hash)) found = entry;
  return found;
}

export class Access {
  readonly #random: Random;
  readonly #clock: Clock;
  #launches: Launch[] = [];
  #bearers: { readonly hash: Bytes; readonly entrant: Entrant }[] = [];

  constructor(random: Random, clock: Clock) {
    this.#random = random;
    this.#clock = clock;
  }

  /** A fresh launch token, good for one use within ten minutes. `onUsed` runs when it is used or expired. */
  issueLaunch(instead: Entrant | null = null, onUsed: () => void = () => undefined): string {
    this.#expire();
    const token = toBase64Url(this.#random(tokenBytes));
    this.#launches.push({ hash: hashOf(token), expires: this.#clock.now() + launchLifeMs, instead, onUsed });
    while (this.#launches.length > mostLaunches) this.#launches.shift()?.onUsed();
    return token;
  }

  /** Uses a launch token up; null when it is unknown, used or too old. */
  redeem(token: string): string | null {
    this.#expire();
    const launch = find(this.#launches, token);
    if (launch === undefined) return null;
    this.#launches = this.#launches.filter((each) => each !== launch);
    launch.onUsed();
    this.#bearers = this.#bearers.filter(({ entrant }) => entrant !== launch.instead);
    const bearer = toBase64Url(this.#random(tokenBytes));
    this.#bearers.push({ hash: hashOf(bearer), entrant: { since: this.#clock.now() } });
    if (this.#bearers.length > mostBearers) this.#bearers.shift();
    return bearer;
  }

  /** The page that holds `bearer`, or null. */
  authenticate(bearer: string): Entrant | null {
    return find(this.#bearers, bearer)?.entrant ?? null;
  }

  #expire(): void {
    const now = this.#clock.now();
    const over = this.#launches.filter(({ expires }) => expires <= now);
    this.#launches = this.#launches.filter(({ expires }) => expires > now);
    for (const { onUsed } of over) onUsed();
  }
}
