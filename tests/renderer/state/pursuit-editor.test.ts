import { describe, expect, test } from 'vitest';
import { PursuitEditor } from '../../../src/renderer/state/pursuit-editor.svelte.ts';
import { day, openedStore, today } from './opened-store.ts';

function opened() {
  const store = openedStore();
  const id = store.journal.addPursuit({ title: 'A home for the book' });
  return { store, id, editor: new PursuitEditor(store, id) };
}

describe('a pursuit edited in place', () => {
  test('shows what is typed at once and writes it when the field is left, or at a lock', () => {
    const { store, id, editor } = opened();
    editor.type('why', 'It should be read');
    expect(editor.text('why')).toBe('It should be read');
    expect(store.pursuit(id)?.why).toBe('');
    editor.leave('why');
    expect(store.pursuit(id)?.why).toBe('It should be read');
    editor.type('title', 'A home');
    store.flush();
    expect(store.pursuit(id)?.title).toBe('A home');
  });

  test('an empty title is said and not written', () => {
    const { store, id, editor } = opened();
    editor.type('title', ' ');
    editor.leave('title');
    expect(editor.titleMissing).toBe(true);
    expect(store.pursuit(id)?.title).toBe('A home for the book');
  });

  test('letting go is dated today, its last sentence and day can be changed, and it can be taken up again', () => {
    const { store, id, editor } = opened();
    expect(editor.turn).toBeNull();
    editor.take('let-go');
    editor.type('words', 'It taught me to ask.');
    editor.leave('words');
    expect(store.pursuit(id)).toMatchObject({ state: 'let-go', turns: [{ on: today, words: 'It taught me to ask.' }] });
    editor.setDay(day('2026-11-01'));
    expect(editor.turn?.on).toBe('2026-11-01');
    editor.take('going');
    expect(editor.turn).toBeNull();
    expect(store.pursuit(id)?.turns.map(({ to }) => to)).toEqual(['let-go', 'going']);
  });

  test('what is still being typed of the last sentence belongs to what is left, not to what comes', () => {
    const { store, id, editor } = opened();
    editor.take('let-go');
    editor.type('words', 'enough');
    editor.take('going');
    expect(store.pursuit(id)?.turns).toMatchObject([
      { to: 'let-go', words: 'enough' },
      { to: 'going', words: '' },
    ]);
    expect(editor.text('words')).toBe('');
  });

  test('one let go before days were kept gets a day with its words', () => {
    const { store, id, editor } = opened();
    store.journal.changePursuit(id, { state: 'let-go' });
    expect(editor.turn).toBeNull();
    editor.type('words', 'long ago');
    editor.leave('words');
    expect(editor.turn).toMatchObject({ on: today, words: 'long ago' });
  });
});
