import { addDays } from '#core/base';
import { expect, test } from 'vitest';
import { quietAfter } from '../../../src/renderer/state/quiet.ts';
import { Silence } from '../../../src/renderer/state/silence.svelte.ts';
import { day, openedStore, today } from './opened-store.ts';

function opened() {
  const store = openedStore();
  const { journal } = store;
  const id = journal.addPursuit({ title: 'A home' });
  const sent = (toWhom: string, back: number) =>
    journal.addAttempt({ toWhom, what: 'y', pursuit: id, sentOn: addDays(today, -back) });
  return { store, journal, id, sent, silence: new Silence(store, id) };
}

test('who waits stands by the days of silence; from the threshold on it is long', () => {
  const { store, journal, sent, silence } = opened();
  sent('five', 5);
  sent('forty', 40);
  sent('thirty', 30);
  journal.addAttempt({ toWhom: 'elsewhere', what: 'y', sentOn: day('2020-01-01') });
  const seen = () => silence.waiting.map(({ attempt, days, long }) => [attempt.toWhom, days, long]);
  expect(seen()).toEqual([
    ['forty', 40, true],
    ['thirty', 30, true],
    ['five', 5, false],
  ]);
  store.journal.changeSettings({ quietAfterDays: 31 });
  expect(seen().map(([, , long]) => long)).toEqual([true, false, false]);
});

test('from eight answers on the answers say when silence is long, and today asks the same', () => {
  const { store, journal, silence } = opened();
  expect(quietAfter(store)).toEqual({ days: 30, from: 'setting' });
  for (let n = 1; n <= 8; n++) {
    const sentOn = day('2026-01-01');
    journal.addAttempt({ toWhom: 'x', what: 'y', sentOn, answer: 'no', answeredOn: addDays(sentOn, n) });
  }
  expect(quietAfter(store)).toEqual({ days: 8, from: 'answers' });
  expect(silence.threshold).toEqual({ days: 8, from: 'answers' });
});

test('asked again, closed as quiet, answered: one step each, dated today, told and taken back', () => {
  const { store, journal, sent, silence } = opened();
  const id = sent('A', 40);
  const attempt = () => store.attempt(id)!;
  silence.nudge(attempt());
  expect(attempt().events).toMatchObject([{ kind: 'nudged', on: today }]);
  expect(silence.waiting).toMatchObject([{ days: 0, long: false }]);
  expect(silence.told.what).toMatchObject({ kind: 'nudged' });
  silence.told.takeBack();
  expect(attempt().events).toEqual([]);
  silence.answer(attempt(), 'quiet');
  expect(attempt()).toMatchObject({ answer: 'quiet', answeredOn: today });
  expect(silence.waiting).toEqual([]);
  silence.told.takeBack();
  silence.answer(attempt(), 'no');
  expect(attempt()).toMatchObject({ answer: 'no', answeredOn: today });
  expect(journal.canUndo).toBe(true);
});

test('what was sent on a day to come cannot be answered today; that is said and nothing is written', () => {
  const { store, sent, silence } = opened();
  const id = sent('A', -3);
  silence.answer(store.attempt(id)!, 'no');
  expect(silence.error).toMatchObject({ data: { rule: 'before-sent' } });
  expect(silence.told.what).toBeNull();
  expect(store.attempt(id)?.answer).toBe('waiting');
});
