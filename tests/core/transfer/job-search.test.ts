import { guessMapping, mappingProblems, mapRows, planImport, readImport, writeImport } from '#core/transfer';
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { fixture, openJournal, plan, tableOf } from './files.ts';

const table = () => tableOf(readImport(fixture('job-search-2023.csv')));

function countBy<T>(list: readonly T[], key: (item: T) => string): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const item of list) counts[key(item)] = (counts[key(item)] ?? 0) + 1;
  return counts;
}

test('nothing has to be decided by hand but what is being asked for', () => {
  const mapping = guessMapping(table());
  expect(mappingProblems(mapping)).toEqual([]);
  expect(mapping.targets).toEqual([
    'answer',
    'toWhom',
    'what',
    'tag',
    'tag',
    'sentOn',
    'reply',
    'interview',
    'interview',
    'interview',
    'reply',
    'answeredOn',
  ]);
  expect(mapping.answerWords).toEqual({
    rejected: 'no',
    applied: 'waiting',
    'no project for now': 'no',
    'in process': 'waiting',
    'turn down': 'withdrawn',
    accepted: 'yes',
  });
});

test('447 rows go in in one go: 437 that were sent, 137 of them answered', () => {
  const opened = openJournal();
  const made = plan(opened, table(), { ...guessMapping(table()), kind: 'job' });
  expect(made).toMatchObject({ fresh: 447, duplicates: 0, leftOut: 0, warned: 0 });
  const receipt = writeImport(opened.journal, made);
  expect(receipt.attempts).toHaveLength(447);
  const attempts = opened.journal.attempts();
  expect(countBy(attempts, ({ answer }) => answer)).toEqual({ waiting: 301, no: 140, withdrawn: 5, yes: 1 });
  const sent = attempts.filter(({ sentOn }) => sentOn !== null);
  expect(sent).toHaveLength(437);
  const answered = sent.filter(({ answeredOn }) => answeredOn !== null);
  expect(answered).toHaveLength(137);
  expect(countBy(answered, ({ answer }) => answer)).toEqual({ no: 134, withdrawn: 2, yes: 1 });
  expect(countBy(attempts, ({ kind }) => kind)).toEqual({ job: 447 });
  expect(
    countBy(
      attempts.flatMap(({ events }) => events),
      ({ kind }) => kind,
    ),
  ).toEqual({ reply: 19, interview: 22 });
});

test('one row is told in full', () => {
  const opened = openJournal();
  writeImport(opened.journal, plan(opened, table(), guessMapping(table())));
  const yes = opened.journal.attempts().find(({ answer }) => answer === 'yes');
  expect(yes).toMatchObject({
    toWhom: 'Company 145',
    what: 'Data Engineer',
    tags: ['Offer', 'Pole emploi'],
    sentOn: '2023-10-31',
    answeredOn: '2023-11-09',
    events: [
      { kind: 'reply', on: '2023-11-06', note: 'phone_call' },
      { kind: 'interview', on: '2023-11-06' },
    ],
  });
});

test('one undo takes the whole import back, one redo brings it again, and it is one transaction', () => {
  const opened = openJournal();
  let transactions = 0;
  opened.journal.onChange(() => transactions++);
  writeImport(opened.journal, plan(opened, table(), guessMapping(table())));
  expect(transactions).toBe(1);
  opened.journal.undo();
  expect(opened.journal.attempts()).toEqual([]);
  expect(opened.journal.canUndo).toBe(false);
  opened.journal.redo();
  expect(opened.journal.attempts()).toHaveLength(447);
});

test('the same file again brings nothing new; equal rows within it are no duplicates of each other', () => {
  const opened = openJournal();
  const first = plan(opened, table(), guessMapping(table()));
  expect(first.rows.filter(({ notes }) => notes.some(({ cause }) => cause === 'repeats-row'))).not.toHaveLength(0);
  writeImport(opened.journal, first);
  const again = plan(opened, table(), guessMapping(table()));
  expect(again).toMatchObject({ fresh: 0, duplicates: 447 });
  const before = Y.encodeStateAsUpdate(opened.doc);
  expect(writeImport(opened.journal, again).attempts).toEqual([]);
  expect(Y.encodeStateAsUpdate(opened.doc)).toEqual(before);
});

test('what was undone is not in the way of importing it again', () => {
  const opened = openJournal();
  writeImport(opened.journal, planImport(opened.journal, mapRows(table(), guessMapping(table()))));
  opened.journal.undo();
  expect(plan(opened, table(), guessMapping(table()))).toMatchObject({ fresh: 447, duplicates: 0 });
});
