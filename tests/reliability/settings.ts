/**
 * How much the reliability suite does, and with which luck. `npm run test:reliability` sets these (scripts/reliability.mjs);
 * without them the short form runs, as part of `npm test`.
 */
const numberFrom = (name: string, otherwise: number): number => {
  const value = Number(process.env[name]);
  return Number.isSafeInteger(value) && value > 0 ? value : otherwise;
};

/** NAILWALL_KILLS */
export const kills = numberFrom('NAILWALL_KILLS', 8);
/** NAILWALL_HARMS */
export const harms = numberFrom('NAILWALL_HARMS', 60);
/** NAILWALL_SEED; another one each time where none is given. */
export const seed = numberFrom('NAILWALL_SEED', 1 + Math.floor(Math.random() * 1_000_000_000));

/** For a failure's message: how to have it again. */
export const again = `npm run test:reliability -- --seed=${seed}`;

/** Choices that a seed repeats (mulberry32). */
export class Chance {
  #state: number;

  constructor(from: number) {
    this.#state = Math.imul(from, 0x9e3779b1);
  }

  /** A whole number from 0 to `limit` - 1. */
  below(limit: number): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let word = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    word = (word + Math.imul(word ^ (word >>> 7), 61 | word)) ^ word;
    return Math.floor((((word ^ (word >>> 14)) >>> 0) / 2 ** 32) * limit);
  }

  pick<T>(list: readonly T[]): T {
    return list[this.below(list.length)] as T;
  }
}
