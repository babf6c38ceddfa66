import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { exchange, openJournal, openTwo, refusal } from './opened.ts';

const asked = { toWhom: 'Faber', what: 'a book' };

test('each command is a step of its own, however quickly they follow', () => {
  const { journal } = openJournal();
  expect([journal.undo(), journal.redo(), journal.canUndo, journal.canRedo]).toEqual([false, false, false, false]);
  const id = journal.addAttempt(asked);
  journal.changeAttempt(id, { toWhom: 'Walker' });
  journal.changeAttempt(id, { stretch: 2 });
  journal.undo();
  expect(journal.attempt(id)).toMatchObject({ toWhom: 'Walker', stretch: null });
  journal.undo();
  expect(journal.attempt(id)).toMatchObject({ toWhom: 'Faber' });
  journal.undo();
  expect(journal.attempts()).toEqual([]);
  expect(journal.canUndo).toBe(false);
  while (journal.redo());
  expect(journal.attempts()).toMatchObject([{ id, toWhom: 'Walker', stretch: 2 }]);
});

test('an undone creation lies in the bin, with what another device has written into it', () => {
  const [a, b] = openTwo();
  const id = a.journal.addAttempt(asked);
  exchange(a.doc, b.doc);
  b.journal.changeAttempt(id, { heard: 'from b' });
  b.journal.reflection(id).insert(0, [new Y.XmlText('from b')]);
  a.journal.undo();
  exchange(a.doc, b.doc);
  for (const { journal } of [a, b]) {
    expect(journal.attempts()).toEqual([]);
    expect(journal.binned().attempts).toMatchObject([{ id, heard: 'from b' }]);
    expect(journal.reflectionText(id)).toBe('from b');
  }
  a.journal.redo();
  exchange(a.doc, b.doc);
  expect(b.journal.attempts()).toMatchObject([{ id, heard: 'from b' }]);
});

test('a step that another device has made pointless is passed over, one step at a time', () => {
  const [a, b] = openTwo();
  const first = a.journal.addAttempt(asked);
  a.journal.changeAttempt(first, { heard: 'kept' });
  const second = a.journal.addAttempt(asked);
  a.journal.changeAttempt(first, { toWhom: 'from a' });
  exchange(a.doc, b.doc);
  b.journal.changeAttempt(first, { toWhom: 'from b' });
  exchange(a.doc, b.doc);
  expect(a.journal.undo()).toBe(true);
  expect(a.journal.attempt(first)).toMatchObject({ toWhom: 'from b', heard: 'kept' });
  expect(a.journal.attempts().map(({ id }) => id)).not.toContain(second);
});

test('undo takes back only what this opening wrote', () => {
  const [a, b] = openTwo();
  const id = a.journal.addAttempt(asked);
  exchange(a.doc, b.doc);
  b.journal.changeAttempt(id, { heard: 'from b' });
  a.journal.changeAttempt(id, { reason: 'from a' });
  exchange(a.doc, b.doc);
  expect(b.journal.undo()).toBe(true);
  expect(b.journal.undo()).toBe(false);
  exchange(a.doc, b.doc);
  expect(a.journal.attempt(id)).toMatchObject({ reason: 'from a', heard: '' });
});

test('a new step ends what could be redone', () => {
  const { journal } = openJournal();
  const id = journal.addAttempt(asked);
  journal.changeAttempt(id, { stretch: 1 });
  journal.undo();
  journal.addAttempt(asked);
  expect(journal.canRedo).toBe(false);
  expect(journal.redo()).toBe(false);
  expect(journal.attempt(id)?.stretch).toBeNull();
});

test('several commands together are one transaction and one step', () => {
  const { journal, doc } = openJournal();
  const old = journal.addAttempt(asked);
  let updates = 0;
  doc.on('update', () => updates++);
  const ids = journal.together(() => {
    const made = [journal.addAttempt(asked), journal.addAttempt(asked)];
    journal.changeAttempt(made[0] ?? '', { stretch: 5 });
    journal.changeAttempt(old, { stretch: 4 });
    return made;
  });
  expect(updates).toBe(1);
  journal.undo();
  expect(journal.attempts()).toMatchObject([{ id: old, stretch: null }]);
  journal.redo();
  expect(journal.attempts()).toHaveLength(3);
  expect([journal.attempt(ids[0] ?? '')?.stretch, journal.attempt(old)?.stretch]).toEqual([5, 4]);
});

test('a batch that breaks off leaves one step to undo', () => {
  const { journal } = openJournal();
  const broken = () =>
    journal.together(() => {
      journal.addAttempt(asked);
      journal.addAttempt({ ...asked, what: '' });
    });
  expect(broken).toThrow(refusal('journal/invalid'));
  expect(journal.attempts()).toHaveLength(1);
  journal.undo();
  expect(journal.attempts()).toEqual([]);
  const id = journal.addAttempt(asked);
  expect(journal.attempts().map((one) => one.id)).toEqual([id]);
});

test('typing into a reflection is a step of its own, burst by burst', () => {
  const { journal, doc } = openJournal();
  const id = journal.addAttempt(asked);
  const editor = { name: 'editor' };
  const stop = journal.trackOrigin(editor);
  const text = new Y.XmlText();
  doc.transact(() => journal.reflection(id).insert(0, [text]), editor);
  for (const letter of 'abc') doc.transact(() => text.insert(text.length, letter), editor);
  journal.changeAttempt(id, { stretch: 3 });
  doc.transact(() => text.insert(3, 'd'), editor);
  expect(journal.reflectionText(id)).toBe('abcd');
  journal.undo();
  expect([journal.reflectionText(id), journal.attempt(id)?.stretch]).toEqual(['abc', 3]);
  journal.undo();
  expect([journal.reflectionText(id), journal.attempt(id)?.stretch]).toEqual(['abc', null]);
  journal.undo();
  expect([journal.reflectionText(id), journal.attempts().length]).toEqual(['', 1]);
  journal.undo();
  expect(journal.attempts()).toEqual([]);
  for (let i = 0; i < 4; i++) journal.redo();
  expect([journal.reflectionText(id), journal.attempts().length]).toEqual(['abcd', 1]);
  stop();
  doc.transact(() => journal.reflection(id).insert(0, [new Y.XmlText('untracked')]), editor);
  journal.undo();
  expect(journal.reflectionText(id)).toContain('untracked');
});

test('every sort of entry can be undone and redone', () => {
  const { journal } = openJournal();
  const attempt = journal.addAttempt(asked);
  journal.addLetter({ attempt, name: 'n', mime: '', size: 1, hash: '0'.repeat(64) });
  journal.addKind({ name: 'zine', paper: 'writing' });
  journal.addPursuit({ title: 'p' });
  const counts = () => [
    journal.attempt(attempt)?.letters.length,
    journal.letters().length,
    journal.kinds().length - 10,
    journal.pursuits().length,
  ];
  expect(counts()).toEqual([1, 1, 1, 1]);
  for (let i = 0; i < 3; i++) journal.undo();
  expect(counts()).toEqual([0, 0, 0, 0]);
  for (let i = 0; i < 3; i++) journal.redo();
  expect(counts()).toEqual([1, 1, 1, 1]);
});
