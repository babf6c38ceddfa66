import { hurtsLess, slopeOf } from '#core/insights';
import { describe, expect, test } from 'vitest';
import vectors from '../../fixtures/statistics.json' with { type: 'json' };
import { six, stung } from './rows.ts';

const [falling, wavering] = vectors.slope.map(({ y }) => y) as [number[], number[]];
const weights = [5, 4, 5, 3, 4, 5, 3, 4, 4, 2, 4, 3];

test.each(vectors.slope)('the slope of $y is as published', (vector) => {
  const slope = slopeOf(vector.y);
  six(slope?.slope, vector.b);
  six(slope?.autocorrelation, vector.rho);
  six(slope?.error, vector.se);
  six(slope?.lower, vector.lo);
  six(slope?.upper, vector.hi);
});

test('the slope with what mattered held equal is as published', () => {
  const slope = slopeOf(falling, weights);
  six(slope?.slope, -0.174415);
  six(slope?.lower, -0.286704);
  six(slope?.upper, -0.062126);
});

test('nothing can be told apart when what mattered rises with the order', () => {
  expect(slopeOf([1, 2, 3, 4], [2, 4, 6, 8])).toBeNull();
});

describe('does a no hurt less than it used to', () => {
  test('says less, and how much in all', () => {
    const found = hurtsLess(stung(falling), []);
    if (!found.shown) throw new Error('shown');
    six(found.total, vectors.slope[0]!.total);
    six(found.lower, vectors.slope[0]!.tlo);
    six(found.upper, vectors.slope[0]!.thi);
    expect(found.verdict).toBe('less');
    expect(found.adjusted).toBeNull();
  });

  test('cannot tell yet, and says how often a true fall would be seen', () => {
    const found = hurtsLess(stung(wavering), []);
    expect(found).toMatchObject({ verdict: 'cannot-tell', seen: { with: 12, share: 0.29 } });
    if (!found.shown) throw new Error('shown');
    six(found.lower, -6.458149);
    six(found.upper, 1.535073);
  });

  test('says more, and about the same', () => {
    expect(hurtsLess(stung(falling.toReversed()), [])).toMatchObject({ verdict: 'more' });
    expect(hurtsLess(stung(Array.from({ length: 40 }, () => 5)), [])).toMatchObject({
      verdict: 'same',
      total: 0,
      seen: { with: 30, share: 0.68 },
    });
  });

  test('never calls a fall of under a point less', () => {
    const slight = Array.from({ length: 60 }, (_, i) => (i < 30 ? 6 : 6 - (i % 2 === 0 ? 1 : 0)));
    const found = hurtsLess(stung(slight), []);
    if (!found.shown) throw new Error('shown');
    expect(found.upper).toBeLessThan(0);
    expect(found.total).toBeGreaterThan(-1);
    expect(found.verdict).toBe('cannot-tell');
  });

  test('adjusts for how much the pursuits mattered', () => {
    const pursuits = weights.map((matters, i) => ({ id: `p${i}`, wish: null, matters }));
    const rows = stung(falling).map((row, i) => ({ ...row, pursuit: `p${i}` }));
    const found = hurtsLess(rows, pursuits);
    if (!found.shown) throw new Error('shown');
    expect(found.adjusted?.count).toBe(12);
    six(found.adjusted?.total, slopeOf(falling, weights)!.slope * 11);
  });

  test('is silent under twelve, and in the order of the answers', () => {
    expect(hurtsLess(stung(falling.slice(1)), [])).toMatchObject({ shown: false, have: 11, need: 12 });
    const found = hurtsLess(stung(falling).toReversed(), []);
    expect(found.stings.map(({ sting }) => sting)).toEqual(falling);
  });
});
