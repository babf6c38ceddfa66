/** What tests with malformed inputs share: bytes of every length, harm to good bytes, and bounds on time and memory. */
import fc from 'fast-check';
import { expect } from 'vitest';

const longestMs = 5_000;
const mostBytes = 256 * 1024 * 1024;

/** fast-check's own sizes would stop at some ten bytes, whatever `maxLength` says. */
export function anyBytes(maxLength: number, minLength = 0): fc.Arbitrary<Uint8Array> {
  return fc.uint8Array({ minLength, maxLength, size: 'max' });
}

/**
 * How many inputs a property takes: `few`, or what NAILWALL_FUZZ says for the whole decoder; `share` is the part of
 * them that falls to this property.
 */
export function fuzzRuns(few: number, share = 1): { numRuns: number } {
  const all = Number(process.env['NAILWALL_FUZZ']);
  return { numRuns: all > 0 ? Math.ceil(all * share) : few };
}

/** For Vitest: as long as the full number of inputs may take. */
export const fuzzTimeout = Number(process.env['NAILWALL_FUZZ']) > 0 ? 3_600_000 : 60_000;

export const change = fc.record({
  at: fc.nat(),
  byte: fc.integer({ min: 0, max: 255 }),
  way: fc.constantFrom('flip', 'cut', 'drop', 'insert'),
});
export type Change = typeof change extends fc.Arbitrary<infer T> ? T : never;
export const changes = fc.array(change, { minLength: 1, maxLength: 4 });

export function harm(bytes: Uint8Array, list: readonly Change[]): Uint8Array {
  return list.reduce(harmOnce, bytes);
}

function harmOnce(bytes: Uint8Array, { at, byte, way }: Change): Uint8Array {
  const place = at % Math.max(1, bytes.length);
  if (way === 'cut') return bytes.slice(0, place);
  const put = way === 'drop' ? [] : [byte];
  return Uint8Array.from([
    ...bytes.subarray(0, place),
    ...put,
    ...bytes.subarray(way === 'insert' ? place : place + 1),
  ]);
}

/** `take`, with the longest that any input took and the most memory that the process came to held to their bounds. */
export class Bounded<T> {
  readonly #take: (input: T) => unknown;
  readonly #before = memory();
  #slowest = 0;

  constructor(take: (input: T) => unknown) {
    this.#take = take;
  }

  readonly sync = (input: T): void => {
    const start = performance.now();
    this.#take(input);
    this.#note(start);
  };

  readonly async = async (input: T): Promise<void> => {
    const start = performance.now();
    await this.#take(input);
    this.#note(start);
  };

  #note(start: number): void {
    this.#slowest = Math.max(this.#slowest, performance.now() - start);
  }

  check(): void {
    expect(this.#slowest).toBeLessThan(longestMs);
    expect(memory() - this.#before).toBeLessThan(mostBytes);
  }
}

/** The most that this process ever held, in bytes. */
function memory(): number {
  return process.resourceUsage().maxRSS * 1024;
}

/** Gives `take` any number of inputs, each within bounds. */
export function fuzz<T>(arbitrary: fc.Arbitrary<T>, take: (input: T) => unknown, runs: { numRuns: number }): void {
  const bounded = new Bounded(take);
  fc.assert(fc.property(arbitrary, bounded.sync), runs);
  bounded.check();
}

export async function fuzzAsync<T>(
  arbitrary: fc.Arbitrary<T>,
  take: (input: T) => Promise<unknown>,
  runs: { numRuns: number },
): Promise<void> {
  const bounded = new Bounded(take);
  await fc.assert(fc.asyncProperty(arbitrary, bounded.async), runs);
  bounded.check();
}
