import { describe, expect, test } from 'vitest';
import { AttemptEditor } from '../../../src/renderer/state/attempt-editor.svelte.ts';
import { day, openedStore, today } from './opened-store.ts';

function opened() {
  const store = openedStore();
  const id = store.journal.addAttempt({ toWhom: 'Alder House', what: 'a book', sentOn: day('2026-05-01') });
  return { store, id, editor: new AttemptEditor(store, id) };
}

describe('editing in place', () => {
  test('shows what is typed at once and writes it when the field is left', () => {
    const { store, id, editor } = opened();
    editor.type('what', 'a picture book');
    expect(editor.text('what')).toBe('a picture book');
    expect(store.attempt(id)?.what).toBe('a book');
    editor.leave('what');
    expect(store.attempt(id)?.what).toBe('a picture book');
  });

  test('flushing the store, as a lock does, writes what is still being typed', () => {
    const { store, id, editor } = opened();
    editor.type('heard', 'that close is not enough');
    store.flush();
    expect(store.attempt(id)?.heard).toBe('that close is not enough');
  });

  test('an empty name is said and not written', () => {
    const { store, id, editor } = opened();
    editor.type('toWhom', '  ');
    editor.leave('toWhom');
    expect(editor.isMissing('toWhom')).toBe(true);
    expect(store.attempt(id)?.toWhom).toBe('Alder House');
  });

  test('an answer is dated today, and keeps a day it has', () => {
    const { store, id, editor } = opened();
    editor.answer('no');
    expect(store.attempt(id)).toMatchObject({ answer: 'no', answeredOn: today });
    editor.set({ answeredOn: day('2026-06-01'), tone: 'personal' });
    editor.answer('yes');
    expect(store.attempt(id)).toMatchObject({ answer: 'yes', answeredOn: '2026-06-01', tone: null });
    editor.answer('waiting');
    expect(store.attempt(id)).toMatchObject({ answer: 'waiting', answeredOn: null });
  });

  test('what the journal refuses is kept as an error with its rule', () => {
    const { store, id, editor } = opened();
    editor.answer('no');
    editor.set({ answeredOn: day('2026-04-01') });
    expect(editor.error).toMatchObject({ code: 'journal/invalid', data: { rule: 'before-sent' } });
    expect(store.attempt(id)?.answeredOn).toBe(today);
  });

  test('undo takes back what was still being typed', () => {
    const { store, id, editor } = opened();
    editor.type('reason', 'We had many applications.');
    store.undo();
    expect(store.attempt(id)?.reason).toBe('');
    expect(editor.text('reason')).toBe('');
    store.redo();
    expect(editor.text('reason')).toBe('We had many applications.');
  });
});
