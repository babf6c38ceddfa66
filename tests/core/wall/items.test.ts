import { wallItems } from '#core/wall';
import { expect, test } from 'vitest';
import { openJournal, day as journalDay } from '../journal/opened.ts';

test('no, quiet and yes hang; what waits, was withdrawn or binned does not', () => {
  const { journal } = openJournal();
  for (const answer of ['no', 'quiet', 'yes', 'waiting', 'withdrawn'] as const) {
    journal.addAttempt({ toWhom: answer, what: 'x', kind: 'book', answer });
  }
  journal.binAttempt(journal.addAttempt({ toWhom: 'binned', what: 'x', kind: 'job', answer: 'no' }));
  const items = wallItems(journal.attempts(), (id) => journal.kind(id));
  expect(items.map(({ name }) => name).sort()).toEqual(['no', 'quiet', 'yes']);
  expect(new Set(items.map(({ mark }) => mark))).toEqual(new Set(['writing']));
});

test('a slip is placed by its answer, else by its sending, and knows its tone and first words', () => {
  const { journal } = openJournal();
  journal.addAttempt({
    toWhom: 'Tidewrack',
    what: 'poems',
    kind: 'article',
    sentOn: journalDay('2023-02-01'),
    answer: 'no',
    answeredOn: journalDay('2023-03-01'),
    tone: 'personal',
    reason: ' “We felt the voice, but not the shape. Do send more.”',
  });
  journal.addAttempt({ toWhom: 'Alder', what: 'x', kind: 'job', sentOn: journalDay('2022-01-01'), answer: 'quiet' });
  const [first, second] = wallItems(journal.attempts(), (id) => journal.kind(id));
  expect(first).toMatchObject({ on: '2023-03-01', personal: true, words: 'We felt the voice, but not the shape' });
  expect(second).toMatchObject({ on: '2022-01-01', answer: 'quiet', personal: false, words: '' });
});
