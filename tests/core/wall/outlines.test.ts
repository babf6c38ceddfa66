import { outlines, slipHeight, slipWidth } from '#core/wall';
import { expect, test } from 'vitest';

const points = (path: string): (readonly [number, number])[] => {
  const numbers = [...path.matchAll(/-?\d+(?:\.\d+)?/g)].map(([one]) => Number(one));
  return numbers.flatMap((x, i) => (i % 2 === 0 ? [[x, numbers[i + 1] ?? NaN] as const] : []));
};

test('there are 24 of four kinds, no two alike', () => {
  expect(outlines).toHaveLength(24);
  expect(new Set(outlines.map(({ path }) => path)).size).toBe(24);
  expect([...new Set(outlines.map(({ kind }) => kind))].sort()).toEqual(['clean', 'deckle', 'dog-ear', 'torn']);
});

test.each(outlines.map((outline, index) => [index, outline] as const))(
  'outline %i keeps to its paper, and its lower edge to its word',
  (_, { path, over, kind }) => {
    for (const [x, y] of points(path)) {
      expect(x).toBeGreaterThanOrEqual(0);
      expect(x).toBeLessThanOrEqual(slipWidth);
      expect(y).toBeGreaterThanOrEqual(0);
      expect(y).toBeLessThanOrEqual(slipHeight + over);
      const corner = kind === 'dog-ear' && x > 90;
      if (y > 10 && !corner) expect(y).toBeGreaterThanOrEqual(slipHeight - over);
    }
  },
);

test('a torn edge has 17 points, and only a dog-ear is folded', () => {
  for (const { kind, path, fold } of outlines) {
    if (kind === 'torn') expect(points(path).filter(([, y]) => y > 50)).toHaveLength(17);
    expect(fold !== '').toBe(kind === 'dog-ear');
  }
});
