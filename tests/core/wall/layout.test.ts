import { layoutWall, fitWall } from '#core/wall';
import { createHash } from 'node:crypto';
import path from 'node:path';
import { expect, test } from 'vitest';
import { day, sampleItems } from './samples.ts';

const goldens = path.resolve(import.meta.dirname, '../../fixtures/wall');
const rounded = (_: string, value: unknown) => (typeof value === 'number' ? Math.round(value * 1000) / 1000 : value);

test.each([
  [1, 1],
  [14, 480],
  [120, 1460],
  [2000, 5200],
] as const)('the wall of %i slips is what it has always been', async (count, days) => {
  const { layout } = fitWall(sampleItems(count, days), 30, 1280, 800);
  const text = JSON.stringify(layout, rounded);
  const summary = {
    sha256: createHash('sha256').update(text).digest('hex'),
    kind: layout.kind,
    width: layout.width,
    height: layout.height,
    rails: layout.rails,
    bentNail: layout.bentNail,
    headings: layout.headings.slice(0, 3),
    frames: layout.frames.slice(0, 2),
    piles: layout.piles.slice(0, 3).map(({ slips, ...pile }) => ({
      ...pile,
      count: slips.length,
      first: slips[0],
      last: slips.at(-1),
    })),
  };
  const golden = `${JSON.stringify(summary, rounded, 2)}\n`;
  await expect(golden).toMatchFileSnapshot(path.join(goldens, `${String(count)}.json`));
});

test('the nail holds 30; the 31st brings spikes, and the bent nail keeps its day', () => {
  const options = { nailHolds: 30, capacity: 40, rails: 1 };
  const items = Array.from({ length: 31 }, (_, i) => ({
    ...sampleItems(1, 1)[0]!,
    id: `slip-${String(i)}`,
    on: day(`2024-01-${String(i + 1).padStart(2, '0')}`),
  }));
  expect(layoutWall(items.slice(0, 30), options)).toMatchObject({ kind: 'nail', bentNail: null });
  const wall = layoutWall(items, options);
  expect(wall.kind).toBe('spike');
  expect(wall.bentNail?.on).toBe('2024-01-31');
  expect(layoutWall(items, { ...options, nailHolds: 31 }).kind).toBe('nail');
});

test('a yes is tabbed in the pile of its day, under what is newer', () => {
  const slip = sampleItems(1, 1)[0]!;
  const items = ['2024-01-01', '2024-02-01', '2024-03-01'].map((on) => ({ ...slip, id: on, on: day(on) }));
  const yes = { ...slip, id: 'yes', answer: 'yes' as const, on: day('2024-02-15') };
  const [pile] = layoutWall([...items, yes], { nailHolds: 30, capacity: 30, rails: 1 }).piles;
  const [newest, middle] = pile!.slips;
  expect(pile!.tabs).toHaveLength(1);
  expect(pile!.tabs[0]!.y).toBeGreaterThan(newest!.y + 40);
  expect(pile!.tabs[0]!.y).toBeLessThan(middle!.y + 49);
});

test('months stand beside a slip where they change; the nail names the year too', () => {
  const slip = sampleItems(1, 1)[0]!;
  const items = ['2023-12-30', '2024-01-02', '2024-01-09', '2024-02-01'].map((on) => ({
    ...slip,
    id: on,
    on: day(on),
  }));
  const months = (nailHolds: number) =>
    layoutWall(items, { nailHolds, capacity: 30, rails: 1 }).piles.map(({ slips }) => slips.map(({ month }) => month));
  expect(months(30)).toEqual([['month-year', 'month', null, 'month-year']]);
  expect(months(1)).toEqual([['month'], ['month', 'month', null]]);
});

test('an empty wall is a bare nail', () => {
  const wall = layoutWall([], { nailHolds: 30, capacity: 30, rails: 1 });
  expect(wall.piles).toHaveLength(1);
  expect(wall.piles[0]).toMatchObject({ support: 'nail', slips: [] });
});

test('10,000 slips find their places on one screen', () => {
  const { layout } = fitWall(sampleItems(10_000, 5200), 30, 1440, 900);
  expect(layout.piles.reduce((sum, { slips }) => sum + slips.length, 0)).toBe(10_000);
});
