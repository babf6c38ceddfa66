import { benjaminiHochberg, permutationP, pool, stingsBy } from '#core/insights';
import { describe, expect, test } from 'vitest';
import { six, stung } from './rows.ts';

test('partial pooling is as published', () => {
  const pooled = pool([
    [7, 8, 6, 9],
    [4, 5, 6, 5, 3],
    [6, 7, 5],
  ]);
  six(pooled.within, 1.355556);
  six(pooled.between, 2.043262);
  six(pooled.mean, 6.019772);
  [7.28942, 4.766315, 6.003581].forEach((estimate, k) => six(pooled.estimates[k], estimate));
});

test('pooling leaves the means alone when nothing varies within groups', () => {
  expect(
    pool([
      [3, 3],
      [5, 5],
    ]).estimates,
  ).toEqual([3, 5]);
});

describe('the permutation test', () => {
  test('is as published, and the same from the other side', () => {
    const [group, others] = [
      [8, 7, 9, 6, 8],
      [5, 6, 4, 7, 5, 6, 3],
    ];
    expect(permutationP(group, others)).toBeCloseTo(10 / 792, 12);
    expect(permutationP(others, group)).toBeCloseTo(10 / 792, 12);
  });

  test('says 1 where nothing differs, or nothing is left to compare with', () => {
    expect(permutationP([4, 4, 4], [4, 4])).toBe(1);
    expect(permutationP([1, 9], [])).toBe(1);
  });

  test('gives up rather than keep a person waiting', () => {
    const many = Array.from({ length: 3000 }, (_, i) => i % 11);
    expect(permutationP(many, many)).toBeNull();
  });

  test('counts what no list could hold', () => {
    const all = Array.from({ length: 700 }, (_, i) => (i * 7) % 11);
    const p = permutationP(all.slice(0, 20), all.slice(20));
    expect(p).toBeGreaterThan(0);
    expect(p).toBeLessThanOrEqual(1);
  });
});

test('false discovery is as published, in any order', () => {
  [0.012, 0.024, 0.028, 0.04].forEach((q, i) => six(benjaminiHochberg([0.003, 0.012, 0.021, 0.04])[i], q));
  six(benjaminiHochberg([0.04, 0.003, 0.021, 0.012])[1], 0.012);
  expect(benjaminiHochberg([])).toEqual([]);
});

describe('sting by tag', () => {
  const rows = [
    ...stung([8, 9, 8, 9, 8, 9], { tags: ['agent'] }),
    ...stung([4, 5, 3, 4, 5, 4], { tags: ['cold'] }),
    ...stung([5, 4], { tags: ['rare'] }),
  ];

  test('lets a tag stand out only with its test, and says how many were looked at', () => {
    const found = stingsBy(rows, 'tag');
    if (!found.shown) throw new Error('shown');
    expect(found.lookedAt).toBe(2);
    expect(found.groups.map(({ key, count, standsOut }) => [key, count, standsOut])).toEqual([
      ['agent', 6, true],
      ['cold', 6, true],
    ]);
    const [agent] = found.groups;
    expect(agent?.estimate).toBeLessThan(agent!.mean);
  });

  test('tests none under five', () => {
    const found = stingsBy([...stung([9, 9, 9, 9], { tags: ['a'] }), ...stung([1, 1, 1, 1], { tags: ['b'] })], 'tag');
    if (!found.shown) throw new Error('shown');
    expect(found.groups.every(({ test: one, standsOut }) => one === null && !standsOut)).toBe(true);
  });

  test('is silent without two groups', () => {
    expect(stingsBy(stung([5, 5, 5], { tags: ['a'] }), 'tag')).toMatchObject({
      shown: false,
      because: 'too-few-groups',
      have: 1,
      need: 2,
    });
  });

  test('works by kind as well', () => {
    const found = stingsBy([...stung([5, 6, 7], { kind: 'job' }), ...stung([1, 2, 3], { kind: 'date' })], 'kind');
    expect(found).toMatchObject({ shown: true, groups: [{ key: 'job' }, { key: 'date' }] });
  });
});
