import {
  aroundYeses,
  type AttemptRow,
  type CheckInRow,
  benjaminiHochberg,
  chanceGreater,
  fadingByKind,
  fadingOf,
  halfLife,
  hurtsLess,
  jeffreys,
  lineOf,
  measures,
  oddsBy,
  oddsOf,
  permutationP,
  type PulseRow,
  type PursuitRow,
  quietThreshold,
  reachesOf,
  recoveryOf,
  rightThings,
  slopeOf,
  Smoother,
  stingsBy,
  survival,
  triesFor,
  waitingFor,
} from '#core/insights';
import { answers, wishes } from '#core/journal';
import fc from 'fast-check';
import { expect, test, vi } from 'vitest';

// Thousands of cases, when they are asked for, take their time.
vi.setConfig({ testTimeout: 120_000 });

const rating = fc.integer({ min: 0, max: 10 });
const day = fc.integer({ min: 19000, max: 20000 });
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null, freq: 8 });

const rows = fc.record({
  attempts: fc.array(
    fc.record({
      pursuit: maybe(fc.constantFrom('p0', 'p1', 'p2')),
      kind: fc.constantFrom('job', 'date', 'book'),
      tags: fc.subarray(['a', 'b', 'c']),
      sent: maybe(day),
      answer: fc.constantFrom(...answers),
      answered: maybe(day),
      stretch: maybe(fc.constantFrom(1, 2, 3, 4, 5)),
      ratings: fc.record({ hope: rating, purpose: rating, selfWorth: rating, sting: rating }, { requiredKeys: [] }),
      rated: maybe(day),
    }),
    { maxLength: 40 },
  ),
  pursuits: fc.array(fc.record({ wish: maybe(fc.constantFrom(...wishes)), matters: maybe(rating) }), { maxLength: 3 }),
  pulses: fc.array(fc.record({ on: day, hope: maybe(rating), purpose: maybe(rating), selfWorth: maybe(rating) }), {
    maxLength: 40,
  }),
  looks: fc.array(fc.record({ of: fc.nat(39), after: fc.integer({ min: 1, max: 40 }), sting: maybe(rating) })),
});
type Drawn = typeof rows extends fc.Arbitrary<infer T> ? T : never;

function numbered({ attempts, pursuits, pulses, looks }: Drawn) {
  const all = attempts.map((row, i): AttemptRow => ({
    ...row,
    id: `a${i}`,
    stretch: row.stretch,
  }));
  return {
    attempts: all,
    pursuits: pursuits.map((row, i): PursuitRow => ({ ...row, id: `p${i}` })),
    pulses: pulses.map((row, i): PulseRow => ({ ...row, id: `u${i}` })),
    checkIns: looks.flatMap(({ of, after, sting }, i): CheckInRow[] => {
      const no = all[of];
      return no?.answered === null || no === undefined
        ? []
        : [{ id: `c${i}`, attempt: no.id, on: no.answered + after, sting, selfWorth: null }];
    }),
  };
}

function everything(given: ReturnType<typeof numbered>) {
  const { attempts, pursuits, pulses, checkIns } = given;
  return {
    odds: [oddsOf(attempts), oddsBy(attempts, 'kind'), oddsBy(attempts, 'pursuit')],
    waiting: [waitingFor(attempts, 20000), quietThreshold(attempts, 20000, 30)],
    lines: measures.map((measure) => lineOf(pulses, measure)),
    recovery: recoveryOf(given),
    fading: [fadingOf(attempts, checkIns), fadingByKind(attempts, checkIns)],
    hurts: hurtsLess(attempts, pursuits),
    reach: reachesOf(attempts),
    right: rightThings(attempts, pursuits),
    groups: [stingsBy(attempts, 'tag'), stingsBy(attempts, 'kind')],
    around: aroundYeses(attempts, pulses),
  };
}

