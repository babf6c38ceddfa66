import { reachesOf, rightThings } from '#core/insights';
import { describe, expect, test } from 'vitest';
import { answered, attempts, open, six } from './rows.ts';

describe('reach', () => {
  test('compares bands with five each, as published', () => {
    const rows = [
      ...answered(6, 9, { stretch: 2 }),
      ...answered(2, 10, { stretch: 5 }),
      ...answered(1, 3, { stretch: 3 }),
    ];
    const { shares, comparisons } = reachesOf(rows);
    expect(shares.map(({ reach, hits, of, share }) => [reach, hits, of, share.shown])).toEqual([
      ['near', 6, 9, true],
      ['middle', 1, 3, true],
      ['far', 2, 10, true],
    ]);
    expect(comparisons).toHaveLength(1);
    expect(comparisons[0]).toMatchObject({ nearer: 'near', farther: 'far' });
    six(comparisons[0]?.chance, 0.981396);
  });

  test('gives counts alone under three', () => {
    expect(reachesOf(answered(1, 2, { stretch: 1 })).shares[0]).toMatchObject({
      hits: 1,
      of: 2,
      share: { shown: false, have: 2, need: 3 },
    });
  });
});

describe('five straight yeses', () => {
  const yeses = (from: number) => Array.from({ length: 5 }, (_, i) => open(from + i, 'yes'));

  test('are the last five resolved answers', () => {
    const last = yeses(10);
    const rows = [...last, open(3, 'no'), ...attempts(2, { answer: 'waiting' }), open(20, 'withdrawn')];
    expect(reachesOf(rows).fiveYeses).toEqual(last.map(({ id }) => id));
  });

  test('are broken by a no or by silence', () => {
    expect(reachesOf([...yeses(10), open(16, 'no')]).fiveYeses).toBeNull();
    expect(reachesOf([...yeses(10), open(16, 'quiet')]).fiveYeses).toBeNull();
    expect(reachesOf(yeses(10).slice(1)).fiveYeses).toBeNull();
  });
});

describe('right things', () => {
  const pursuits = [
    { id: 'own', wish: 'mine', matters: 9 },
    { id: 'theirs', wish: 'someone-elses', matters: 3 },
    { id: 'unsaid', wish: null, matters: 5 },
  ] as const;

  test('shares out the attempts, and their weight', () => {
    const rows = [
      ...attempts(3, { pursuit: 'own' }),
      ...attempts(3, { pursuit: 'theirs' }),
      ...attempts(2, { pursuit: 'unsaid' }),
      ...attempts(1, {}),
    ];
    expect(rightThings(rows, pursuits)).toMatchObject({
      shown: true,
      shares: [0.5, 0, 0.5],
      weightedOwn: 27 / 36,
      unknown: 3,
      rests: { count: 6 },
    });
  });

  test('is a list under five', () => {
    expect(rightThings(attempts(4, { pursuit: 'own' }), pursuits)).toMatchObject({
      shown: false,
      have: 4,
      need: 5,
      counts: [{ wish: 'mine', count: 4 }, { count: 0 }, { count: 0 }],
    });
  });

  test('weighs nothing that has no weight', () => {
    const found = rightThings(attempts(5, { pursuit: 'a' }), [{ id: 'a', wish: 'shared', matters: null }]);
    expect(found).toMatchObject({ shown: true, weightedOwn: null });
  });
});
