import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { exchange, openJournal, openTwo, refusal } from './opened.ts';

test('a pursuit needs a title only', () => {
  const { journal, clock } = openJournal();
  const id = journal.addPursuit({ title: ' a home for the book ' });
  expect(journal.pursuit(id)).toEqual({
    id,
    title: 'a home for the book',
    why: '',
    wish: null,
    matters: null,
    state: 'going',
    doors: [],
    reviews: [],
    turns: [],
    createdAt: clock.ms,
    deletedAt: null,
  });
  expect(() => journal.addPursuit({ title: '' })).toThrow(
    refusal('journal/invalid', { field: 'title', rule: 'required' }),
  );
});

test('pursuits are listed by title and change by field', () => {
  const { journal } = openJournal();
  const b = journal.addPursuit({ title: 'b', why: 'because', wish: 'mine', matters: 0 });
  const a = journal.addPursuit({ title: 'a', doors: [{ toWhom: 'Faber', note: 'open in May' }, { toWhom: 'Walker' }] });
  expect(journal.pursuits().map(({ id }) => id)).toEqual([a, b]);
  expect(journal.pursuit(a)?.doors).toMatchObject([{ toWhom: 'Faber', note: 'open in May' }, { toWhom: 'Walker' }]);
  journal.changePursuit(b, { state: 'let-go', title: '0', wish: null });
  expect(journal.pursuits()[0]).toMatchObject({ id: b, why: 'because', wish: null, matters: 0, state: 'let-go' });
});

test('a binned pursuit leaves the list and its attempts alone', () => {
  const { journal } = openJournal();
  const id = journal.addPursuit({ title: 'a' });
  const attempt = journal.addAttempt({ toWhom: 'x', what: 'y', pursuit: id });
  journal.binPursuit(id);
  expect(journal.pursuits()).toEqual([]);
  expect(journal.binned().pursuits.map((one) => one.id)).toEqual([id]);
  expect(journal.attempt(attempt)?.pursuit).toBe(id);
  journal.changeAttempt(attempt, { what: 'z', pursuit: id });
  journal.restorePursuit(id);
  expect(journal.pursuits()).toHaveLength(1);
});

test('doors keep the order in which they were added and change by field', () => {
  const { journal } = openJournal();
  const id = journal.addPursuit({ title: 'a', doors: [{ toWhom: 'first' }] });
  const second = journal.addDoor(id, { toWhom: 'second', note: 'n' });
  journal.addDoor(id, { toWhom: 'third' });
  journal.changeDoor(id, second, { toWhom: '2nd' });
  expect(journal.pursuit(id)?.doors.map((door) => door.toWhom)).toEqual(['first', '2nd', 'third']);
  journal.removeDoor(id, second);
  expect(journal.pursuit(id)?.doors.map((door) => door.toWhom)).toEqual(['first', 'third']);
  expect(() => journal.removeDoor(id, second)).toThrow(refusal('journal/not-found', { what: 'door' }));
});

test('doors added and changed on two devices all survive', () => {
  const [a, b] = openTwo();
  const id = a.journal.addPursuit({ title: 'a', doors: [{ toWhom: 'first' }] });
  const [door] = a.journal.pursuit(id)?.doors ?? [];
  exchange(a.doc, b.doc);
  a.journal.changeDoor(id, door?.id ?? '', { note: 'from a' });
  b.journal.changeDoor(id, door?.id ?? '', { toWhom: 'from b' });
  a.journal.addDoor(id, { toWhom: 'a' });
  b.journal.addDoor(id, { toWhom: 'b' });
  exchange(a.doc, b.doc);
  expect(a.journal.pursuit(id)?.doors).toMatchObject([
    { toWhom: 'from b', note: 'from a' },
    { toWhom: 'a' },
    { toWhom: 'b' },
  ]);
  expect(b.journal.pursuit(id)).toEqual(a.journal.pursuit(id));
});

test('a door is moved to a place, beyond the ends to the end, in one step', () => {
  const { journal } = openJournal();
  const id = journal.addPursuit({ title: 'a', doors: ['one', 'two', 'three'].map((toWhom) => ({ toWhom })) });
  const names = () => journal.pursuit(id)?.doors.map((door) => door.toWhom);
  const doorOf = (name: string) => journal.pursuit(id)?.doors.find((door) => door.toWhom === name)?.id ?? '';
  journal.moveDoor(id, doorOf('three'), 0);
  expect(names()).toEqual(['three', 'one', 'two']);
  journal.moveDoor(id, doorOf('three'), 99);
  expect(names()).toEqual(['one', 'two', 'three']);
  journal.moveDoor(id, doorOf('two'), -5);
  expect(names()).toEqual(['two', 'one', 'three']);
  journal.undo();
  expect(names()).toEqual(['one', 'two', 'three']);
  journal.addDoor(id, { toWhom: 'four' });
  expect(names()).toEqual(['one', 'two', 'three', 'four']);
  expect(() => journal.moveDoor(id, 'nobody', 0)).toThrow(refusal('journal/not-found', { what: 'door' }));
});

