import { beforeEach, expect, test } from 'vitest';
import { notFound } from '../../../../src/renderer/state/find/found.ts';
import { SearchIndex } from '../../../../src/renderer/state/find/search-index.svelte.ts';
import type { JournalStore } from '../../../../src/renderer/state/journal-store.svelte.ts';
import { day, openedStore } from '../opened-store.ts';

let store: JournalStore;
let slices: ((timeLeft: () => number) => void)[];
let index: SearchIndex;

/** Lets the window be idle until nothing is left to do, `each` attempts at a time. */
function idle(each = Infinity): void {
  for (let slice = slices.shift(); slice; slice = slices.shift()) {
    let left = each;
    slice(() => --left);
  }
}

const names = (text: string) => {
  const found = index.find(text);
  if (!found) return found;
  const levels = index.levelsOf(found, store.attempts);
  return store.attempts.filter((_, i) => levels[i] !== notFound).map(({ toWhom }) => toWhom);
};

beforeEach(() => {
  store = openedStore();
  slices = [];
  for (let count = 0; count < 100; count++) store.journal.addAttempt({ toWhom: `Alder ${count}`, what: 'x' });
  index = new SearchIndex(store, (work) => slices.push(work));
});

test('texts are read in slices while the window is idle, and nothing is answered before all are read', () => {
  expect([index.ready, index.find('alder')]).toEqual([false, null]);
  slices.shift()?.(() => 0);
  expect([index.ready, index.find('alder')]).toEqual([false, null]);
  idle(7);
  expect(index.ready).toBe(true);
  expect(names('alder')).toHaveLength(100);
  expect(names('alder 7')).toHaveLength(11);
  expect(names('…')).toBeNull();
});

test('every change is followed: fields, reflections, events, letters, names of pursuits, the bin, undo', () => {
  const { journal } = store;
  idle();
  const id = journal.addAttempt({ toWhom: 'Kestrel', what: 'x', reflection: 'It was close.' });
  expect(names('kestrel close')).toEqual(['Kestrel']);
  const changes: [string, () => void][] = [
    ['tinker', () => journal.changeAttempt(id, { reason: 'tinker' })],
    ['tailor', () => journal.changeAttempt(id, { heard: 'tailor' })],
    ['soldier', () => void journal.addEvent(id, { kind: 'reply', on: day('2026-01-01'), note: 'soldier' })],
    ['sailor', () => journal.addTag(id, 'sailor')],
    ['richman', () => journal.changeAttempt(id, { toldWhom: 'richman' })],
    ['poorman', () => journal.changeAttempt(id, { nextStep: { kind: 'improve', what: 'poorman' } })],
    [
      'beggar',
      () => void journal.addLetter({ attempt: id, name: 'beggar.pdf', mime: '', size: 1, hash: '0'.repeat(64) }),
    ],
    ['thief', () => journal.changeAttempt(id, { pursuit: journal.addPursuit({ title: 'thief' }) })],
    ['doctor', () => journal.changePursuit(journal.attempt(id)?.pursuit ?? '', { title: 'doctor' })],
    ['lawyer', () => journal.reflection(id).delete(0, journal.reflection(id).length)],
  ];
  for (const [word, change] of changes) {
    change();
    if (word !== 'lawyer') expect([word, names(word)]).toEqual([word, ['Kestrel']]);
  }
  expect(names('thief')).toEqual([]);
  expect(names('close')).toEqual([]);
  journal.binAttempt(id);
  expect(names('kestrel')).toEqual([]);
  journal.undo();
  expect(names('kestrel doctor')).toEqual(['Kestrel']);
});

test('after very many changes nothing is answered until they are read', () => {
  idle();
  expect(names('birch')).toEqual([]);
  store.journal.together(() => {
    for (let count = 0; count < 50; count++) store.journal.addAttempt({ toWhom: `Birch ${count}`, what: 'x' });
  });
  expect([index.ready, index.find('birch 1')]).toEqual([false, null]);
  idle(5);
  expect(index.ready).toBe(true);
  expect(names('birch 1')).toHaveLength(11);
});

test('ends with the journal', () => {
  index.dispose();
  store.journal.addAttempt({ toWhom: 'late', what: 'x' });
  expect(slices).toHaveLength(1);
});
