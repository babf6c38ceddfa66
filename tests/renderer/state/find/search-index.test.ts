import { beforeEach, expect, test } from 'vitest';
import { notFound } from '../../../../src/renderer/state/find/engine.ts';
import { SearchIndex } from '../../../../src/renderer/state/find/search-index.svelte.ts';
import type { JournalStore } from '../../../../src/renderer/state/journal-store.svelte.ts';
import { day, openedStore } from '../opened-store.ts';
import { HeldPort } from './held-port.ts';

let store: JournalStore;
let port: HeldPort;
let slices: ((timeLeft: () => number) => void)[];
let index: SearchIndex;

/** Lets the window be idle until nothing is left to do, `each` attempts at a time. */
function idle(each = Infinity): void {
  for (let slice = slices.shift(); slice; slice = slices.shift()) {
    let left = each;
    slice(() => --left);
  }
  port.answer();
}

const open = () => new SearchIndex(store, port, (work) => slices.push(work));
const names = () => {
  const { found } = index;
  if (!found) return found;
  const levels = index.levelsOf(found, store.attempts);
  return store.attempts.filter((_, i) => levels[i] !== notFound).map(({ toWhom }) => toWhom);
};

beforeEach(() => {
  store = openedStore();
  port = new HeldPort();
  slices = [];
  for (let count = 0; count < 100; count++) store.journal.addAttempt({ toWhom: `Alder ${count}`, what: 'x' });
  index = open();
});

test('texts are told in slices while the window is idle, and nothing is answered before all are read', () => {
  expect(port.messages).toEqual([]);
  index.look('alder');
  slices.shift()?.(() => 0);
  expect(port.messages.map(({ type }) => type)).toEqual(['put']);
  expect([index.ready, index.found]).toEqual([false, null]);
  idle(7);
  expect(index.ready).toBe(true);
  expect(names()).toHaveLength(100);
  const puts = port.messages.filter((message) => message.type === 'put');
  expect(puts.length).toBeGreaterThan(10);
});

test('one question at a time: what is typed meanwhile leads to one more, with the latest words', () => {
  idle();
  const asked = () =>
    port.messages.flatMap((message) => (message.type === 'ask' && message.text ? [message.text] : []));
  for (const text of ['a', 'al', 'ald', 'alder 7']) index.look(text);
  expect(asked()).toEqual(['a']);
  port.answer();
  expect(asked()).toEqual(['a', 'alder 7']);
  expect(names()).toHaveLength(11);
  index.look('');
  expect(index.found).toBeNull();
});

test('every change is followed: fields, reflections, events, letters, names of pursuits, the bin, undo', () => {
  const { journal } = store;
  idle();
  const look = (text: string) => {
    index.look('');
    index.look(text);
    port.answer();
    return names();
  };
  const id = journal.addAttempt({ toWhom: 'Kestrel', what: 'x', reflection: 'It was close.' });
  expect(look('kestrel close')).toEqual(['Kestrel']);
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
    if (word !== 'lawyer') expect([word, look(word)]).toEqual([word, ['Kestrel']]);
  }
  expect(look('thief')).toEqual([]);
  expect(look('close')).toEqual([]);
  journal.binAttempt(id);
  expect(look('kestrel')).toEqual([]);
  journal.undo();
  expect(look('kestrel doctor')).toEqual(['Kestrel']);
});

test('a change of what is looked for shows without a key', () => {
  idle();
  index.look('kestrel');
  port.answer();
  expect(names()).toEqual([]);
  store.journal.addAttempt({ toWhom: 'Kestrel', what: 'x' });
  idle();
  expect(names()).toEqual(['Kestrel']);
});

test('after very many changes the plain filter answers until they are read', () => {
  idle();
  index.look('birch');
  port.answer();
  store.journal.together(() => {
    for (let count = 0; count < 50; count++) store.journal.addAttempt({ toWhom: `Birch ${count}`, what: 'x' });
  });
  index.look('birch 1');
  expect([index.ready, index.found]).toEqual([false, null]);
  idle(5);
  expect(index.ready).toBe(true);
  expect(names()).toHaveLength(11);
});

test('ends with the journal', () => {
  index.dispose();
  expect(port.terminated).toBe(true);
  store.journal.addAttempt({ toWhom: 'late', what: 'x' });
  expect(slices).toHaveLength(1);
});
