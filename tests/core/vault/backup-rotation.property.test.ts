import { superfluous } from '#core/vault';
import fc from 'fast-check';
import { expect, test } from 'vitest';

const msPerDay = 86_400_000;
const now = Date.parse('2026-03-31T18:00:00Z');
interface Made {
  readonly createdAt: number;
  readonly sequence: number;
  readonly doubtful: boolean;
}
/** Backups of three years, some by a clock that was wrong. */
const made: fc.Arbitrary<Made[]> = fc
  .array(
    fc.record({
      createdAt: fc.integer({ min: now - 1100 * msPerDay, max: now + 90 * msPerDay }),
      doubtful: fc.boolean(),
    }),
    {
      maxLength: 120,
    },
  )
  .map((all) => all.map((one, index) => ({ ...one, sequence: index + 1 })));

const keptOf = (all: readonly Made[]) => {
  const gone = new Set(superfluous(all, now));
  return all.filter((one) => !gone.has(one));
};

test('the last ten good ones stay, whatever their clocks said', () => {
  fc.assert(
    fc.property(made, (all) => {
      const lastTen = all.filter(({ doubtful }) => !doubtful).slice(-10);
      expect(keptOf(all)).toEqual(expect.arrayContaining(lastTen));
    }),
  );
});

test('every day of a month back and every month keeps the last that was made in it', () => {
  fc.assert(
    fc.property(made, (all) => {
      const kept = new Set(keptOf(all));
      for (const one of all.filter(({ doubtful }) => !doubtful)) {
        const at = Math.min(one.createdAt, now);
        const month = new Date(at).toISOString().slice(0, 7);
        const peers = [...kept].filter((other) =>
          new Date(Math.min(other.createdAt, now)).toISOString().startsWith(month),
        );
        expect(peers.length).toBeGreaterThan(0);
        const day = Math.floor(at / msPerDay);
        if (Math.floor(now / msPerDay) - day < 31) {
          expect([...kept].some((other) => Math.floor(Math.min(other.createdAt, now) / msPerDay) === day)).toBe(true);
        }
      }
    }),
  );
});

test('doubtful ones make nobody superfluous and go once ten good ones are newer', () => {
  fc.assert(
    fc.property(made, (all) => {
      const good = all.filter(({ doubtful }) => !doubtful);
      expect(keptOf(all).filter(({ doubtful }) => !doubtful)).toEqual(keptOf(good));
      for (const one of keptOf(all).filter(({ doubtful }) => doubtful)) {
        expect(good.filter(({ sequence }) => sequence > one.sequence).length).toBeLessThan(10);
      }
    }),
  );
});

test('what stays, stays at the next look', () => {
  fc.assert(
    fc.property(made, (all) => {
      expect(keptOf(keptOf(all))).toEqual(keptOf(all));
    }),
  );
});

test('a clock that was set back makes none superfluous that was not so before', () => {
  fc.assert(
    fc.property(made, fc.integer({ min: 1, max: 40 * 365 }), (all, days) => {
      expect(superfluous(all, now)).toEqual(expect.arrayContaining([...superfluous(all, now - days * msPerDay)]));
    }),
  );
});

test('three years of a backup a day come to ten, a month of days, and the months', () => {
  const daily = Array.from({ length: 1000 }, (_, index) => ({
    createdAt: now - (999 - index) * msPerDay,
    sequence: index + 1,
    doubtful: false,
  }));
  const kept = keptOf(daily);
  expect(kept.length).toBeGreaterThanOrEqual(31 + 31);
  expect(kept.length).toBeLessThanOrEqual(31 + 34);
});
