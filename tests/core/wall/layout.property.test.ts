import {
  fitWall,
  frameSize,
  layoutWall,
  outlines,
  pierce,
  slipAt,
  strip,
  type PlacedSlip,
  type WallItem,
} from '#core/wall';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cosine, sine } from '../../../src/core/wall/looks.ts';
import { belowPierce, slack } from '../../../src/core/wall/sheaf.ts';
import { anyItems } from './samples.ts';

const options = fc.record({
  nailHolds: fc.integer({ min: 1, max: 60 }),
  capacity: fc.integer({ min: 1, max: 60 }),
  rails: fc.integer({ min: 1, max: 5 }),
});
const isSlip = ({ answer }: WallItem) => answer !== 'yes';
const ids = (items: readonly { id: string }[]) => items.map(({ id }) => id).sort();

/** A point of a slip's paper on the wall. */
function onWall(slip: PlacedSlip, x: number, y: number): [number, number] {
  const [dx, dy] = [x - pierce.x, y - pierce.y];
  const [sin, cos] = [sine(slip.angle), cosine(slip.angle)];
  return [slip.x + dx * cos - dy * sin, slip.y + dx * sin + dy * cos];
}

/** Whether the paper of `slip` may cover a point of the wall, ragged edge included. */
function mayCover(slip: PlacedSlip, [x, y]: [number, number]): boolean {
  const [dx, dy] = [x - slip.x, y - slip.y];
  const [sin, cos] = [sine(slip.angle), cosine(slip.angle)];
  const localX = pierce.x + dx * cos + dy * sin;
  const localY = pierce.y - dx * sin + dy * cos;
  return localX >= 0 && localX <= 100 && localY >= 0 && localY <= 58 + outlines[slip.outline]!.over;
}

test('every no and unanswered one is one slip, every yes one frame', () => {
  fc.assert(
    fc.property(anyItems(120), options, (items, chosen) => {
      const { piles, frames } = layoutWall(items, chosen);
      expect(ids(piles.flatMap(({ slips }) => slips.map(({ item }) => item)))).toEqual(ids(items.filter(isSlip)));
      expect(ids(frames.map(({ item }) => item))).toEqual(ids(items.filter((item) => !isSlip(item))));
    }),
  );
});

test('a yes has one gold tab at most: under what is newer in its pile, over what came before it', () => {
  fc.assert(
    fc.property(anyItems(120), options, (items, chosen) => {
      const { piles, frames } = layoutWall(items, chosen);
      const yeses = new Map(frames.map(({ item }) => [item.id, item]));
      const tabs = piles.flatMap((pile) => pile.tabs.map((tab) => ({ ...tab, pile })));
      expect(new Set(tabs.map(({ id }) => id)).size).toBe(tabs.length);
      for (const { id, y, pile } of tabs) {
        const on = yeses.get(id)?.on ?? null;
        expect(on).not.toBeNull();
        if (on === null) continue;
        // Where the right edge of a slip's paper ends: the tab sticks out there.
        const edge = (slip: PlacedSlip) => onWall(slip, 97, 58)[1];
        const newer = pile.slips.filter(({ item }) => item.on !== null && item.on > on);
        const before = pile.slips.filter(({ item }) => item.on !== null && item.on <= on);
        for (const slip of newer) expect(y).toBeGreaterThan(edge(slip));
        for (const slip of before) expect(y).toBeLessThan(edge(slip));
        if (pile.year !== null && newer.length < pile.slips.length) expect(on.slice(0, 4)).toBe(String(pile.year));
      }
    }),
  );
});

test('the order in which attempts come does not matter', () => {
  const shuffled = anyItems(80).chain((items) =>
    fc.tuple(fc.constant(items), fc.shuffledSubarray(items, { minLength: items.length })),
  );
  fc.assert(
    fc.property(shuffled, options, ([items, others], chosen) => {
      expect(layoutWall(others, chosen)).toEqual(layoutWall(items, chosen));
      expect(fitWall(others, chosen.nailHolds, 1200, 800)).toEqual(fitWall(items, chosen.nailHolds, 1200, 800));
    }),
  );
});

test('piles and places follow dates alone: newer slips lie above, older spikes stand to the left', () => {
  fc.assert(
    fc.property(anyItems(120), options, (items, chosen) => {
      const { piles } = layoutWall(items, { ...chosen, rails: 1 });
      let before = '';
      for (const { slips, year } of piles) {
        for (const [index, { item, y }] of slips.entries()) {
          const newer = slips[index - 1];
          if (newer) {
            expect((newer.item.on ?? '') >= (item.on ?? '')).toBe(true);
            expect(y).toBeGreaterThan(newer.y);
          }
          if (year !== null) expect(Number(item.on?.slice(0, 4))).toBe(year);
        }
        const oldest = slips.at(-1)?.item.on ?? before;
        expect(oldest >= before).toBe(true);
        before = slips[0]?.item.on ?? before;
      }
    }),
  );
});

