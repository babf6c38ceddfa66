import { fitWall } from '#core/wall';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { kept, showing, wholeWall, yearInView, zoomed } from '../../../../src/renderer/views/wall/camera.ts';
import { itemAt, placeOf } from '../../../../src/renderer/views/wall/places.ts';
import { sampleItems } from '../../../core/wall/samples.ts';

const items = sampleItems(300, 2000);
const side = fc.integer({ min: 320, max: 2400 });
const number = fc.double({ min: -3000, max: 3000, noNaN: true });
const views = fc
  .record({ width: side, height: side })
  .map((view) => ({ view, fit: fitWall(items, 30, view.width, view.height) }));
const cameras = fc.record({ x: number, y: number, scale: fc.double({ min: 0.01, max: 50, noNaN: true }) });

test('the whole wall is all in the window', () => {
  fc.assert(
    fc.property(views, ({ view, fit }) => {
      const { x, y, scale } = wholeWall(fit, view);
      expect(x).toBeLessThanOrEqual(1e-6);
      expect(y).toBeLessThanOrEqual(1e-6);
      expect(x + view.width / scale).toBeGreaterThanOrEqual(fit.layout.width - 1e-6);
      expect(y + view.height / scale).toBeGreaterThanOrEqual(fit.layout.height - 1e-6);
    }),
    { numRuns: 20 },
  );
});

test('wherever it is pushed, the camera keeps the wall in the window', () => {
  fc.assert(
    fc.property(views, cameras, ({ view, fit }, camera) => {
      const { x, y, scale } = kept(camera, fit, view);
      const [w, h] = [view.width / scale, view.height / scale];
      expect(x).toBeLessThan(fit.layout.width);
      expect(x + w).toBeGreaterThan(0);
      expect(y).toBeLessThan(fit.layout.height);
      expect(y + h).toBeGreaterThan(0);
      expect(kept({ x, y, scale }, fit, view)).toEqual({ x, y, scale });
    }),
    { numRuns: 40 },
  );
});

test('zooming leaves the point under the hand where it is', () => {
  fc.assert(
    fc.property(cameras, fc.double({ min: 0.2, max: 5, noNaN: true }), side, side, (camera, factor, px, py) => {
      const after = zoomed(camera, factor, px, py);
      expect(after.x + px / after.scale).toBeCloseTo(camera.x + px / camera.scale, 5);
      expect(after.y + py / after.scale).toBeCloseTo(camera.y + py / camera.scale, 5);
    }),
  );
});

test('every year can be brought into view, and every slip and frame shown and hit', () => {
  const view = { width: 1200, height: 800 };
  const { layout } = fitWall(items, 30, view.width, view.height);
  for (const { years, left, right } of layout.headings) {
    const camera = yearInView(layout, years![0], view)!;
    expect(camera.x).toBeLessThan(left);
    expect(camera.x + view.width / camera.scale).toBeGreaterThan(right);
  }
  expect(yearInView(layout, 1999, view)).toBeNull();
  for (const { id } of items) {
    const { x, y } = placeOf(layout, id)!;
    expect(itemAt(layout, x, y)).toBe(id);
    const camera = showing({ x: 0, y: 0, scale: 4 }, x, y, view);
    expect(x).toBeGreaterThan(camera.x);
    expect(x).toBeLessThan(camera.x + view.width / camera.scale);
    expect(y).toBeGreaterThan(camera.y);
    expect(y).toBeLessThan(camera.y + view.height / camera.scale);
  }
  expect(placeOf(layout, 'no such id')).toBeNull();
  expect(itemAt(layout, -500, -500)).toBeNull();
});