test('moving nothing writes nothing, and moving by one writes two doors', () => {
  const { journal, doc } = openJournal();
  const id = journal.addPursuit({ title: 'a', doors: ['one', 'two', 'three'].map((toWhom) => ({ toWhom })) });
  const [, two] = journal.pursuit(id)?.doors ?? [];
  const before = Y.encodeStateAsUpdate(doc);
  journal.moveDoor(id, two?.id ?? '', 1);
  expect(Y.encodeStateAsUpdate(doc)).toEqual(before);
  const keys = () =>
    [...(doc.getMap('pursuits').get(id) as Y.Map<unknown>).keys()].filter((key) => key.endsWith('/rank'));
  journal.moveDoor(id, two?.id ?? '', 0);
  expect(keys()).toHaveLength(2);
});

test('doors that two devices added at once can be moved apart', () => {
  const [a, b] = openTwo();
  const id = a.journal.addPursuit({ title: 'p' });
  exchange(a.doc, b.doc);
  a.journal.addDoor(id, { toWhom: 'a' });
  b.journal.addDoor(id, { toWhom: 'b' });
  exchange(a.doc, b.doc);
  const names = () => a.journal.pursuit(id)?.doors.map((door) => door.toWhom) ?? [];
  const [first, second] = a.journal.pursuit(id)?.doors ?? [];
  a.journal.moveDoor(id, second?.id ?? '', 0);
  expect(names()).toEqual([second?.toWhom, first?.toWhom]);
});

test('a door that another device took off the list stays off, whatever was moved past it', () => {
  const [a, b] = openTwo();
  const id = a.journal.addPursuit({ title: 'p', doors: ['one', 'two', 'three'].map((toWhom) => ({ toWhom })) });
  exchange(a.doc, b.doc);
  const [one, two] = a.journal.pursuit(id)?.doors ?? [];
  a.journal.moveDoor(id, two?.id ?? '', 0);
  b.journal.openDoor(id, one?.id ?? '');
  exchange(a.doc, b.doc);
  for (const { journal } of [a, b]) {
    expect(journal.pursuit(id)?.doors.map((door) => door.toWhom)).toEqual(['two', 'three']);
    expect(journal.attempts().map(({ toWhom }) => toWhom)).toEqual(['one']);
  }
});

test('the note of a door begins the reflection of the attempt that it becomes', () => {
  const { journal } = openJournal();
  const id = journal.addPursuit({ title: 'a', doors: [{ toWhom: 'Faber', note: 'opens in June' }] });
  const attempt = journal.openDoor(id, journal.pursuit(id)?.doors[0]?.id ?? '');
  expect(journal.reflectionText(attempt)).toBe('opens in June');
});

test('opening a door makes it an attempt, in one step; undo puts it back', () => {
  const { journal, doc } = openJournal();
  const id = journal.addPursuit({ title: 'a home for the book', doors: [{ toWhom: 'Faber' }, { toWhom: 'Walker' }] });
  const door = journal.pursuit(id)?.doors[0]?.id ?? '';
  let updates = 0;
  doc.on('update', () => updates++);
  const attempt = journal.openDoor(id, door, { kind: 'book' });
  expect(updates).toBe(1);
  expect(journal.attempt(attempt)).toMatchObject({
    pursuit: id,
    toWhom: 'Faber',
    what: 'a home for the book',
    kind: 'book',
  });
  expect(journal.pursuit(id)?.doors.map((one) => one.toWhom)).toEqual(['Walker']);
  journal.undo();
  expect(journal.pursuit(id)?.doors.map((one) => one.toWhom)).toEqual(['Faber', 'Walker']);
  expect(journal.attempts()).toEqual([]);
  expect(journal.binned().attempts.map((one) => one.id)).toEqual([attempt]);
  journal.redo();
  expect(journal.pursuit(id)?.doors.map((one) => one.toWhom)).toEqual(['Walker']);
  expect(journal.attempts().map((one) => one.id)).toEqual([attempt]);
});

test('a door that cannot become an attempt stays', () => {
  const { journal } = openJournal();
  const id = journal.addPursuit({ title: 'a', doors: [{ toWhom: 'Faber' }] });
  const door = journal.pursuit(id)?.doors[0]?.id ?? '';
  expect(() => journal.openDoor(id, door, { what: '' })).toThrow(refusal('journal/invalid'));
  expect(journal.pursuit(id)?.doors).toHaveLength(1);
  expect(journal.attempts()).toEqual([]);
});
