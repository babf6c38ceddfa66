import { expect, test } from 'vitest';
import { Capture } from '../../../src/renderer/state/capture.svelte.ts';
import { type LettersOpened, mail, named, openLetters, textOf } from './letters/letters-opened.ts';
import { readingHere } from './reading/reading-here.ts';

const capturing = ({ store }: LettersOpened) => new Capture(store, readingHere());

test('a mail fills in to whom, what, day and words, and is a letter of what is written down, in one step', async () => {
  const opened = await openLetters();
  const { store, letters } = opened;
  const capture = capturing(opened);
  await capture.take([named('no.eml', mail())]);
  expect(capture.draft).toMatchObject({
    toWhom: 'Faber',
    what: 'Otter and the Moon',
    on: '2024-01-01',
    answer: 'waiting',
  });
  expect([capture.fromMail, capture.files.notKept]).toEqual([true, []]);
  capture.change({ answer: 'no' });
  const id = capture.save() ?? '';
  expect(store.attempt(id)).toMatchObject({ answeredOn: '2024-01-01', reason: 'We read it twice and have to say no.' });
  const [letter] = store.lettersOf(id);
  expect(letter).toMatchObject({ name: 'no.eml', mime: 'message/rfc822' });
  expect(textOf(await letters.files.readWhole(letter?.hash ?? '', letter?.digest ?? null))).toBe(mail());
  expect(capture.draft.letters).toEqual([]);
  store.undo();
  expect([store.attempts, store.journal.letters()]).toEqual([[], []]);
});

test('a mail that answers one’s own fills in what it is about, without the marks of answering', async () => {
  const capture = capturing(await openLetters());
  await capture.take([named('no.eml', mail().replace('Subject: ', 'Subject: AW: Re: '))]);
  expect(capture.draft.what).toBe('Otter and the Moon');
});

test('what was typed stays; other files fill in nothing; the same file lies there once', async () => {
  const opened = await openLetters();
  const capture = capturing(opened);
  capture.change({ toWhom: 'Walker', on: opened.store.today });
  await capture.take([named('no.eml', mail()), named('a.txt', 'No.'), named('b.txt', 'No.')]);
  expect(capture.draft).toMatchObject({ toWhom: 'Walker', what: 'Otter and the Moon', on: '2026-11-23' });
  expect(capture.draft.letters.map(({ name }) => name)).toEqual(['no.eml', 'a.txt']);
  capture.dropLetter(capture.draft.letters[0]?.hash ?? '');
  const id = capture.save() ?? '';
  expect(opened.store.lettersOf(id).map(({ name }) => name)).toEqual(['a.txt']);
});

test('a draft keeps its files over a lock', async () => {
  const opened = await openLetters();
  const capture = capturing(opened);
  await capture.take([named('a.txt', 'No.')]);
  opened.store.flush();
  const again = capturing(opened);
  expect(again.draft.letters).toMatchObject([{ name: 'a.txt', size: 3 }]);
  again.change({ toWhom: 'Faber', what: 'a book' });
  expect(opened.store.lettersOf(again.save() ?? '')).toHaveLength(1);
});

test('a file that is still being sealed when the slip is written down follows it', async () => {
  const opened = await openLetters();
  const capture = capturing(opened);
  capture.change({ toWhom: 'Faber', what: 'a book' });
  const taking = capture.take([named('no.eml', mail())]);
  const id = capture.save() ?? '';
  expect(opened.store.lettersOf(id)).toEqual([]);
  await taking;
  expect(opened.store.lettersOf(id)).toMatchObject([{ name: 'no.eml' }]);
  expect(capture.draft).toMatchObject({ toWhom: '', letters: [] });
});

test('a mail that makes no sense is a letter all the same, and says so; a refused file is not', async () => {
  const opened = await openLetters();
  const capture = capturing(opened);
  await capture.take([named('odd.eml', 'From:\r\n\r\nwords'), named('empty', '')]);
  expect(capture.files.notKept.map(({ name, error }) => [name, error.code])).toEqual([['empty', 'letter/unreadable']]);
  expect(capture.draft).toMatchObject({ toWhom: '', letters: [{ name: 'odd.eml', mime: 'message/rfc822' }] });
  expect(capture.fromMail).toBe(false);
});
