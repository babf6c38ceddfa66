import type { AttemptInput } from '#core/journal';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  facetNames,
  type Filters,
  fits,
  isFiltered,
  noFilters,
  none,
  ratingRange,
  readFilters,
  stretchRange,
  withRating,
  withValue,
  writeFilters,
} from '../../../../src/renderer/state/find/filters.ts';
import { formatAddress, parseAddress } from '../../../../src/renderer/state/route.svelte.ts';
import { day, openedStore } from '../opened-store.ts';

const range = ({ from, to }: { from: number; to: number }) =>
  fc.tuple(fc.integer({ min: from, max: to }), fc.integer({ min: from, max: to })).map(([a, b]) => ({
    from: Math.min(a, b),
    to: Math.max(a, b),
  }));
const line = fc.string({ minLength: 1, unit: 'grapheme' }).filter((text) => !/[\p{Cc}\p{Surrogate}]/u.test(text));
const filters: fc.Arbitrary<Filters> = fc.record({
  answer: fc.subarray(['waiting', 'yes', 'no', 'quiet', 'withdrawn'] as const),
  kind: fc.subarray(['job', 'book', 'AQAAAAAAAAAAAAAB']),
  pursuit: fc.subarray([none, 'AQAAAAAAAAAAAAAC']),
  tag: fc.array(line, { maxLength: 3 }),
  year: fc.subarray([none, '2024', '1999']),
  stretch: fc.option(range(stretchRange)),
  ratings: fc.dictionary(fc.constantFrom('hope', 'sting', 'selfWorth'), range(ratingRange)),
  archived: fc.constantFrom('with', 'without', 'only'),
});

test('filters come back from an address as they were written into it', () => {
  fc.assert(
    fc.property(filters, (one) => {
      const { query } = parseAddress(formatAddress({ place: 'attempts', query: writeFilters(one) }));
      expect(readFilters(query)).toEqual(one);
      expect(isFiltered(one)).toBe(Object.keys(query).length > 0);
    }),
  );
});

test('what an address says that cannot be is left out', () => {
  expect(
    readFilters({
      answer: 'maybe\nno',
      year: '24\n2024',
      sting: '6',
      hope: '7-3',
      shame: '0-11',
      stretch: '0-5',
      archived: 'x',
    }),
  ).toEqual({ ...noFilters, answer: ['no'], year: ['2024'] });
});

test('every facet narrows; of one facet’s values one is enough', () => {
  const store = openedStore();
  const add = (input: Partial<AttemptInput>) => store.journal.addAttempt({ toWhom: 'x', what: 'y', ...input });
  const pursuit = store.journal.addPursuit({ title: 'p' });
  add({ toWhom: 'a', kind: 'job', answer: 'no', answeredOn: day('2024-02-01'), ratings: { sting: 7 }, tags: ['t'] });
  add({
    toWhom: 'b',
    kind: 'book',
    answer: 'no',
    answeredOn: day('2025-01-01'),
    sentOn: day('2024-12-01'),
    stretch: 4,
  });
  add({ toWhom: 'c', kind: 'book', pursuit, sentOn: day('2024-05-01'), tags: ['t', 'u'] });
  add({ toWhom: 'd', archived: true, answer: 'yes', answeredOn: day('2024-03-01'), ratings: { sting: 6, hope: 0 } });
  const kept = (change: Partial<Filters>) =>
    store.attempts
      .filter(fits({ ...noFilters, ...change }))
      .map(({ toWhom }) => toWhom)
      .sort()
      .join('');
  expect(kept({})).toBe('abc');
  expect(kept({ archived: 'only' })).toBe('d');
  expect(kept({ archived: 'with' })).toBe('abcd');
  expect(kept({ answer: ['no', 'yes'] })).toBe('ab');
  expect(kept({ kind: ['book'], year: ['2024'] })).toBe('c');
  expect(kept({ pursuit: [none], kind: ['book', 'job'] })).toBe('ab');
  expect(kept({ tag: ['u', 't'] })).toBe('ac');
  expect(kept({ ratings: { sting: { from: 6, to: 10 } }, archived: 'with' })).toBe('ad');
  expect(kept({ ratings: { sting: { from: 6, to: 10 }, hope: { from: 0, to: 0 } }, archived: 'with' })).toBe('d');
  expect(kept({ stretch: { from: 4, to: 5 } })).toBe('b');
  expect(kept({ year: [none] })).toBe('');
});

test('values come and go one by one', () => {
  const one = withValue(withValue(noFilters, 'kind', 'job', true), 'kind', 'book', true);
  expect(one.kind).toEqual(['job', 'book']);
  expect(withValue(one, 'kind', 'job', true).kind).toEqual(['book', 'job']);
  expect(withValue(one, 'kind', 'job', false).kind).toEqual(['book']);
  const rated = withRating(noFilters, 'sting', { from: 6, to: 10 });
  expect(rated.ratings).toEqual({ sting: { from: 6, to: 10 } });
  expect(withRating(rated, 'sting', null)).toEqual(noFilters);
  expect(facetNames.every((name) => noFilters[name].length === 0)).toBe(true);
});
