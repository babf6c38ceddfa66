import { copyJournal } from '#core/journal';
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { day, everything, openJournal, refusal } from './opened.ts';

function filled() {
  const opened = openJournal(1);
  const { journal } = opened;
  const kind = journal.addKind({ name: 'zine', paper: 'writing' });
  const pursuit = journal.addPursuit({ title: 'a book', doors: [{ toWhom: 'Walker' }] });
  const attempt = journal.addAttempt({
    toWhom: 'Faber',
    what: 'x',
    pursuit,
    kind,
    reflection: 'one\ntwo',
    tags: ['t'],
  });
  journal.addLetter({ attempt, name: 'no.pdf', mime: '', size: 1, hash: '0'.repeat(64) });
  journal.addCheckIn({ attempt, day: 1, on: day('2024-01-02'), sting: 1 });
  journal.binPulse(journal.addPulse({ on: day('2024-01-01'), hope: 3 }));
  journal.changeSettings({ nailHolds: 14, theme: 'dark' });
  return { ...opened, attempt, copy: copyJournal(opened.doc).copy };
}

test('a copy taken into an empty journal gives the same journal, in one transaction', () => {
  const from = filled();
  const to = openJournal(2);
  to.journal.settings();
  let transactions = 0;
  to.doc.on('afterTransaction', () => transactions++);
  expect(to.journal.adopt(from.copy)).toEqual({ added: 6, present: 0 });
  expect(transactions).toBe(1);
  expect(everything(to)).toEqual(everything(from));
  expect(copyJournal(to.doc).copy).toEqual(from.copy);
});

test('one undo takes it back and leaves what was there; taken over again it comes back', () => {
  const { copy, attempt } = filled();
  const to = openJournal(2);
  to.journal.changeSettings({ theme: 'light' });
  const own = to.journal.addAttempt({ toWhom: 'own', what: 'x' });
  to.journal.adopt(copy);
  expect(to.journal.settings()).toMatchObject({ theme: 'light', nailHolds: 14 });
  to.journal.undo();
  expect(to.journal.attempts().map(({ id }) => id)).toEqual([own]);
  expect(to.journal.settings()).toMatchObject({ theme: 'light', nailHolds: 30 });
  expect(to.journal.adopt(copy)).toEqual({ added: 5, present: 1 });
  expect(to.journal.attempt(attempt)).toMatchObject({ deletedAt: null, letters: [expect.any(String)] });
  expect(to.journal.reflectionText(attempt)).toBe('one\ntwo');
});

test('what is here already stays as it is, even in the bin', () => {
  const { copy, attempt } = filled();
  const to = openJournal(2);
  to.journal.adopt(copy);
  to.journal.changeAttempt(attempt, { heard: 'later' });
  to.journal.binAttempt(attempt);
  const before = copyJournal(to.doc).copy;
  expect(to.journal.adopt(copy)).toEqual({ added: 0, present: 6 });
  expect(copyJournal(to.doc).copy).toEqual(before);
});

test('an attempt of a copy without a reflection is given an empty one; what cannot be read is passed on', () => {
  const { copy } = filled();
  const base = { toWhom: 'x', what: 'y', answer: 'waiting' };
  const entries = { ...copy.entries, attempts: { bare: { plain: { base } }, odd: { plain: { note: 1 } } } };
  const to = openJournal(2);
  to.journal.adopt({ ...copy, entries });
  expect(to.journal.reflection('bare')).toBeInstanceOf(Y.XmlFragment);
  expect(to.journal.oddities()).toEqual([{ collection: 'attempts', id: 'odd' }]);
  expect(copyJournal(to.doc).copy.entries.attempts['odd']?.plain).toEqual({ note: 1 });
});

test('what is no copy, or a newer one, is refused and nothing is written', () => {
  const { copy } = filled();
  const to = openJournal(2);
  expect(() => to.journal.adopt({ ...copy, format: 9 })).toThrow(refusal('journal/newer-version'));
  expect(() => to.journal.adopt({ format: 1 })).toThrow(refusal('journal/invalid'));
  expect(to.doc.store.clients.size).toBe(0);
  expect(to.journal.canUndo).toBe(false);
});