/** The same figures with numbers cut to nine digits and lists of ids sorted: sums run in another order. */
function settled(value: unknown): unknown {
  return JSON.parse(
    JSON.stringify(value, (key, one: unknown) => {
      if (typeof one === 'number') return Number.isFinite(one) ? Number(one.toFixed(9)) + 0 : String(one);
      return key === 'ids' && Array.isArray(one) ? one.toSorted() : one;
    }),
  );
}

test('no figure depends on the order in which rows come', () => {
  fc.assert(
    fc.property(rows, fc.infiniteStream(fc.double({ min: 0, max: 1, noNaN: true })), (drawn, chance) => {
      const given = numbered(drawn);
      const shuffled = <T>(list: readonly T[]) =>
        list
          .map((value) => ({ value, at: Number(chance.next().value) }))
          .sort((a, b) => a.at - b.at)
          .map(({ value }) => value);
      const other = {
        attempts: shuffled(given.attempts),
        pursuits: shuffled(given.pursuits),
        pulses: shuffled(given.pulses),
        checkIns: shuffled(given.checkIns),
      };
      expect(settled(everything(other))).toEqual(settled(everything(given)));
    }),
  );
});

test('every figure counts what it rests on, and is silent exactly when it has less than it needs', () => {
  const look = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    if ('shown' in value && value.shown === false && 'have' in value && 'need' in value) {
      // A curve of scattered points has enough pulses, and none of them near another.
      if (!('because' in value && value.because === 'too-sparse'))
        expect(value.have).toBeLessThan(value.need as number);
    }
    if ('rests' in value) {
      const { count, ids } = value.rests as { count: number; ids: string[] };
      expect(new Set(ids).size).toBe(count);
    }
    for (const one of Object.values(value)) look(one);
  };
  fc.assert(fc.property(rows, (drawn) => look(everything(numbered(drawn)))));
});

const spans = fc.array(
  fc.record({ days: fc.nat(60), end: fc.constantFrom('yes', 'no', 'open') }).map((span) => ({ id: '', ...span })),
  { minLength: 1, maxLength: 80 },
);

test('what is open, answered yes and answered no is always the whole; the open share only falls', () => {
  fc.assert(
    fc.property(spans, (drawn) => {
      let before = 1;
      for (const { open, yesShare, noShare, lower, upper } of survival(drawn)) {
        expect(open + yesShare + noShare).toBeCloseTo(1, 10);
        expect(open).toBeLessThanOrEqual(before);
        expect(lower).toBeLessThanOrEqual(open + 1e-12);
        expect(upper).toBeGreaterThanOrEqual(open - 1e-12);
        before = open;
      }
    }),
  );
});

const share = fc.tuple(fc.nat(60), fc.nat(60)).map(([hits, misses]) => ({ hits, of: hits + misses }));

test('an interval holds its estimate, and a wider one holds the narrower', () => {
  fc.assert(
    fc.property(share, ({ hits, of }) => {
      const [band, wide] = [jeffreys(hits, of), jeffreys(hits, of, 0.95)];
      expect(band.lower).toBeLessThanOrEqual(band.mean);
      expect(band.mean).toBeLessThanOrEqual(band.upper);
      expect(wide.lower).toBeLessThanOrEqual(band.lower + 1e-12);
      expect(band.upper).toBeLessThanOrEqual(wide.upper + 1e-12);
    }),
  );
});

test('more certainty takes more tries, and a further yes never more', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 30 }), fc.integer({ min: 1, max: 60 }), (hits, misses) => {
      const of = hits + misses;
      const [m50, m80, m95] = [0.5, 0.8, 0.95].map((chance) => triesFor(hits, of, chance));
      expect(m50).toBeLessThanOrEqual(m80!);
      expect(m80).toBeLessThanOrEqual(m95!);
      expect(triesFor(hits + 1, of, 0.5)).toBeLessThanOrEqual(m50!);
    }),
  );
});

