import { expect, test } from 'vitest';
import { day, exchange, openJournal, openTwo, refusal } from './opened.ts';

const file = { name: 'no.pdf', mime: 'application/pdf', size: 0, hash: 'ab'.repeat(32) };
const asked = { toWhom: 'x', what: 'y' };

test('letters of one day stand by their names, in whatever order they came', () => {
  const { journal } = openJournal();
  const attempt = journal.addAttempt(asked);
  const names = ['c.pdf', 'a.eml', 'e.txt', 'b.png', 'd.txt'];
  names.forEach((name, i) => journal.addLetter({ attempt, ...file, name, hash: String(i).repeat(64) }));
  expect(journal.attempt(attempt)?.letters.map((id) => journal.letter(id)?.name)).toEqual([...names].sort());
});

test('an attempt lists its letters, oldest first, without binned ones', () => {
  const { journal } = openJournal();
  const attempt = journal.addAttempt(asked);
  const late = journal.addLetter({ attempt, ...file });
  const early = journal.addLetter({ attempt, ...file, name: 'first.eml', addedOn: day('2024-01-02') });
  expect(journal.attempt(attempt)?.letters).toEqual([early, late]);
  expect(journal.letter(late)).toEqual({
    id: late,
    attempt,
    ...file,
    digest: null,
    addedOn: '2024-01-15',
    deletedAt: null,
  });
  journal.binLetter(early);
  expect(journal.attempt(attempt)?.letters).toEqual([late]);
  expect(journal.letters(attempt).map(({ id }) => id)).toEqual([late]);
  expect(journal.binned().letters.map(({ id }) => id)).toEqual([early]);
  journal.restoreLetter(early);
  expect(journal.attempt(attempt)?.letters).toEqual([early, late]);
});

test('a letter moves to another attempt, also when the news come from elsewhere', () => {
  const [a, b] = openTwo();
  const from = a.journal.addAttempt(asked);
  const to = a.journal.addAttempt(asked);
  const letter = a.journal.addLetter({ attempt: from, ...file });
  exchange(a.doc, b.doc);
  expect(b.journal.attempt(from)?.letters).toEqual([letter]);
  const news: string[][] = [];
  for (const { journal } of [a, b]) journal.onChange((change) => news.push([...change.attempts].sort()));
  a.journal.changeLetter(letter, { attempt: to, name: 'renamed.pdf' });
  exchange(a.doc, b.doc);
  for (const { journal } of [a, b]) {
    expect(journal.attempt(from)?.letters).toEqual([]);
    expect(journal.attempt(to)?.letters).toEqual([letter]);
  }
  expect(news).toEqual([[from, to].sort(), [from, to].sort()]);
  a.journal.changeAttempt(to, { what: 'z' });
  expect(news[2]).toEqual([to]);
});

test('a letter added by a batch is listed within it', () => {
  const { journal } = openJournal();
  journal.together(() => {
    const attempt = journal.addAttempt(asked);
    expect(journal.attempt(attempt)?.letters).toEqual([]);
    const letter = journal.addLetter({ attempt, ...file });
    expect(journal.attempt(attempt)?.letters).toEqual([letter]);
  });
});

test('a letter is checked', () => {
  const { journal } = openJournal();
  const attempt = journal.addAttempt(asked);
  const add = (fields: object) => () => journal.addLetter({ attempt, ...file, ...fields });
  expect(add({ attempt: 'nobody' })).toThrow(refusal('journal/not-found'));
  expect(add({ hash: 'AB' })).toThrow(refusal('journal/invalid', { field: 'hash', rule: 'not-a-hash' }));
  expect(add({ digest: 'AB' })).toThrow(refusal('journal/invalid', { field: 'digest', rule: 'not-a-hash' }));
  expect(add({ size: -1 })).toThrow(refusal('journal/invalid', { field: 'size', rule: 'too-low' }));
  expect(add({ name: '' })).toThrow(refusal('journal/invalid', { field: 'name', rule: 'required' }));
});

test('a file that was sealed anew is found under its new hash, in every letter of it, whatever is undone', () => {
  const { journal } = openJournal();
  const attempt = journal.addAttempt(asked);
  const [digest, other] = ['d'.repeat(64), 'e'.repeat(64)];
  const ids = [digest, digest, other].map((one) => journal.addLetter({ attempt, ...file, digest: one }));
  journal.binLetter(ids[1] ?? '');
  const changed: string[] = [];
  journal.onChange(({ letters }) => changed.push(...letters));
  journal.resealLetters(digest, 'c'.repeat(64));
  journal.resealLetters(digest, 'c'.repeat(64));
  expect(changed.sort()).toEqual(ids.slice(0, 2).sort());
  journal.undo();
  expect(ids.map((id) => journal.letter(id)?.hash)).toEqual(['c'.repeat(64), 'c'.repeat(64), file.hash]);
  expect(journal.letters(attempt)).toHaveLength(3);
  expect(() => journal.resealLetters(digest, 'no')).toThrow(refusal('journal/invalid'));
});
