import { expect, test } from 'vitest';
import { PursuitList } from '../../../src/renderer/state/pursuit-list.svelte.ts';
import { Route } from '../../../src/renderer/state/route.svelte.ts';
import * as Y from 'yjs';
import { addressWindow } from './address-window.ts';
import { openedStore } from './opened-store.ts';

function opened(doc = new Y.Doc()) {
  const store = openedStore(doc);
  const route = new Route(addressWindow());
  route.go({ place: 'pursuits' });
  return { store, route, list: new PursuitList(store, route) };
}

test('pursuits stand in groups by where they are, with how many wait, and no other figure', () => {
  const { store, list } = opened();
  const { journal } = store;
  expect(list.groups).toEqual([]);
  const b = journal.addPursuit({ title: 'b' });
  const a = journal.addPursuit({ title: 'a', state: 'let-go' });
  const c = journal.addPursuit({ title: 'c' });
  journal.addAttempt({ toWhom: 'x', what: 'y', pursuit: b });
  journal.addAttempt({ toWhom: 'x', what: 'y', pursuit: b, archived: true });
  journal.addAttempt({ toWhom: 'x', what: 'y', pursuit: b, answer: 'no' });
  journal.addAttempt({ toWhom: 'x', what: 'y' });
  expect(list.groups.map(({ state, entries }) => [state, entries.map((one) => [one.pursuit.id, one.waiting])])).toEqual(
    [
      [
        'going',
        [
          [b, 1],
          [c, 0],
        ],
      ],
      ['let-go', [[a, 0]]],
    ],
  );
});

test('a new one needs a name, opens when it has begun, and half a name outlives a lock', () => {
  const doc = new Y.Doc();
  const first = opened(doc);
  expect(first.list.begin()).toBe(false);
  first.list.type('A home for');
  first.store.dispose();
  const { store, list, route } = opened(doc);
  expect(list.title).toBe('A home for');
  list.type('A home for the book');
  expect(list.begin()).toBe(true);
  const [pursuit] = store.pursuits;
  expect(pursuit?.title).toBe('A home for the book');
  expect(route.address).toMatchObject({ place: 'pursuits', id: pursuit?.id });
  expect([list.openId, list.justBegun]).toEqual([pursuit?.id, pursuit?.id]);
  expect(opened(doc).list.title).toBe('');
});

test('a name that is far too long is refused and kept to be shortened', () => {
  const { store, list } = opened();
  list.type('x'.repeat(600));
  expect(list.begin()).toBe(false);
  expect(list.error).toMatchObject({ data: { rule: 'too-long' } });
  expect(list.title).toHaveLength(600);
  expect(store.pursuits).toEqual([]);
});
