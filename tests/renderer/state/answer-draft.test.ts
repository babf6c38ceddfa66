import { expect, test } from 'vitest';
import { AnswerDraft } from '../../../src/renderer/state/answer-draft.svelte.ts';
import { day, openedStore, today } from './opened-store.ts';

test('an answer is written with its day as one step, or not at all', () => {
  const store = openedStore();
  const id = store.journal.addAttempt({ toWhom: 'Alder', what: 'x', sentOn: day('2026-11-01') });
  const draft = new AnswerDraft(store, store.attempt(id)!, 'no');
  expect(draft.attempt).toMatchObject({ answer: 'no', answeredOn: today });
  draft.set({ answeredOn: day('2026-11-20'), tone: 'personal' });
  expect(store.attempt(id)?.answer).toBe('waiting');
  expect(draft.write()).toBe(true);
  expect(store.attempt(id)).toMatchObject({ answer: 'no', answeredOn: '2026-11-20', tone: 'personal' });
  store.journal.undo();
  expect(store.attempt(id)).toMatchObject({ answer: 'waiting', answeredOn: null });
});

test('going back to waiting takes the day and the tone along; a yes has no tone', () => {
  const store = openedStore();
  const id = store.journal.addAttempt({
    toWhom: 'A',
    what: 'x',
    answer: 'no',
    answeredOn: day('2026-11-01'),
    tone: 'form',
  });
  const draft = new AnswerDraft(store, store.attempt(id)!, 'yes');
  expect(draft.attempt).toMatchObject({ answer: 'yes', answeredOn: '2026-11-01', tone: null });
  draft.answer('waiting');
  expect(draft.write()).toBe(true);
  expect(store.attempt(id)).toMatchObject({ answer: 'waiting', answeredOn: null, tone: null });
});

test('what the journal refuses is said, and nothing is written', () => {
  const store = openedStore();
  const id = store.journal.addAttempt({ toWhom: 'A', what: 'x', sentOn: day('2026-11-10') });
  const draft = new AnswerDraft(store, store.attempt(id)!, 'no');
  draft.set({ answeredOn: day('2026-11-01') });
  expect(draft.write()).toBe(false);
  expect(draft.error?.data).toMatchObject({ rule: 'before-sent' });
  expect(store.attempt(id)?.answer).toBe('waiting');
});
