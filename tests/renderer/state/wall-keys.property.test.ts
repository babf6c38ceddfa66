import { layoutWall } from '#core/wall';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { firstOn, moveOn, spotOf } from '../../../src/renderer/state/wall-keys.ts';
import { anyItems } from '../../core/wall/samples.ts';

const walls = fc
  .tuple(anyItems(90), fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 20 }), fc.integer({ min: 1, max: 4 }))
  .map(([items, nailHolds, capacity, rails]) => layoutWall(items, { nailHolds, capacity, rails }));

const keys = ['ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight'];

test('arrow keys reach every slip and every frame from where they begin', () => {
  fc.assert(
    fc.property(walls, (wall) => {
      const start = firstOn(wall);
      if (start === null) return;
      const reached = new Set([start]);
      // A set hands out what is added while it is walked.
      for (const id of reached) {
        for (const key of keys) {
          const next = moveOn(wall, id, key);
          if (next !== null) reached.add(next);
        }
      }
      const slips = wall.piles.flatMap((pile) => pile.slips.map(({ item }) => item.id));
      expect(slips.filter((id) => !reached.has(id))).toEqual([]);
      // A wall that is frames alone is walked sideways; else every rail with a pile leads up to its frames.
      const railsWithSlips = new Set(wall.piles.filter(({ slips }) => slips.length > 0).map(({ rail }) => rail));
      const frames = wall.frames.filter(({ rail }) => railsWithSlips.has(rail) || slips.length === 0);
      expect(frames.filter(({ item }) => !reached.has(item.id))).toEqual([]);
    }),
  );
});

test('up and down go one slip along the pile; home and end go to its ends', () => {
  fc.assert(
    fc.property(walls, (wall) => {
      for (const { slips } of wall.piles) {
        for (const [index, { item }] of slips.entries()) {
          if (index > 0) expect(moveOn(wall, item.id, 'ArrowUp')).toBe(slips[index - 1]!.item.id);
          expect(moveOn(wall, item.id, 'ArrowDown')).toBe((slips[index + 1] ?? slips[index])!.item.id);
          expect(moveOn(wall, item.id, 'Home')).toBe(slips[0]!.item.id);
          expect(moveOn(wall, item.id, 'End')).toBe(slips.at(-1)!.item.id);
        }
      }
    }),
  );
});

test('keys that are not the wall’s, and ids that do not hang, lead nowhere', () => {
  fc.assert(
    fc.property(walls, (wall) => {
      const start = firstOn(wall);
      if (start !== null) expect(moveOn(wall, start, 'x')).toBeNull();
      expect(moveOn(wall, 'no such id', 'ArrowUp')).toBeNull();
      expect(spotOf(wall, 'no such id')).toBeUndefined();
    }),
  );
});
