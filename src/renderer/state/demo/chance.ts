/**
 * A seeded source of chance, so that a demonstration is the same on every machine. Nothing secret comes from it, and
 * only whole-number and basic arithmetic is used: powers and sines may differ in their last digit between engines.
 */
export class Chance {
  #state: number;

  constructor(seed: number) {
    this.#state = seed >>> 0;
  }

  /** In [0, 1). Mulberry32 (T. Ettinger). */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let t = this.#state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  }

  /** True in a share of `probability` of all calls. */
  happens(probability: number): boolean {
    return this.next() < probability;
  }

  /** Bell-shaped around 0, about two thirds within `spread`: the sum of twelve even chances. */
  noise(spread: number): number {
    let sum = -6;
    for (let i = 0; i < 12; i++) sum += this.next();
    return sum * spread;
  }

  pick<T>(items: readonly [T, ...T[]]): T {
    return items[Math.floor(this.next() * items.length)] ?? items[0];
  }
}
