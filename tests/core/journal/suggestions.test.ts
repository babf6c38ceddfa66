import { suggestToWhom } from '#core/journal';
import { expect, test } from 'vitest';
import { day, openJournal } from './opened.ts';

function suggest(typed: string, limit?: number) {
  const { journal } = openJournal();
  const pursuit = journal.addPursuit({ title: 'p' });
  const add = (toWhom: string, sentOn: string | null, more = {}) =>
    journal.addAttempt({ toWhom, what: 'w', sentOn: sentOn === null ? null : day(sentOn), ...more });
  add('École Bleue', '2024-01-01', { kind: 'job' });
  add('école bleue', '2024-02-01', { kind: 'degree-place', pursuit });
  add('Blue School', '2020-01-01');
  add('The Blue One', '2024-03-01');
  add('Bluebird', null);
  add('Vitablue', '2024-05-01');
  journal.binAttempt(add('Blue Bin', '2024-05-01'));
  return suggestToWhom(journal.attempts(), typed, limit).map((one) => one.toWhom);
}

test('suggests those that begin with it, then words that do, then the rest; the latest first', () => {
  expect(suggest('BLUE')).toEqual(['Blue School', 'Bluebird', 'The Blue One', 'Vitablue']);
  expect(suggest('blue', 1)).toEqual(['Blue School']);
  expect(suggest('ecole b')).toEqual(['école bleue']);
  expect(suggest('nobody')).toEqual([]);
  expect(suggest('')).toEqual(['Vitablue', 'The Blue One', 'école bleue', 'Blue School', 'Bluebird']);
});

test('brings the kind and pursuit used last', () => {
  const { journal } = openJournal();
  const pursuit = journal.addPursuit({ title: 'p' });
  const asked = { toWhom: 'Faber', what: 'w' };
  journal.addAttempt({ ...asked, sentOn: day('2024-01-02'), kind: 'book', pursuit });
  journal.addAttempt({ ...asked, sentOn: day('2024-01-01'), kind: 'job' });
  journal.addAttempt(asked);
  expect(suggestToWhom(journal.attempts(), 'f')).toEqual([{ toWhom: 'Faber', kind: 'book', pursuit }]);
});
