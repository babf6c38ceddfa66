import { addDays, daysBetween, parseCalendarDate } from '#core/base';
import { type Attempt, Journal } from '#core/journal';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { Chance } from '../../../../src/renderer/state/demo/chance.ts';
import { fillDemo } from '../../../../src/renderer/state/demo/fill-demo.ts';

const root = path.resolve(import.meta.dirname, '../../../..');
const file = (name: string) => readFileSync(path.join(root, name), 'utf8');
const csv = file('src/renderer/state/demo/job-search-2023.csv');
const lastDay = parseCalendarDate('2023-11-17');

function openJournal(): Journal {
  const chance = new Chance(7);
  return Journal.open(new Y.Doc(), {
    clock: { now: () => 0, today: () => lastDay },
    random: (length) => Uint8Array.from({ length }, () => Math.floor(chance.next() * 256)),
  });
}

function demo(seed = 1, today = lastDay): Journal {
  const journal = openJournal();
  fillDemo(journal, csv, { seed, today });
  return journal;
}

const everything = (journal: Journal) => ({
  attempts: journal.attempts(),
  pursuits: journal.pursuits(),
  pulses: journal.pulses(),
  checkIns: journal.checkIns(),
});

const count = (journal: Journal, test: (attempt: Attempt) => boolean) => journal.attempts().filter(test).length;

test('the file of the demonstration and that of the tests are the same', () => {
  expect(csv).toBe(file('tests/fixtures/job-search-2023.csv'));
});

test('every application that was sent becomes an attempt with its answer', () => {
  const journal = demo();
  expect(journal.attempts()).toHaveLength(437);
  expect(count(journal, ({ answeredOn }) => answeredOn !== null)).toBe(137);
  const byAnswer = (answer: string) => count(journal, (attempt) => attempt.answer === answer);
  expect([byAnswer('waiting'), byAnswer('no'), byAnswer('withdrawn'), byAnswer('yes'), byAnswer('quiet')]).toEqual([
    300, 134, 2, 1, 0,
  ]);
  const [pursuit, ...others] = journal.pursuits();
  expect(others).toEqual([]);
  expect(count(journal, (attempt) => attempt.pursuit === pursuit?.id)).toBe(437);
});

test('one application is told in full', () => {
  const [yes] = demo()
    .attempts()
    .filter(({ answer }) => answer === 'yes');
  expect(yes).toMatchObject({
    toWhom: 'Company 145',
    what: 'Data Engineer',
    kind: 'job',
    tags: ['Pole emploi'],
    sentOn: '2023-10-31',
    answeredOn: '2023-11-09',
    tone: null,
  });
  expect(yes?.events.map(({ kind, on }) => [kind, on])).toEqual(
    expect.arrayContaining([
      ['reply', '2023-11-06'],
      ['interview', '2023-11-06'],
    ]),
  );
});

test("the file's last day falls on today and distances stay", () => {
  const today = addDays(lastDay, 1000);
  const sent = (journal: Journal) =>
    journal
      .attempts()
      .map(({ sentOn }) => sentOn!)
      .sort();
  const moved = sent(demo(1, today));
  expect(moved.map((date) => addDays(date, -1000))).toEqual(sent(demo()));
  expect(daysBetween(moved.at(-1)!, today)).toBe(11);
});

test('a seed gives one journal, another seed other ratings of the same attempts', () => {
  expect(everything(demo(1))).toEqual(everything(demo(1)));
  const facts = (journal: Journal) =>
    journal
      .attempts()
      .map(({ toWhom, what, sentOn, answer, answeredOn }) => JSON.stringify([toWhom, what, sentOn, answer, answeredOn]))
      .sort();
  expect(facts(demo(2))).toEqual(facts(demo(1)));
  expect(demo(2).pulses()).not.toEqual(demo(1).pulses());
});

test.each([1, 2, 3, 4, 5])('ratings of seed %i are whole numbers 0-10, move, and leave gaps', (seed) => {
  const journal = demo(seed);
  const pulses = journal.pulses();
  const ratings = [
    ...journal.attempts().flatMap((attempt) => Object.values(attempt.ratings)),
    ...pulses.flatMap(({ hope, purpose, selfWorth }) => [hope, purpose, selfWorth]),
    ...journal.checkIns().flatMap(({ sting, selfWorth }) => [sting, selfWorth]),
  ].filter((rating) => rating !== null);
  expect(ratings.every((rating) => Number.isInteger(rating) && rating >= 0 && rating <= 10)).toBe(true);
  expect(new Set(pulses.map(({ hope }) => hope)).size).toBeGreaterThan(2);
  // Enough for a curve (12 pulses over 28 days), and yet some weeks missing.
  expect(pulses.length).toBeGreaterThanOrEqual(12);
  expect(pulses.length).toBeLessThan(20);
  expect(journal.checkIns().length).toBeGreaterThan(3);
  const noes = journal.attempts().filter(({ answer }) => answer === 'no');
  expect(new Set(noes.map(({ tone }) => tone))).toEqual(new Set(['form', 'personal']));
  expect(noes.filter(({ ratings }) => ratings.sting === undefined).length).toBeGreaterThan(20);
});

test('nothing in it lies after today', () => {
  const journal = demo();
  const dates = [
    ...journal
      .attempts()
      .flatMap(({ sentOn, answeredOn, ratedOn, events }) => [
        ...[sentOn, answeredOn, ratedOn],
        ...events.map(({ on }) => on),
      ]),
    ...journal.pulses().map(({ on }) => on),
    ...journal.checkIns().map(({ on }) => on),
  ].filter((date) => date !== null);
  expect(dates.filter((date) => date > lastDay)).toEqual([]);
});

test('it is one step that can be taken back', () => {
  const journal = openJournal();
  let transactions = 0;
  journal.onChange(() => transactions++);
  fillDemo(journal, csv, { seed: 1, today: lastDay });
  expect(transactions).toBe(1);
  journal.undo();
  expect(journal.attempts()).toEqual([]);
});

test('a file with unknown words is refused', () => {
  const fill = (text: string) => () => fillDemo(openJournal(), text, { seed: 1, today: lastDay });
  expect(fill(csv.replace('Rejected', 'Vanished'))).toThrow(expect.objectContaining({ code: 'input/invalid' }));
  expect(fill(csv.replace('2023-08-30', '30.8.2023'))).toThrow(expect.objectContaining({ code: 'input/invalid' }));
  expect(fill(csv.replace('Applied,', 'Applied,"'))).toThrow(expect.objectContaining({ code: 'input/invalid' }));
});
