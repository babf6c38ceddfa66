import { copyJournal, fillJournal, limits } from '#core/journal';
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { exchange, openJournal, openTwo, refusal } from './opened.ts';

const form = { name: 'Form letters', query: 'answer=no&q=thank+you' };

test('searches are kept by name, renamed, reworded and removed, each as one step', () => {
  const { journal } = openJournal();
  const later = journal.addSearch({ name: ' Waiting\n', query: 'answer=waiting' });
  const first = journal.addSearch(form);
  expect(journal.searches()).toEqual([
    { id: first, ...form },
    { id: later, name: 'Waiting', query: 'answer=waiting' },
  ]);
  expect(Object.isFrozen(journal.searches())).toBe(true);
  journal.changeSearch(first, { name: 'Zines' });
  journal.changeSearch(first, { query: 'kind=book' });
  expect(journal.searches().at(-1)).toEqual({ id: first, name: 'Zines', query: 'kind=book' });
  journal.removeSearch(first);
  expect(journal.searches()).toHaveLength(1);
  journal.undo();
  expect(journal.searches().at(-1)).toEqual({ id: first, name: 'Zines', query: 'kind=book' });
  journal.undo();
  journal.undo();
  expect(journal.searches()[0]).toEqual({ id: first, ...form });
  journal.undo();
  expect(journal.searches().map(({ id }) => id)).toEqual([later]);
  journal.redo();
  expect(journal.searches()[0]).toEqual({ id: first, ...form });
});

test('what is no search is refused, and saying the same again writes nothing', () => {
  const { journal, doc } = openJournal();
  expect(() => journal.addSearch({ name: '  ', query: 'q=x' })).toThrow(
    refusal('journal/invalid', { field: 'name', rule: 'required' }),
  );
  expect(() => journal.addSearch({ name: 'x', query: 'x'.repeat(limits.searchQuery + 1) })).toThrow(
    refusal('journal/invalid', { field: 'query', rule: 'too-long' }),
  );
  expect(() => journal.changeSearch('none', { name: 'x' })).toThrow(refusal('journal/not-found', { what: 'search' }));
  expect(() => journal.removeSearch('none')).toThrow(refusal('journal/not-found', { what: 'search' }));
  expect(doc.store.clients.size).toBe(0);
  const id = journal.addSearch(form);
  const before = Y.encodeStateAsUpdate(doc);
  journal.changeSearch(id, form);
  expect(Y.encodeStateAsUpdate(doc)).toEqual(before);
  for (let count = 1; count < limits.searches; count++) journal.addSearch(form);
  expect(() => journal.addSearch(form)).toThrow(
    refusal('journal/invalid', { rule: 'too-many', field: 'searches', limit: 200 }),
  );
});

test('a rename here and other words there both survive; a change outlives a removal that did not know of it', () => {
  const [a, b] = openTwo();
  const id = a.journal.addSearch(form);
  exchange(a.doc, b.doc);
  a.journal.changeSearch(id, { name: 'Forms' });
  b.journal.changeSearch(id, { query: 'answer=no' });
  exchange(a.doc, b.doc);
  for (const { journal } of [a, b]) expect(journal.searches()).toEqual([{ id, name: 'Forms', query: 'answer=no' }]);
  a.journal.removeSearch(id);
  b.journal.changeSearch(id, { name: 'Kept' });
  exchange(a.doc, b.doc);
  for (const { journal } of [a, b]) expect(journal.searches()).toEqual([{ id, name: 'Kept', query: 'answer=no' }]);
  b.journal.removeSearch(id);
  exchange(a.doc, b.doc);
  for (const { journal } of [a, b]) expect(journal.searches()).toEqual([]);
});

test('they lie among the settings in the shape that was released, and junk there is left alone', () => {
  const { journal, doc } = openJournal(1);
  const id = journal.addSearch(form);
  journal.changeSearch(id, { name: 'Forms' });
  journal.changeSettings({ theme: 'dark' });
  const stored = {
    theme: 'dark',
    'search/AQAAAAAAAAAAAAAB': { name: 'Forms', query: 'answer=no&q=thank+you' },
    'search/AQAAAAAAAAAAAAAB/name': 'Forms',
  };
  expect(doc.getMap('settings').toJSON()).toEqual(stored);
  const junk = { 'search/': 1, 'search/a': 'x', 'search/b': { query: 'q=x' }, 'search/c': { name: 'C', later: [1] } };
  const other = new Y.Doc();
  for (const [key, value] of Object.entries({ ...stored, ...junk })) other.getMap('settings').set(key, value);
  const opened = openJournal(2, other);
  expect(opened.journal.searches()).toEqual([
    { id: 'c', name: 'C', query: '' },
    { id, name: 'Forms', query: form.query },
  ]);
  opened.journal.changeSearch('c', { query: 'q=c' });
  expect(other.getMap('settings').get('search/c')).toEqual({ name: 'C', query: 'q=c', later: [1] });
  expect(opened.journal.settings().theme).toBe('dark');
});

test('a change of them is a change of settings, and a copy takes them along', () => {
  const { journal, doc } = openJournal();
  const heard: boolean[] = [];
  journal.onChange(({ settings }) => heard.push(settings));
  const id = journal.addSearch(form);
  expect(heard).toEqual([true]);
  const filled = new Y.Doc();
  const { copy } = copyJournal(doc);
  fillJournal(filled, JSON.parse(JSON.stringify(copy)));
  expect(openJournal(3, filled).journal.searches()).toEqual([{ id, ...form }]);
  const third = openJournal(4);
  third.journal.adopt(copy);
  expect(third.journal.searches()).toEqual([{ id, ...form }]);
});
