import type { AttemptInput } from '#core/journal';
import { expect, test } from 'vitest';
import { type Column, columns, readSort, sorted, writeSort } from '../../../../src/renderer/state/find/sorting.ts';
import { day, openedStore } from '../opened-store.ts';

const store = openedStore();
const add = (toWhom: string, more: Partial<AttemptInput>) => store.journal.addAttempt({ toWhom, what: 'y', ...more });
const pursuit = store.journal.addPursuit({ title: 'A home' });
add('Óstra', {
  sentOn: day('2026-01-01'),
  answer: 'yes',
  answeredOn: day('2026-01-11'),
  ratings: { hope: 9 },
  kind: 'book',
});
add('alder', {
  sentOn: day('2026-03-01'),
  answer: 'no',
  answeredOn: day('2026-03-03'),
  ratings: { hope: 10 },
  pursuit,
});
add('Birch', { sentOn: day('2026-02-01'), stretch: 2, tags: ['b', 'a'] });
const names = { kind: (id: string) => (id === 'book' ? 'Aaa' : 'Other'), pursuit: () => 'A home' };
const by = (column: Column, down = false) =>
  sorted(store.attempts, { column, down }, names)
    .map(({ toWhom }) => toWhom.charAt(0))
    .join('');

test('rows are sorted by what stands in a column; what has nothing there stands last either way', () => {
  expect([by('toWhom'), by('toWhom', true)]).toEqual(['aBÓ', 'ÓBa']);
  expect([by('sentOn'), by('sentOn', true)]).toEqual(['ÓBa', 'aBÓ']);
  expect([by('answeredOn'), by('answeredOn', true)]).toEqual(['ÓaB', 'aÓB']);
  expect([by('days'), by('days', true)]).toEqual(['aÓB', 'ÓaB']);
  expect([by('hope'), by('hope', true)]).toEqual(['ÓaB', 'aÓB']);
  expect(by('answer')).toBe('BÓa');
  expect(by('kind')).toBe('ÓaB');
  expect(by('pursuit')[0]).toBe('a');
  expect(by('tags')[0]).toBe('B');
});

test('a sort comes back from the address as it was written there', () => {
  for (const column of columns) {
    for (const down of [true, false]) expect(readSort(writeSort({ column, down }))).toEqual({ column, down });
  }
  expect([readSort(undefined), readSort('weight'), readSort('-')]).toEqual([null, null, null]);
  expect(writeSort(null)).toBe('');
});
