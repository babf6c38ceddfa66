/** Lines that nobody has to tell apart by their colour alone, and that those who see fewer colours tell apart by it too. */
import { measures } from '#core/insights';
import { expect, test } from 'vitest';
import { dashes } from '../../../../src/renderer/views/insights/lines-marks.ts';
import { palettes } from '../../../../src/renderer/views/insights/palette.ts';

type Rgb = readonly [number, number, number];
type Matrix = readonly [Rgb, Rgb, Rgb];

/** From the full loss of one sort of cone; Machado, Oliveira, Fernandes (2009), for linear RGB. */
const sights: Readonly<Record<string, Matrix>> = {
  all: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  'no red': [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  'no green': [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  'no blue': [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
};

const dot = (a: Rgb, b: Rgb) => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
const times = (matrix: Matrix, rgb: Rgb): Rgb => [dot(matrix[0], rgb), dot(matrix[1], rgb), dot(matrix[2], rgb)];

function linear(hex: string): Rgb {
  const part = (at: number) => {
    const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  };
  return [part(1), part(3), part(5)];
}

/** Oklab; Ottosson (2020). */
function lab(rgb: Rgb): Rgb {
  const cones = times(
    [
      [0.4122214708, 0.5363325363, 0.0514459929],
      [0.2119034982, 0.6806995451, 0.1073969566],
      [0.0883024619, 0.2817188376, 0.6299787005],
    ],
    rgb,
  );
  return times(
    [
      [0.2104542553, 0.793617785, -0.0040720468],
      [1.9779984951, -2.428592205, 0.4505937099],
      [0.0259040371, 0.7827717662, -0.808675766],
    ],
    cones.map(Math.cbrt) as unknown as Rgb,
  );
}

const apart = (a: Rgb, b: Rgb) => Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);
const light = (rgb: Rgb) => dot([0.2126, 0.7152, 0.0722], rgb);
const contrast = (a: string, b: string) => {
  const [dark = 0, bright = 0] = [light(linear(a)), light(linear(b))].sort((x, y) => x - y);
  return (bright + 0.05) / (dark + 0.05);
};

test.each(['light', 'dark'] as const)(
  '%s: each pair of lines is apart for every sight, each line from its ground',
  (theme) => {
    const palette = palettes[theme];
    for (const measure of measures) expect(contrast(palette[measure], palette.ground)).toBeGreaterThanOrEqual(3);
    for (const [sight, matrix] of Object.entries(sights)) {
      const seen = measures.map((measure) => lab(times(matrix, linear(palette[measure]))));
      for (const [i, one] of seen.entries())
        for (const other of seen.slice(i + 1)) expect(apart(one, other), sight).toBeGreaterThan(0.08);
    }
  },
);

test('each line has a stroke of its own', () => {
  expect(new Set(measures.map((measure) => String(dashes[measure]))).size).toBe(measures.length);
});
