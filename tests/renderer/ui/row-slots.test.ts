import fc from 'fast-check';
import { expect, test } from 'vitest';
import { RowSlots } from '../../../src/renderer/ui/row-slots.ts';

test('a row that stays keeps its place, and one that comes takes that of one that went, from the top on', () => {
  const slots = new RowSlots();
  expect(slots.place(['a', 'b', 'c'], null)).toEqual([0, 1, 2]);
  expect(slots.place(['x', 'b', 'y', 'z'], null)).toEqual([0, 1, 2, 3]);
  expect(slots.place(['b'], null)).toEqual([1]);
  expect(slots.place(['p', 'b', 'q'], null)).toEqual([4, 1, 5]);
});

test('rows that are all other ones stand in the same places in the same order', () => {
  const slots = new RowSlots();
  const first = slots.place(['a', 'b', 'c'], null);
  expect(slots.place(['x', 'y', 'z'], null)).toEqual(first);
});

test('the place that has the focus goes with its row and to no other', () => {
  const slots = new RowSlots();
  slots.place(['a', 'b', 'c'], null);
  expect(slots.place(['x', 'y', 'b'], 1)).toEqual([0, 2, 1]);
  expect(slots.place(['p', 'q', 'r'], 1)).not.toContain(1);
});

test('whatever comes and goes, no two rows share a place, and those that stay do not move', () => {
  const keys = fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'), { maxLength: 8 });
  fc.assert(
    fc.property(fc.array(fc.tuple(keys, fc.option(fc.nat(12))), { maxLength: 12 }), (steps) => {
      const slots = new RowSlots();
      let before = new Map<string, number>();
      for (const [shown, held] of steps) {
        const placed = slots.place(shown, held);
        const now = new Map(shown.map((key, i) => [key, placed[i] ?? -1]));
        expect(new Set(placed).size).toBe(shown.length);
        for (const [key, slot] of now) {
          if (before.has(key)) expect(slot).toBe(before.get(key));
          else if (held !== null && [...before.values()].includes(held)) expect(slot).not.toBe(held);
        }
        before = now;
      }
    }),
  );
});
