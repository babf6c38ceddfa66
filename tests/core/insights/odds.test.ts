import { chanceGreater, chanceOfNone, jeffreys, oddsBy, oddsOf, triesFor } from '#core/insights';
import { describe, expect, test } from 'vitest';
import vectors from '../../fixtures/statistics.json' with { type: 'json' };
import { answered, attempts, six } from './rows.ts';

describe('the chance of a yes', () => {
  test.each(vectors.a)('is $y of $n as published', ({ y, n, i80, i95, next5, next10, m50, m80, m95 }) => {
    const band = jeffreys(y, n);
    six(band.mean, i80.mean);
    six(band.lower, i80.lo);
    six(band.upper, i80.hi);
    const wide = jeffreys(y, n, 0.95);
    six(wide.lower, i95.lo);
    six(wide.upper, i95.hi);
    six(1 - chanceOfNone(y, n, 5), next5);
    six(1 - chanceOfNone(y, n, 10), next10);
    expect([0.5, 0.8, 0.95].map((chance) => triesFor(y, n, chance))).toEqual([m50, m80, m95]);
  });

  test('is counts only under five', () => {
    expect(oddsOf(answered(1, 4))).toMatchObject({
      shown: false,
      because: 'too-few',
      have: 4,
      need: 5,
      hits: 1,
      of: 4,
    });
  });

  test('names no number of tries without a yes, for then the prior decides', () => {
    const odds = oddsOf(answered(0, 10));
    expect(odds).toMatchObject({ shown: true, lower: 0, tries: null });
    if (odds.shown) six(odds.upper, 0.123574);
  });

  test('gives tries with the range that the interval leaves', () => {
    const odds = oddsOf(answered(2, 10));
    if (!odds.shown) throw new Error('shown');
    expect(odds.tries).toEqual([
      { chance: 0.5, tries: 3, range: [2, 8] },
      { chance: 0.8, tries: 9, range: [4, 19] },
      { chance: 0.95, tries: 22, range: [6, 35] },
    ]);
  });

  test('has an upper end of 1 when every one was a yes', () => {
    expect(oddsOf(answered(5, 5))).toMatchObject({ shown: true, upper: 1, tries: [{ range: [1, 1] }, {}, {}] });
  });

  test('counts quiet ones that the person closed, and neither waiting nor withdrawn ones', () => {
    const rows = [
      ...answered(1, 4),
      ...attempts(2, { answer: 'quiet' }),
      ...attempts(3, { answer: 'waiting' }),
      ...attempts(4, { answer: 'withdrawn' }),
    ];
    const odds = oddsOf(rows);
    expect(odds).toMatchObject({ shown: true, hits: 1, of: 6, rests: { count: 6 } });
    expect(odds.rests.ids).toEqual(rows.slice(0, 6).map(({ id }) => id));
  });

  test('stands for each kind, or each pursuit that has one', () => {
    const rows = [...answered(0, 2, { kind: 'date' }), ...answered(1, 6, { kind: 'job', pursuit: 'a' })];
    expect(oddsBy(rows, 'kind').map(({ key, odds }) => [key, odds.of, odds.shown])).toEqual([
      ['job', 6, true],
      ['date', 2, false],
    ]);
    expect(oddsBy(rows, 'pursuit').map(({ key }) => key)).toEqual(['a']);
  });
});

describe('which of two shares is the larger', () => {
  test('is as published for 6 of 9 against 2 of 10', () => {
    const chance = chanceGreater({ hits: 6, of: 9 }, { hits: 2, of: 10 });
    // The integral to thirty digits begins with .981395933782; the published .981397 had an error in its sixth.
    expect(chance).toBeCloseTo(0.981395933782, 11);
    expect(Math.abs(chance - vectors.pGreater)).toBeLessThan(2e-6);
  });

  test('is open between equals and certain in sum', () => {
    six(chanceGreater({ hits: 3, of: 9 }, { hits: 3, of: 9 }), 0.5);
    for (const [a, b] of [
      [0, 40],
      [40, 0],
      [1, 39],
    ] as const) {
      const there = chanceGreater({ hits: a, of: 40 }, { hits: b, of: 40 });
      const back = chanceGreater({ hits: b, of: 40 }, { hits: a, of: 40 });
      six(there + back, 1);
    }
  });

  test('stays right for thousands', () => {
    six(chanceGreater({ hits: 300, of: 5000 }, { hits: 300, of: 5000 }), 0.5);
  });
});
