import { beforeEach, expect, test } from 'vitest';
import type { Attempt } from '#core/journal';
import { bulkEdit } from '../../../../src/renderer/state/find/bulk-edit.ts';
import { Selection } from '../../../../src/renderer/state/find/selection.svelte.ts';
import type { JournalStore } from '../../../../src/renderer/state/journal-store.svelte.ts';
import { openedStore } from '../opened-store.ts';

let store: JournalStore;
let rows: readonly Attempt[];
let selection: Selection;
const at = (index: number) => rows[index]?.id ?? '';
const chosen = () => selection.chosen.map(({ id }) => rows.findIndex((one) => one.id === id));

beforeEach(() => {
  store = openedStore();
  for (const toWhom of 'abcdef') store.journal.addAttempt({ toWhom, what: 'x' });
  rows = store.attempts;
  selection = new Selection(() => rows);
});

test('rows are chosen one by one, in ranges either way, or all at once', () => {
  expect(selection.on).toBe(false);
  selection.toggle(at(4));
  expect(selection.on).toBe(true);
  selection.toggle(at(2), true);
  expect(chosen()).toEqual([2, 3, 4]);
  selection.toggle(at(3));
  expect(chosen()).toEqual([2, 4]);
  selection.toggle(at(5), true);
  expect(chosen()).toEqual([2, 3, 4, 5]);
  selection.toggleAll();
  expect([chosen().length, selection.isAll]).toEqual([6, true]);
  selection.toggleAll();
  expect(chosen()).toEqual([]);
  selection.end();
  expect(selection.on).toBe(false);
});

test('what is no longer in the list is not chosen, so that nothing unseen is changed', () => {
  const all = rows;
  let narrowed: readonly Attempt[] = all;
  const narrow = new Selection(() => narrowed);
  narrow.toggle(at(0));
  narrow.toggle(at(1));
  narrowed = all.slice(1);
  expect(new Set(narrow.chosen.map(({ id }) => id))).toEqual(new Set([at(1)]));
});

test('many are changed as one step, and it is said how many', () => {
  const { journal } = store;
  const pursuit = journal.addPursuit({ title: 'p' });
  journal.changeAttempt(at(0), { kind: 'book' });
  expect(
    bulkEdit(
      journal,
      rows
        .slice(0, 1)
        .map(({ id }) => journal.attempt(id)!)
        .concat(rows.slice(1, 4)),
      { type: 'kind', kind: 'book' },
    ),
  ).toMatchObject({ changed: 3, refused: 0 });
  expect(store.attempts.filter(({ kind }) => kind === 'book')).toHaveLength(4);
  journal.undo();
  expect(store.attempts.filter(({ kind }) => kind === 'book')).toHaveLength(1);
  const fresh = () => store.attempts;
  expect(bulkEdit(journal, fresh(), { type: 'pursuit', pursuit }).changed).toBe(6);
  expect(bulkEdit(journal, fresh(), { type: 'add-tag', tag: 't' }).changed).toBe(6);
  expect(bulkEdit(journal, fresh(), { type: 'add-tag', tag: 't' }).changed).toBe(0);
  expect(bulkEdit(journal, fresh().slice(0, 2), { type: 'remove-tag', tag: 't' }).changed).toBe(2);
  expect(bulkEdit(journal, fresh(), { type: 'archive', archived: true }).changed).toBe(6);
  expect(bulkEdit(journal, fresh(), { type: 'bin' }).changed).toBe(6);
  expect([fresh().length, journal.binned().attempts.length]).toEqual([0, 6]);
  journal.undo();
  expect(fresh()).toHaveLength(6);
  journal.undo();
  expect(fresh().some(({ archived }) => archived)).toBe(false);
});

test('what refuses is left as it is, and counted', () => {
  const { journal } = store;
  journal.changeAttempt(at(0), { tags: Array.from({ length: 50 }, (_, i) => `tag ${i}`) });
  expect(bulkEdit(journal, store.attempts, { type: 'add-tag', tag: 'new' })).toMatchObject({ changed: 5, refused: 1 });
});
