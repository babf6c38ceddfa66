import { beforeEach, describe, expect, test } from 'vitest';
import { AttemptList } from '../../../src/renderer/state/attempt-list.svelte.ts';
import { SearchIndex } from '../../../src/renderer/state/find/search-index.svelte.ts';
import type { JournalStore } from '../../../src/renderer/state/journal-store.svelte.ts';
import { Route } from '../../../src/renderer/state/route.svelte.ts';
import { addressWindow } from './address-window.ts';
import { day, openedStore } from './opened-store.ts';

let window: Window;
let store: JournalStore;
let list: AttemptList;
beforeEach(() => {
  store = openedStore();
  const add = (toWhom: string, what: string, answer: 'no' | 'yes', on: string) =>
    store.journal.addAttempt({ toWhom, what, answer, answeredOn: day(on), reason: 'secret words' });
  add('Übersee', 'Salz', 'no', '2026-01-01');
  add('Alder House', 'Otter and the Moon', 'no', '2026-02-01');
  add('Tidewrack', 'Salt', 'yes', '2026-03-01');
  add('Alma', 'Tea', 'no', '2026-04-01');
  window = addressWindow();
  const makeIndex = () => Promise.resolve(new SearchIndex(store, (work) => work(() => Infinity)));
  list = new AttemptList(store, new Route(window), { makeIndex, kindName: (id) => id });
});
const names = () => list.rows.map(({ toWhom }) => toWhom);

describe('the list of attempts', () => {
  test('shows the newest first; before everything is read, names are found by any part of them', () => {
    expect(names()).toEqual(['Alma', 'Tidewrack', 'Alder House', 'Übersee']);
    list.type('ubersee');
    expect(names()).toEqual(['Übersee']);
    list.type('moon ALDER');
    expect(names()).toEqual(['Alder House']);
    list.type('secret');
    expect([names(), list.isReading]).toEqual([[], true]);
  });

  test('once everything is read all words are found, best first, and newest first among equals', async () => {
    await list.begin();
    list.type('secret');
    expect(names()).toEqual(['Alma', 'Tidewrack', 'Alder House', 'Übersee']);
    expect(list.isReading).toBe(false);
    store.journal.changeAttempt(store.attempts[3]!.id, { tags: ['secret'] });
    expect(names()).toEqual(['Übersee', 'Alma', 'Tidewrack', 'Alder House']);
    list.type('tidwrack');
    expect([names(), list.found?.similar]).toEqual([['Tidewrack'], ['tidewrack']]);
  });

  test('what is typed is answered at once; what has no word in it leaves the list as it is', async () => {
    await list.begin();
    list.type('alma');
    expect(names()).toEqual(['Alma']);
    list.type('alde');
    expect(names()).toEqual(['Alder House']);
    for (const text of ['', '…']) {
      list.type(text);
      expect([names().length, list.found]).toEqual([4, null]);
    }
  });

  test('a change of what is looked for shows without a key, once it is read', async () => {
    const slices: ((timeLeft: () => number) => void)[] = [];
    const makeIndex = () => Promise.resolve(new SearchIndex(store, (work) => slices.push(work)));
    list = new AttemptList(store, new Route(window), { makeIndex });
    await list.begin();
    const idle = () => slices.splice(0).forEach((work) => work(() => Infinity));
    idle();
    list.type('kestrel');
    expect(names()).toEqual([]);
    store.journal.addAttempt({ toWhom: 'Kestrel', what: 'x' });
    expect(names()).toEqual([]);
    idle();
    expect(names()).toEqual(['Kestrel']);
  });

  test('a list that is left while its search is fetched reads nothing', async () => {
    const begun = list.begin();
    list.dispose();
    await begun;
    list.type('secret');
    expect([names(), list.isReading]).toEqual([[], true]);
  });

  test('keeps text, filters, order, view and the open attempt in the address', () => {
    list.type('sal');
    list.filter({ answer: ['yes', 'no'], ratings: { sting: { from: 6, to: 10 } } });
    list.show('table');
    list.sortBy('sentOn');
    list.sortBy('sentOn');
    list.open('abc');
    expect(window.location.hash).toBe('#/attempts/abc?q=sal&answer=yes%0Ano&sting=6-10&sort=-sentOn&view=table');
    expect(list.addressOf('a/b')).toBe('#/attempts/a%2Fb?q=sal&answer=yes%0Ano&sting=6-10&sort=-sentOn&view=table');
    expect([list.text, list.filters.answer, list.openId, list.view]).toEqual(['sal', ['yes', 'no'], 'abc', 'table']);
    expect(list.sort).toEqual({ column: 'sentOn', down: true });
    list.sortBy('sentOn');
    list.reset();
    expect(window.location.hash).toBe('#/attempts/abc?view=table');
  });

  test('goes to what a saved search says, and says what to save', () => {
    list.filter({ answer: ['yes'] });
    const { query } = list;
    expect(query).toBe('answer=yes');
    list.reset();
    expect(names()).toHaveLength(4);
    list.goTo(query);
    expect(names()).toEqual(['Tidewrack']);
  });

  test('an order that was asked for goes before how well something fits', async () => {
    await list.begin();
    list.type('secret');
    list.sortBy('toWhom');
    expect(names()).toEqual(['Alder House', 'Alma', 'Tidewrack', 'Übersee']);
  });

  test('what is archived is left out until it is asked for; where only that fits, it is said', async () => {
    await list.begin();
    const { id } = store.attempts.find(({ toWhom }) => toWhom === 'Alma')!;
    store.journal.archiveAttempt(id);
    expect(names()).toEqual(['Tidewrack', 'Alder House', 'Übersee']);
    list.type('alma');
    expect([names(), list.archivedToo]).toEqual([[], 1]);
    list.filter({ archived: 'with' });
    expect([names(), list.archivedToo]).toEqual([['Alma'], 0]);
  });

  test('typing a name goes to it; one letter again goes to the next such name', () => {
    expect(list.typeAhead('t', 0, 0)).toBe(1);
    expect(list.typeAhead('a', 1, 5000)).toBe(2);
    expect(list.typeAhead('a', 2, 10_000)).toBe(0);
    expect(list.typeAhead('a', 0, 20_000)).toBe(2);
    expect(list.typeAhead('l', 2, 20_100)).toBe(2);
    expect(list.typeAhead('m', 2, 20_200)).toBe(0);
    expect(list.typeAhead('z', 0, 30_000)).toBe(-1);
  });
});
