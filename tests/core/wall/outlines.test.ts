import { movedPath, outlines, slipHeight, slipWidth } from '#core/wall';
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

test('a path is moved whatever its commands are', () => {
  const d = 'M.5 1.4H7.1V3.1H.5zM6 1A5 5 0 0 1 6 11h-2v.5q1 2-3-4C3 8.8 .7 6.9 .7 4.3';
  expect(movedPath(d, 10, 100)).toBe(
    'M10.5 101.4H17.1V103.1H10.5zM16 101A5 5 0 0 1 16 111h-2v0.5q1 2 -3 -4C13 108.8 10.7 106.9 10.7 104.3',
  );
  expect(movedPath('M6 1A5 4 30 0 1 6 11l2-2z', 1, 2, 0.5)).toBe('M4 2.5A2.5 2 30 0 1 4 7.5l1 -1z');
  for (const { path, shadow } of outlines) expect(movedPath(shadow, -0.8, -1.4)).toBe(movedPath(path, 0, 0));
});