test('looks come from the id alone', () => {
  fc.assert(
    fc.property(anyItems(60), anyItems(60), options, (items, others, chosen) => {
      const known = new Set(items.map(({ id }) => id));
      const added = [...items, ...others.filter(({ id }) => !known.has(id))];
      const looks = (all: readonly WallItem[], nailHolds: number) =>
        new Map(
          layoutWall(all, { ...chosen, nailHolds }).piles.flatMap(({ x: nail, slips }) =>
            slips.map(({ item, x, angle, outline, tint }) => [
              item.id,
              { aside: (x - nail).toFixed(6), angle, outline, tint },
            ]),
          ),
        );
      for (const nailHolds of [1, 200]) {
        if (items.filter(isSlip).length <= 1 && nailHolds === 1) continue;
        const after = looks(added, nailHolds);
        for (const [id, look] of looks(items, nailHolds)) expect(after.get(id)).toEqual(look);
      }
    }),
  );
});

test('a late entry leaves what is newer where it was and moves what is older down', () => {
  fc.assert(
    fc.property(anyItems(28, ['no', 'quiet']), anyItems(1, ['no']), (items, [late]) => {
      fc.pre(late !== undefined && items.every(({ id }) => id !== late.id));
      const hang = (all: readonly WallItem[]) =>
        layoutWall(all, { nailHolds: 30, capacity: 30, rails: 1 }).piles.flatMap(({ slips }) => slips);
      const after = hang([...items, late]);
      const at = after.findIndex(({ item }) => item.id === late.id);
      for (const slip of hang(items)) {
        const index = after.findIndex(({ item }) => item.id === slip.item.id);
        if (index < at) expect(after[index]!.y).toBe(slip.y);
        else expect(after[index]!.y).toBeGreaterThanOrEqual(slip.y + slack.nail.clear - (slip.y === 0 ? 1 : 0) - 1e-9);
      }
    }),
  );
});

test('between two slips there is at least the stated strip, and nothing covers what is read in it', () => {
  fc.assert(
    fc.property(anyItems(90, ['no', 'quiet']), options, (items, chosen) => {
      for (const { slips, support } of layoutWall(items, chosen).piles) {
        for (const [index, slip] of slips.entries()) {
          const newer = slips[index - 1];
          if (!newer) continue;
          for (const x of [-44, 47]) {
            const edge = (one: PlacedSlip) => one.y + belowPierce + x * sine(one.angle);
            const { over } = outlines[newer.outline]!;
            expect(edge(slip) - edge(newer) - over).toBeGreaterThanOrEqual(slack[support].clear - 1e-9);
          }
          for (const x of [strip.left, 30, 60, strip.right]) {
            for (const y of [strip.top, strip.bottom]) {
              const point = onWall(slip, x, y);
              expect(slips.slice(0, index).some((above) => mayCover(above, point))).toBe(false);
              expect(slipAt({ slips }, ...point)).toBe(index);
            }
          }
        }
      }
    }),
  );
});

test('n slips of a year share ceil(n / capacity) spikes as evenly as can be', () => {
  fc.assert(
    fc.property(anyItems(120), options, (items, chosen) => {
      const { piles, kind } = layoutWall(items, chosen);
      fc.pre(kind === 'spike');
      for (const year of new Set(piles.map((pile) => pile.year))) {
        const counts = piles.filter((pile) => pile.year === year).map(({ slips }) => slips.length);
        const all = counts.reduce((sum, count) => sum + count, 0);
        expect(counts).toHaveLength(Math.max(1, Math.ceil(all / chosen.capacity)));
        expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(1);
      }
    }),
  );
});

test('frames stand on the rail side by side, piles hang apart, and all of it is on the wall', () => {
  fc.assert(
    fc.property(anyItems(120, ['no', 'yes', 'yes']), options, (items, chosen) => {
      const { frames, piles, width, height, rails } = layoutWall(items, chosen);
      for (const [index, { x, top, scale, rail }] of frames.entries()) {
        const half = (frameSize.width * scale) / 2;
        expect(x - half).toBeGreaterThanOrEqual(12 - 1e-6);
        expect(x + half).toBeLessThanOrEqual(width - 12 + 1e-6);
        expect(top).toBeGreaterThan(0);
        expect(top + frameSize.height * scale).toBeLessThan(rails[rail]!);
        const before = frames[index - 1];
        if (before?.rail === rail) expect(x - before.x).toBeGreaterThanOrEqual(2 * half - 1e-6);
      }
      for (const [index, { x, bottom, rail }] of piles.entries()) {
        expect(x - 50).toBeGreaterThanOrEqual(0);
        expect(x + 50).toBeLessThanOrEqual(width);
        expect(bottom).toBeLessThanOrEqual(height);
        const before = piles[index - 1];
        if (before?.rail === rail) expect(x - before.x).toBeGreaterThanOrEqual(115 - 1e-6);
      }
    }),
  );
});

test('a fitted wall fits, and no spike takes more than 160', () => {
  const side = fc.integer({ min: 200, max: 3000 });
  fc.assert(
    fc.property(anyItems(400), side, side, (items, width, height) => {
      const { layout, scale } = fitWall(items, 30, width, height);
      expect(layout.width * scale).toBeLessThanOrEqual(width + 1e-6);
      expect(layout.height * scale).toBeLessThanOrEqual(height + 1e-6);
      expect(Math.max(0, ...layout.piles.map(({ slips }) => slips.length))).toBeLessThanOrEqual(160);
    }),
    { numRuns: 20 },
  );
});
