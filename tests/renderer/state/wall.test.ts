import { beforeEach, describe, expect, test } from 'vitest';
import { hopeBefore } from '../../../src/renderer/state/hope-before.ts';
import type { JournalStore } from '../../../src/renderer/state/journal-store.svelte.ts';
import { Route } from '../../../src/renderer/state/route.svelte.ts';
import { Wall } from '../../../src/renderer/state/wall.svelte.ts';
import { addressWindow } from './address-window.ts';
import { day, openedStore } from './opened-store.ts';

let store: JournalStore;
let wall: Wall;
let window: Window;
beforeEach(() => {
  store = openedStore();
  window = addressWindow();
  wall = new Wall(store, new Route(window));
  window.location.hash = '#/wall';
});

function add(
  toWhom: string,
  on: string,
  more: { kind?: string; answer?: 'no' | 'yes' | 'waiting'; pursuit?: string } = {},
) {
  const { answer = 'no', kind = 'job', pursuit = null } = more;
  const answered = answer === 'waiting' ? {} : { answeredOn: day(on) };
  return store.journal.addAttempt({ toWhom, what: 'x', kind, pursuit, answer, ...answered });
}
const hung = () => wall.items.map(({ name }) => name).sort();

describe('what hangs', () => {
  test('follows the journal, and the filters by pursuit and kind that stand in the address', () => {
    const pursuit = store.journal.addPursuit({ title: 'A home for the book' });
    add('Alder', '2024-01-01', { kind: 'book', pursuit });
    add('Tidewrack', '2024-02-01', { kind: 'article' });
    add('Still out', '2024-02-01', { answer: 'waiting' });
    expect(hung()).toEqual(['Alder', 'Tidewrack']);
    wall.choose({ kind: 'article' });
    expect(window.location.hash).toBe('#/wall?kind=article');
    expect(hung()).toEqual(['Tidewrack']);
    wall.choose({ kind: null, pursuit });
    expect(hung()).toEqual(['Alder']);
    wall.choose({ pursuit: null });
    store.journal.binAttempt(add('Binned', '2024-03-01'));
    expect(hung()).toEqual(['Alder', 'Tidewrack']);
  });

  test('words of refusals are read on the wall only when they are not folded away', () => {
    expect(wall.quotes).toBe(false);
    store.journal.changeSettings({ foldWords: false });
    expect(wall.quotes).toBe(true);
  });
});

describe('the open slip', () => {
  test('has its number among all slips by their days, whatever the filters', () => {
    const second = add('Alder', '2024-02-01', { kind: 'book' });
    const first = add('Tidewrack', '2024-01-01');
    const yes = add('Ostra', '2024-01-15', { answer: 'yes' });
    expect(wall.openNumber).toBeNull();
    wall.show(second);
    expect(wall.openNumber).toBe(2);
    wall.choose({ kind: 'book' });
    wall.show(second);
    expect(wall.openNumber).toBe(2);
    wall.show(first);
    expect(wall.openNumber).toBe(1);
    wall.show(yes);
    expect(wall.openNumber).toBeNull();
  });

  test('knows the hope before it: the last rated in its pursuit or in a pulse', () => {
    const pursuit = store.journal.addPursuit({ title: 'A home for the book' });
    const rated = (on: string, hope: number, of: string | null = pursuit) => {
      const shared = { toWhom: 'x', what: 'x', kind: 'book', answer: 'no', answeredOn: day(on) } as const;
      return store.journal.addAttempt({ ...shared, pursuit: of, ratings: { hope }, ratedOn: day(on) });
    };
    const before = (id: string) => hopeBefore(store, store.attempt(id)!);
    const first = rated('2024-02-01', 6);
    expect(before(first)).toBeNull();
    rated('2024-02-20', 1, null);
    const third = rated('2024-03-01', 4);
    expect(before(third)).toBe(6);
    store.journal.addPulse({ on: day('2024-02-25'), hope: 7 });
    store.journal.addPulse({ on: day('2024-03-01'), hope: 2 });
    expect(before(third)).toBe(7);
    expect(before(first)).toBeNull();
    expect(before(add('unrated', '2024-04-01'))).toBeNull();
  });
});

describe('the nail', () => {
  test('gives way once, and again only after it has held again', () => {
    store.journal.changeSettings({ nailHolds: 2 });
    add('one', '2024-01-01');
    add('two', '2024-01-02');
    expect(wall.nailJustGave()).toBe(false);
    add('three', '2024-01-03');
    expect(wall.layout.bentNail?.on).toBe('2024-01-03');
    expect(wall.nailJustGave()).toBe(true);
    expect(wall.nailJustGave()).toBe(false);
    expect(new Wall(store, new Route(window)).nailJustGave()).toBe(false);
    store.journal.changeSettings({ nailHolds: 9 });
    expect(wall.nailJustGave()).toBe(false);
    store.journal.changeSettings({ nailHolds: 2 });
    expect(wall.nailJustGave()).toBe(true);
  });

  test('does not give way or mend because of a filter', () => {
    store.journal.changeSettings({ nailHolds: 1 });
    add('one', '2024-01-01', { kind: 'book' });
    add('two', '2024-01-02');
    wall.nailJustGave();
    wall.choose({ kind: 'book' });
    expect(wall.nailJustGave()).toBe(false);
    wall.choose({ kind: null });
    expect(wall.nailJustGave()).toBe(false);
  });
});

describe('keys', () => {
  test('start on the newest slip, go on from the open one, and find a name by its letters', () => {
    const [old, middle, newest] = [add('Alder', '2024-01-01'), add('Berlin', '2024-02-01'), add('Alma', '2024-03-01')];
    expect(wall.active).toBe(newest);
    expect(wall.step('ArrowDown')).toBe(middle);
    wall.show(old);
    expect(window.location.hash).toBe(`#/wall/${old}`);
    expect(wall.active).toBe(old);
    expect(wall.step('ArrowDown')).toBe(old);
    expect(wall.step('ArrowUp')).toBe(middle);
    wall.close();
    expect(wall.openId).toBeNull();
    const type = (letter: string, at: number) => {
      const found = wall.typeAhead(letter, at);
      if (found !== null) wall.mark(found);
      return found;
    };
    expect(type('a', 0)).toBe(newest);
    expect(type('l', 100)).toBe(newest);
    expect(type('d', 200)).toBe(old);
    expect(type('z', 5000)).toBeNull();
  });

  test('stay on something that hangs when their slip is taken away', () => {
    const [old, newest] = [add('Alder', '2024-01-01'), add('Alma', '2024-03-01')];
    wall.mark(newest);
    store.journal.binAttempt(newest);
    expect(wall.active).toBe(old);
    store.journal.binAttempt(old);
    expect(wall.active).toBeNull();
    expect(wall.step('ArrowDown')).toBeNull();
  });
});
