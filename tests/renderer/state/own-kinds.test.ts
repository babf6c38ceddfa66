import { expect, test } from 'vitest';
import { OwnKinds } from '../../../src/renderer/state/own-kinds.svelte.ts';
import { openedStore } from './opened-store.ts';

function withKind() {
  const store = openedStore();
  const own = new OwnKinds(store);
  own.name = ' Grant panel ';
  own.paper = 'grant';
  own.add();
  const kind = own.list[0];
  if (!kind) throw new Error('No kind was added.');
  return { store, own, kind };
}

test('a kind is added with its paper, and the field is ready for another', () => {
  const { store, own, kind } = withKind();
  expect(kind).toMatchObject({ name: 'Grant panel', paper: 'grant', builtIn: false });
  expect([own.name, own.problem]).toEqual(['', null]);
  expect(store.kinds.at(-1)?.id).toBe(kind.id);
});

test('an empty name and a known one are refused until something else is typed', () => {
  const { own } = withKind();
  own.add();
  expect(own.problem).toBe('empty');
  own.name = 'GRANT panel';
  expect(own.problem).toBeNull();
  own.add();
  expect(own.problem).toBe('known');
  expect(own.list).toHaveLength(1);
});

test('it is renamed as it is typed, and keeps its name while nothing stands there', () => {
  const { store, own, kind } = withKind();
  own.rename(kind, 'Panel');
  store.flush();
  expect(store.journal.kind(kind.id).name).toBe('Panel');
  own.rename(kind, ' ');
  store.flush();
  expect(own.isMissing(kind)).toBe(true);
  own.leave(kind);
  expect(store.journal.kind(kind.id).name).toBe('Panel');
});

test('taken off the list it stays with what was written, and can be put back', () => {
  const { store, own, kind } = withKind();
  const id = store.journal.addAttempt({ toWhom: 'A', what: 'b', kind: kind.id });
  own.remove(kind);
  expect([own.list, own.removed?.id]).toEqual([[], kind.id]);
  expect(store.journal.kind(store.attempt(id)?.kind ?? '').name).toBe('Grant panel');
  own.putBack();
  expect([own.list.length, own.removed]).toEqual([1, null]);
  own.remove(kind);
  store.undo();
  expect(own.list).toHaveLength(1);
});