test('one of two shares is the larger', () => {
  fc.assert(
    fc.property(share, share, (a, b) => {
      expect(chanceGreater(a, b) + chanceGreater(b, a)).toBeCloseTo(1, 6);
    }),
    { numRuns: 30 },
  );
});

const ratings = fc.array(rating, { minLength: 1, maxLength: 7 });

/** Every way to pick `size` of the values, one after the other. */
function sumsByListing(values: readonly number[], size: number): number[] {
  if (size === 0) return [0];
  return values.flatMap((value, i) => sumsByListing(values.slice(i + 1), size - 1).map((sum) => sum + value));
}

test('counting permutations finds what listing them finds, and p lies in [1/N, 1]', () => {
  fc.assert(
    fc.property(ratings, ratings, (group, others) => {
      const all = [...group, ...others];
      const sums = sumsByListing(all, group.length);
      const middle = (all.reduce((sum, value) => sum + value, 0) / all.length) * group.length;
      const seen = Math.abs(group.reduce((sum, value) => sum + value, 0) - middle);
      const far = sums.filter((sum) => Math.abs(sum - middle) >= seen - 1e-9).length;
      const p = permutationP(group, others);
      expect(p).toBeCloseTo(far / sums.length, 10);
      expect(p).toBeGreaterThanOrEqual(1 / sums.length - 1e-12);
      expect(p).toBeLessThanOrEqual(1);
    }),
  );
});

test('a false discovery rate is never below its p, nor above 1, and keeps the order', () => {
  fc.assert(
    fc.property(fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 20 }), (ps) => {
      const qs = benjaminiHochberg(ps);
      ps.forEach((p, i) => {
        expect(qs[i]).toBeGreaterThanOrEqual(p - 1e-12);
        expect(qs[i]).toBeLessThanOrEqual(1);
        ps.forEach((other, j) => {
          if (p <= other) expect(qs[i]).toBeLessThanOrEqual(qs[j]! + 1e-12);
        });
      });
    }),
  );
});

test('a half-life lies inside its interval', () => {
  const halved = fc
    .tuple(fc.nat(20), fc.oneof(fc.integer({ min: 1, max: 20 }), fc.constant(Infinity)))
    .map(([after, more]) => ({ after, by: after + more }));
  const usable = fc.array(halved, { minLength: 8, maxLength: 30 }).filter((all) => all.some(({ by }) => by < Infinity));
  fc.assert(
    fc.property(usable, (all) => {
      const { days, lower, upper } = halfLife(all);
      expect(lower).toBeLessThanOrEqual(days);
      expect(days).toBeLessThanOrEqual(upper);
    }),
  );
});

test('the smoother follows a shift of its values and of its days', () => {
  const points = fc.uniqueArray(fc.nat(200), { minLength: 6, maxLength: 30 }).map((t) => t.sort((a, b) => a - b));
  fc.assert(
    fc.property(points, fc.infiniteStream(rating), fc.nat(1000), (t, stream, by) => {
      const y = t.map(() => stream.next().value as number);
      const at = new Smoother(t, y, 14).at(t[2]!);
      const moved = new Smoother(
        t.map((one) => one + by),
        y.map((one) => one + by),
        14,
      ).at(t[2]! + by);
      expect(moved.fit).toBeCloseTo(at.fit + by, 6);
      expect(moved.points).toBeCloseTo(at.points, 6);
    }),
  );
});

test('the slope turns with its values', () => {
  fc.assert(
    fc.property(fc.array(rating, { minLength: 12, maxLength: 40 }), (y) => {
      const there = slopeOf(y);
      const back = slopeOf(y.map((value) => 10 - value));
      expect(there!.slope).toBeCloseTo(-back!.slope, 9);
      expect(there!.lower).toBeLessThanOrEqual(there!.slope);
      expect(there!.upper).toBeGreaterThanOrEqual(there!.slope);
    }),
  );
});
