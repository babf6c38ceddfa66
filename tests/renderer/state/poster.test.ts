import fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import type { JournalStore } from '../../../src/renderer/state/journal-store.svelte.ts';
import { PosterMaker, readChoices } from '../../../src/renderer/state/poster.svelte.ts';
import { day, openedStore } from './opened-store.ts';

let store: JournalStore;
let maker: PosterMaker;
beforeEach(() => {
  store = openedStore();
  const pursuit = store.journal.addPursuit({ title: 'A home for the book' });
  const add = (toWhom: string, on: string, more = {}) =>
    store.journal.addAttempt({ toWhom, what: 'x', kind: 'job', answer: 'no', answeredOn: day(on), ...more });
  add('2022', '2022-05-01');
  add('2024', '2024-05-01', { pursuit });
  add('2023', '2023-05-01');
  store.journal.addAttempt({ toWhom: 'undated', what: 'x', kind: 'job', answer: 'no' });
  maker = new PosterMaker(store);
});
const names = () => maker.items.map(({ name }) => name).sort();

describe('choices', () => {
  test('of years and of a pursuit decide what hangs', () => {
    expect(names()).toEqual(['2022', '2023', '2024', 'undated']);
    expect(maker.years).toEqual([2022, 2023, 2024]);
    maker.choose({ from: 2023 });
    expect(names()).toEqual(['2023', '2024']);
    maker.choose({ to: 2023 });
    expect(names()).toEqual(['2023']);
    maker.choose({ from: null, to: null, pursuit: store.pursuits[0]!.id });
    expect(names()).toEqual(['2024']);
  });

  test('of tiles decide the size', () => {
    maker.choose({ sheet: 'A2', orientation: 'landscape' });
    expect(maker.size).toEqual({ width: 594, height: 420 });
    maker.choose({ tiled: true, tileSheet: 'A4', orientation: 'portrait', columns: 3, rows: 4 });
    expect(maker.size).toEqual({ width: 3 * 184 + 10, height: 4 * 271 + 10 });
  });

  test('are kept when writing is flushed', () => {
    maker.choose({ title: 'Still sending.', privacy: 'kinds' });
    store.flush();
    expect(new PosterMaker(store).choices).toMatchObject({ title: 'Still sending.', privacy: 'kinds' });
  });

  test('that make no sense are as if never made', () => {
    const fresh = readChoices(null);
    expect(readChoices('{')).toEqual(fresh);
    expect(readChoices('[]')).toEqual(fresh);
    expect(readChoices('{"columns":99,"sheet":"B5","privacy":7}')).toEqual(fresh);
    fc.assert(
      fc.property(fc.json(), (text) => {
        expect(Object.keys(readChoices(text))).toEqual(Object.keys(fresh));
      }),
    );
  });
});
