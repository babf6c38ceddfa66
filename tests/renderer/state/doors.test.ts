import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { Doors } from '../../../src/renderer/state/doors.svelte.ts';
import { openedStore, today } from './opened-store.ts';

function opened() {
  const doc = new Y.Doc();
  const store = openedStore(doc);
  const id = store.journal.addPursuit({ title: 'A home for the book' });
  const doors = new Doors(store, id);
  const names = () => doors.list.map(({ toWhom }) => toWhom);
  const door = (name: string) => doors.list.find(({ toWhom }) => toWhom === name)!;
  return { doc, store, id, doors, names, door };
}

function add(doors: Doors, ...names: string[]) {
  for (const name of names) {
    doors.type(name);
    doors.add();
  }
}

test('doors are noted one after the other; nothing written notes nothing; a pasted list is one step', () => {
  const { store, doors, names } = opened();
  add(doors, 'Walker', ' ', 'Faber');
  expect(names()).toEqual(['Walker', 'Faber']);
  expect(doors.draft).toBe('');
  doors.addLines(['Gannet', '', '  Alder  ']);
  expect(names()).toEqual(['Walker', 'Faber', 'Gannet', 'Alder']);
  store.undo();
  expect(names()).toEqual(['Walker', 'Faber']);
});

test('half a door outlives a lock', () => {
  const { doc, store, id, doors } = opened();
  doors.type('Wal');
  store.dispose();
  expect(new Doors(openedStore(doc), id).draft).toBe('Wal');
});

test('a door is moved, not beyond the ends', () => {
  const { doors, names, door } = opened();
  add(doors, 'a', 'b', 'c');
  expect(doors.move(door('c'), -1)).toBe(2);
  expect(doors.move(door('a'), -1)).toBeNull();
  expect(doors.move(door('b'), 1)).toBeNull();
  expect(names()).toEqual(['a', 'c', 'b']);
});

test('taking a door off is told with a way back, until something else is written', () => {
  const { store, doors, names, door } = opened();
  add(doors, 'a', 'b');
  const { id } = door('a');
  doors.remove(door('a'));
  expect(doors.told.what).toEqual({ kind: 'removed', door: id, toWhom: 'a' });
  doors.told.takeBack();
  expect(names()).toEqual(['a', 'b']);
  // The same door, so that whoever took it off can be led to it.
  expect(door('a').id).toBe(id);
  expect(doors.told.what).toBeNull();
  doors.remove(door('a'));
  store.journal.addAttempt({ toWhom: 'x', what: 'y' });
  expect(doors.told.what).toBeNull();
});

test('knocking makes it an attempt like the last one here, sent today; taking it back puts the door up again', () => {
  const { store, id, doors, names, door } = opened();
  store.journal.addAttempt({ toWhom: 'x', what: 'Otter and the Moon', kind: 'book', pursuit: id });
  add(doors, 'Walker');
  doors.edit(door('Walker'));
  doors.typeIn('note', 'opens in June');
  doors.leave();
  const attempt = store.attempt(doors.knock(door('Walker')) ?? '');
  expect(attempt).toMatchObject({
    toWhom: 'Walker',
    what: 'Otter and the Moon',
    kind: 'book',
    pursuit: id,
    sentOn: today,
  });
  expect(store.journal.reflectionText(attempt?.id ?? '')).toBe('opens in June');
  expect(names()).toEqual([]);
  doors.told.takeBack();
  expect(names()).toEqual(['Walker']);
  expect(store.attempts.map(({ toWhom }) => toWhom)).toEqual(['x']);
});

test('the first knock of a pursuit asks for what it is called', () => {
  const { store, doors, door } = opened();
  add(doors, 'Walker');
  doors.knock(door('Walker'));
  expect(store.attempts).toMatchObject([{ what: 'A home for the book', kind: 'other' }]);
});

test('a door is changed in place; an empty name keeps the old one', () => {
  const { store, doors, door } = opened();
  add(doors, 'Walker');
  doors.edit(door('Walker'));
  doors.typeIn('toWhom', '');
  doors.typeIn('note', 'June');
  expect(doors.text(door('Walker'), 'toWhom')).toBe('');
  store.flush();
  expect(doors.list).toMatchObject([{ toWhom: 'Walker', note: 'June' }]);
  doors.leave();
  expect(doors.editing).toBeNull();
});
