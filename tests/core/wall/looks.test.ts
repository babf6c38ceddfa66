import { fnv1a, looksOf, mixed, sine, cosine } from '../../../src/core/wall/looks.ts';
import { expect, test } from 'vitest';

test('FNV-1a gives its published values', () => {
  expect(['', 'a', 'foobar'].map(fnv1a)).toEqual([0x811c9dc5, 0xe40c292c, 0xbf9cf968]);
});

test('the finaliser is the one of MurmurHash3', () => {
  expect([0, 1, 0xffffffff].map(mixed)).toEqual([0, 0x514e28b7, 0x81f16f39]);
});

test('looks spread over their whole range', () => {
  const looks = Array.from({ length: 5000 }, (_, i) => looksOf(`id-${String(i)}`));
  for (const part of ['turn', 'shift', 'jitter', 'tint'] as const) {
    const values = looks.map((one) => one[part]);
    expect(Math.min(...values)).toBeLessThan(-0.99);
    expect(Math.max(...values)).toBeGreaterThan(0.99);
    expect(Math.abs(values.reduce((sum, value) => sum + value, 0) / values.length)).toBeLessThan(0.03);
  }
  expect(new Set(looks.map(({ outline }) => outline)).size).toBe(24);
});

test('looks stay what they have always been', () => {
  expect(looksOf('AAECAwQFBgcICQoL')).toMatchInlineSnapshot(`
    {
      "jitter": 0.559021464549005,
      "outline": 13,
      "shift": -0.6100007933564484,
      "tint": 0.3906365092843771,
      "turn": -0.805923321750015,
    }
  `);
});

test('sine and cosine agree with those of the engine', () => {
  for (let degrees = -5; degrees <= 5; degrees += 0.1) {
    expect(sine(degrees)).toBeCloseTo(Math.sin((degrees * Math.PI) / 180), 10);
    expect(cosine(degrees)).toBeCloseTo(Math.cos((degrees * Math.PI) / 180), 8);
  }
});
